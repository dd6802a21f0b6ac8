package org.polyptych.bench.physics;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.polyptych.bench.Program;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Outcome;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.RunControl;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.ProbeDrift;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.ZonePlate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A scan whose beam drifts in direction and focus, reconstructed with one probe for all frames, with several modes, and
 * with a probe that varies. One frame in twenty is held out; the object is scored against the truth.
 */
@Command(
        name = "DriftingProbe",
        mixinStandardHelpOptions = true,
        description = "What variations of the probe are worth.")
public final class DriftingProbe implements Callable<Integer> {
    private static final double PIXEL = 10e-9;
    private static final long SEED = 4;

    /** Waves over the scan of a drift that an object can take up in part. */
    private static final double SLOW = 1.5;

    /** Variations drawn, with the mean. */
    private static final int DRAWN = 4;

    @Option(names = "--folder", paramLabel = "DIR", description = "where the pictures go (default docs/images)")
    private Path folder = Path.of("docs", "images");

    @Option(names = "--frame", description = "pixels of a frame's side (default 64)")
    private int side = 64;

    @Option(names = "--across", description = "frames in a line, and lines (default 14)")
    private int across = 14;

    @Option(names = "--step", description = "in pixels (default 6)")
    private double step = 6;

    @Option(names = "--tilt", description = "of the drift, in detector pixels (default 1.5)")
    private double tilt = 1.5;

    @Option(names = "--defocus", description = "of the drift, in micrometres (default 6)")
    private double defocus = 6;

    @Option(names = "--cycles", description = "waves of the drift over the scan (default 12.3)")
    private double cycles = 12.3;

    @Option(names = "--photons", description = "a frame (default 1e6)")
    private double photons = 1e6;

    @Option(names = "--iterations", description = "of each engine (default 200)")
    private int iterations = 200;

    @Option(names = "--variations", split = ",", description = "numbers to try (default ${DEFAULT-VALUE})")
    private List<Integer> variations = List.of(2, 3, 4, 6);

    @Option(names = "--set", description = "further settings of the runs with ad, KEY=VALUE")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private final Mosaic mosaic = new Mosaic(240);

    public static void main(String[] arguments) {
        Program.run(new DriftingProbe(), arguments);
    }

    /** A star under a defocused zone plate, on a jittered raster. The probe to start from has 15% less defocus. */
    static Scan scan(int side, int across, double step, ProbeDrift drift, double photons) {
        XrayGeometry geometry = new XrayGeometry(side, side, PIXEL, PIXEL, 8800, 2);
        Positions positions = new JitteredRaster(Raster.square(across, step), step / 3).positions(geometry, SEED);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        Specimen specimen = SpecimenPlacement.under(
                TestObjects.parse("star").image(needed[0], needed[1], 1, SEED), geometry, positions);
        return Simulation.of(geometry, specimen, beam(geometry, 20, photons), positions)
                .named("drifting probe", "simulated")
                .probeDrift(drift)
                .noise(new Noise.PoissonPerFrame(photons))
                .seed(SEED)
                .startingProbe(beam(geometry, 17, photons))
                .run();
    }

    private static Probe beam(XrayGeometry geometry, double defocusUm, double photons) {
        return Probe.of(new ZonePlate(26.7, 0.29, defocusUm).image(geometry)).withPower(photons);
    }

