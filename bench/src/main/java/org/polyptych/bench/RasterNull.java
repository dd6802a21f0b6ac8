package org.polyptych.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.polyptych.app.report.PngFile;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.RasterAmbiguity;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.phase.PhaseRamp;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What {@code object.rasterNull} does: a simulated scan on a whole-pixel raster, object and probe both unknown, and its
 * object's phase before and after, beside the truth and the truth put through the same removal. See {@code
 * docs/raster-null-space.md}.
 */
@Command(
        name = "RasterNull",
        mixinStandardHelpOptions = true,
        description = "Shows what a whole-pixel raster leaves free, before and after its removal.")
public final class RasterNull implements Callable<Integer> {
    private static final int FRAME = 64;
    private static final double PIXEL = 1e-8;
    private static final int ZOOM = 2;
    private static final int GAP = 8;
    private static final int CAPTION = 24;

    @Option(names = "--object", description = "what is scanned (default ${DEFAULT-VALUE})")
    private String object = "cells";

    @Option(names = "--probe", description = "the beam (default ${DEFAULT-VALUE})")
    private String probe = "zoneplate";

    @Option(
            names = "--wrong",
            description =
                    "the probe to start from: standard deviation of the log-amplitude and of the phase (rad) by which"
                            + " each pixel of the true one is changed (default ${DEFAULT-VALUE})")
    private double wrong = 0.3;

    @Option(names = "--step", description = "of the raster in pixels (default ${DEFAULT-VALUE})")
    private int step = 8;

    @Option(names = "--across", description = "frames in a line, and lines (default ${DEFAULT-VALUE})")
    private int across = 20;

    @Option(names = "--engine", description = "default ${DEFAULT-VALUE}")
    private String engine = "rpie";

    @Option(names = "--iterations", description = "default ${DEFAULT-VALUE}")
    private int iterations = 100;

    @Option(names = "--picture", description = "default ${DEFAULT-VALUE}")
    private Path picture = Path.of("raster_null_space.png");

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new RasterNull(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Scan scan = simulate();
        Scan.Truth truth = scan.truth().orElseThrow();
        Result before = run(scan, false);
        Result after = run(scan, true);
        RasterAmbiguity.Separation ceiling = new RasterAmbiguity(
                        truth.specimen(), scan.positions(), FRAME, FRAME, false)
                .remove(truth.specimen(), truth.probe());
        Map<String, Result> results = new LinkedHashMap<>();
        results.put("as reconstructed", before);
        results.put("null space removed", after);
        Result ideal = with(before, ceiling.specimen(), ceiling.probe());
        results.put("truth, null space removed", ideal);
        PrintWriter out = spec.commandLine().getOut();
        out.println("| object | NRMSE | error of the amplitude | rms error of the phase, rad |");
        out.println("|---|---|---|---|");
        List<RealImage> phases = new ArrayList<>();
        List<String> captions = new ArrayList<>(List.of("truth"));
        Comparison first = Comparison.of(before, truth);
        phases.add(phase(first.truth(), first.truth()));
        results.forEach((name, result) -> {
            Comparison compared = Comparison.of(result, truth);
            var evaluation = new AlignedProtocol().evaluate(compared);
            out.printf(
                    "| %s | %.4f | %.4f | %.4f |%n",
                    name,
                    evaluation.value("object.nrmse"),
                    evaluation.value("object.amplitude.nrmse"),
                    evaluation.value("object.phase.rms"));
            if (result != ideal) {
                phases.add(phase(compared.found(), compared.truth()));
                captions.add(name);
            }
        });
        out.printf("losses: %.3e as reconstructed, %.3e with the removal%n", last(before), last(after));
        out.flush();
        PngFile.write(picture, draw(phases, captions));
        return 0;
    }

    private static double last(Result result) {
        return result.losses()[result.losses().length - 1];
    }

    private Scan simulate() {
        XrayGeometry geometry = new XrayGeometry(FRAME, FRAME, PIXEL, PIXEL, 10_000, 1);
        Positions positions = Raster.square(across, step).positions(geometry);
        int side = (across - 1) * step + FRAME;
        ComplexImage image = TestObjects.parse(object).image(side, side, 1, 1);
        Specimen specimen = SpecimenPlacement.under(image, geometry, positions);
        Probe beam = Probe.of(TestProbes.parse(probe).image(geometry)).withPower(1e6);
        return Simulation.of(geometry, specimen, beam, positions).run();
    }

    /** The true probe with every pixel wrong by a factor of its own. */
    private Probe start(Probe truth) {
        Probe start = truth.copy();
        RandomStream random = new RandomStream(1, 0);
        ComplexImage mode = start.mode(0);
        for (int i = 0; i < mode.size(); i++) {
            double amplitude = Math.exp(wrong * random.gaussian());
            double phase = wrong * random.gaussian();
            double re = amplitude * Math.cos(phase);
            double im = amplitude * Math.sin(phase);
            float old = mode.re()[i];
            mode.re()[i] = (float) (old * re - mode.im()[i] * im);
            mode.im()[i] = (float) (old * im + mode.im()[i] * re);
        }
        return start.withPower(truth.power());
    }

    private Result run(Scan scan, boolean removal) {
        return Reconstruction.with(
                        engine,
                        Map.of("object.rasterNull", String.valueOf(removal)),
                        iterations,
                        1,
                        Parallel.allProcessors())
                .run(
                        scan,
                        Optional.of(start(scan.truth().orElseThrow().probe())),
                        Optional.empty(),
                        Observer.NONE,
                        () -> false);
    }

    private static Result with(Result result, Specimen specimen, Probe probe) {
        return new Result(
                specimen, probe, result.positions(), result.illumination(), result.losses(), result.provenance());
    }

    /** The phase against the truth's, ramp removed, put back on the truth's phase; middle of the scan. */
    private static RealImage phase(ComplexImage found, ComplexImage truth) {
        int rim = FRAME / 2;
        ComplexImage a = found.crop(rim, rim, found.rows() - 2 * rim, found.columns() - 2 * rim);
        ComplexImage b = truth.crop(rim, rim, truth.rows() - 2 * rim, truth.columns() - 2 * rim);
        ComplexImage quotient = ComplexImage.zeros(a.rows(), a.columns());
        for (int i = 0; i < a.size(); i++) {
            quotient.re()[i] = a.re()[i] * b.re()[i] + a.im()[i] * b.im()[i];
            quotient.im()[i] = a.im()[i] * b.re()[i] - a.re()[i] * b.im()[i];
        }
        float[] weight = quotient.amplitude().values();
        RealImage error = PhaseRamp.find(quotient, weight).removedFrom(quotient).phase();
        RealImage phase = b.phase();
        for (int i = 0; i < phase.size(); i++) {
            phase.values()[i] += error.values()[i];
        }
        return phase;
    }

    /** Grey from the truth's least phase to its greatest, each pixel of the object as {@value #ZOOM} x {@value #ZOOM}. */
    private static BufferedImage draw(List<RealImage> phases, List<String> captions) {
        int width = ZOOM * phases.getFirst().columns();
        int height = ZOOM * phases.getFirst().rows();
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : phases.getFirst().values()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        BufferedImage image = new BufferedImage(
                phases.size() * (width + GAP) + GAP, height + CAPTION + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int k = 0; k < phases.size(); k++) {
            int left = GAP + k * (width + GAP);
            g.setColor(Color.BLACK);
            g.drawString(captions.get(k), left, CAPTION - 8);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float value = (phases.get(k).at(y / ZOOM, x / ZOOM) - low) / (high - low);
                    int grey = Math.clamp(Math.round(255 * value), 0, 255);
                    image.setRGB(left + x, CAPTION + y, grey << 16 | grey << 8 | grey);
                }
            }
        }
        g.dispose();
        return image;
    }
}