    static Outcome reconstruct(Scan scan, String engine, int iterations, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putIfAbsent("stop.holdOut", "5");
        all.putIfAbsent("stop.every", "10");
        if (engine.equals("ad")) {
            all.putIfAbsent("ad.decayOver", String.valueOf(iterations));
        }
        Reconstruction recipe = Reconstruction.with(engine, all, iterations, 1, 2);
        return recipe.run(
                recipe.prepare(scan), Optional.empty(), Optional.empty(), RunControl.of(Observer.NONE, () -> false));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Scan drifting = scan(side, across, step, new ProbeDrift(tilt, 30, defocus, cycles), photons);
        Scan still = scan(side, across, step, ProbeDrift.NONE, photons);
        out.println("| beam | engine | probe | object, dB | object NRMSE | loss | held-out loss | seconds |\n"
                + "|---|---|---|---|---|---|---|---|");
        mosaic.row();
        row(out, "drifts", drifting, "rpie", "one", Map.of(), false);
        row(out, "drifts", drifting, "rpie", "4 modes", Map.of("probe.modes", "4"), false);
        row(out, "drifts", drifting, "ad", "one", settings, true);
        row(out, "drifts", drifting, "ad", "4 modes", with("probe.modes", 4), false);
        Result last = null;
        for (int count : variations) {
            boolean drawn = count == variations.getLast();
            last = row(out, "drifts", drifting, "ad", count + " variations", with("probe.variations", count), drawn);
        }
        Scan slow = scan(side, across, step, new ProbeDrift(tilt, 30, defocus, SLOW), photons);
        row(out, "drifts slowly", slow, "ad", "one", settings, false);
        row(out, "drifts slowly", slow, "ad", "4 variations", with("probe.variations", 4), false);
        row(out, "steady", still, "ad", "one", settings, true);
        row(out, "steady", still, "ad", "4 variations", with("probe.variations", 4), false);
        Files.createDirectories(folder);
        draw(last);
        mosaic.write(folder.resolve("drifting-probe.png"));
        return 0;
    }

    private Map<String, String> with(String key, int value) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(key, String.valueOf(value));
        return all;
    }

    private Result row(
            PrintWriter out,
            String beam,
            Scan scan,
            String engine,
            String probe,
            Map<String, String> more,
            boolean drawn) {
        Outcome outcome = reconstruct(scan, engine, iterations, more);
        Result result = outcome.result();
        Evaluation score = FlyScans.score(scan, result);
        out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %.4f | %.2e | %.2e | %.0f |%n",
                beam,
                engine,
                probe,
                FlyScans.objectDecibels(score),
                score.value("object.nrmse"),
                result.losses()[result.losses().length - 1],
                Arrays.stream(outcome.heldOutLosses()).min().orElseThrow(),
                result.provenance().seconds());
        out.flush();
        if (drawn) {
            SlicePair pair =
                    SlicePair.of(result.specimen(), scan.truth().orElseThrow().specimen(), scan.positions());
            mosaic.add("object: beam " + beam + ", " + probe, pair.found().getFirst(), -1, 0.3);
        }
        return result;
    }

    /** The mean probe and what frames differ from it by, as amplitudes, and the weights of these over the scan. */
    private void draw(Result result) throws Exception {
        mosaic.row();
        double[][] weights = result.conditions().weights();
        double[] frames = new double[weights.length];
        Arrays.setAll(frames, j -> j);
        XYChart chart = new XYChartBuilder()
                .width(740)
                .height(300)
                .xAxisTitle("frame")
                .yAxisTitle("weight")
                .build();
        for (int v = 0; v < Math.min(DRAWN, result.probe().variations()); v++) {
            int variation = v;
            RealImage amplitude = amplitude(result.probe().mode(v, 0));
            if (v < DRAWN - 1) {
                mosaic.add(v == 0 ? "mean probe, amplitude" : "variation " + v, amplitude, 0, amplitude.max());
            }
            if (v > 0) {
                double[] course = Arrays.stream(weights)
                        .mapToDouble(frame -> frame[variation])
                        .toArray();
                chart.addSeries("variation " + v, frames, course).setMarker(SeriesMarkers.NONE);
            }
        }
        BitmapEncoder.saveBitmap(chart, folder.resolve("drifting-weights").toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private static RealImage amplitude(ComplexImage image) {
        float[] values = new float[image.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.hypot(image.re()[i], image.im()[i]);
        }
        return new RealImage(image.rows(), image.columns(), values);
    }
}
