package org.polyptych.bench.detector;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.bench.physics.AlignedPhase;
import org.polyptych.bench.physics.Mosaic;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.ZonePlate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A beam wider than the detector's pixels allow: a scan is simulated on fine pixels, B x B of them are added to one, and it
 * is reconstructed on the fine ones, on the large ones, and on the large ones with a model of the fine.
 */
@Command(
        name = "WideBeam",
        mixinStandardHelpOptions = true,
        description = "What a model finer than the detector is worth.")
public final class WideBeam implements Callable<Integer> {
    private static final double PIXEL = 10e-9;
    private static final long SEED = 4;

    @Option(names = "--folder", paramLabel = "DIR", description = "where the picture goes (default docs/images)")
    private Path folder = Path.of("docs", "images");

    @Option(names = "--frame", description = "fine pixels of a frame's side (default 64)")
    private int side = 64;

    @Option(names = "--frames", description = "of a side of the scan (default 14)")
    private int frames = 14;

    @Option(names = "--bin", description = "default 2")
    private int bin = 2;

    @Option(names = "--iterations", description = "default 300")
    private int iterations = 300;

    @Spec
    private CommandSpec spec;

    private final Mosaic mosaic = new Mosaic(240);

    public static void main(String[] arguments) {
        Program.run(new WideBeam(), arguments);
    }

    /** A beam so far out of focus that it fills two thirds of the fine window. */
    static Scan scan(int side, int frames) {
        XrayGeometry geometry = new XrayGeometry(side, side, PIXEL, PIXEL, 8800, 2);
        Positions positions = new JitteredRaster(new Raster(frames, frames, 5, 5), 1.5).positions(geometry, SEED);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        Specimen specimen = SpecimenPlacement.under(
                TestObjects.parse("star").image(needed[0], needed[1], 1, SEED), geometry, positions);
        return Simulation.of(geometry, specimen, beam(geometry, 1), positions)
                .named("wide beam", "simulated")
                .noise(new Noise.PoissonPerFrame(1e6))
                .seed(SEED)
                .startingProbe(beam(geometry, 0.9))
                .run();
    }

    private static Probe beam(XrayGeometry geometry, double factor) {
        double defocusUm = 40 * factor * geometry.rows() / 64;
        return Probe.of(new ZonePlate(26.7, 0.29, defocusUm).image(geometry));
    }

    static Result reconstruct(Scan scan, int bin, int upsample, int iterations) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("ad.decayOver", String.valueOf(iterations));
        settings.put("data.bin", String.valueOf(bin));
        settings.put("data.upsample", String.valueOf(upsample));
        Reconstruction recipe = Reconstruction.with("ad", settings, iterations, 1, 2);
        Optional<Probe> start = upsample == bin ? scan.probe() : Optional.empty();
        return recipe.run(recipe.prepare(scan), start, Optional.empty(), Observer.NONE, () -> false);
    }

    /** Share of the true probe's power outside the window that is left. */
    static double outside(Scan scan, int bin) {
        Probe probe = scan.truth().orElseThrow().probe();
        int left = probe.rows() / bin;
        int first = probe.rows() / 2 - left / 2;
        return 1 - probe.mode(0).crop(first, first, left, left).power() / probe.power();
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Scan scan = scan(side, frames);
        out.printf(
                Locale.ROOT, "of the beam's power %.0f %% lies outside the smaller window%n", 100 * outside(scan, bin));
        out.println("| detector | model | object NRMSE | loss | seconds |\n|---|---|---|---|---|");
        mosaic.row();
        row(out, scan, 1, 1);
        row(out, scan, bin, 1);
        row(out, scan, bin, bin);
        Files.createDirectories(folder);
        mosaic.write(folder.resolve("wide-beam.png"));
        return 0;
    }

    private void row(PrintWriter out, Scan scan, int pixels, int upsample) {
        Result result = reconstruct(scan, pixels, upsample, iterations);
        int detector = side / pixels;
        int model = detector * upsample;
        out.printf(
                Locale.ROOT,
                "| %d x %d | %d x %d | %.4f | %.3g | %.0f |%n",
                detector,
                detector,
                model,
                model,
                StrayLight.nrmse(scan, result),
                result.losses()[result.losses().length - 1],
                result.provenance().seconds());
        out.flush();
        mosaic.add(
                "detector " + detector + " x " + detector + ", model " + model + " x " + model,
                AlignedPhase.of(result.specimen(), scan.truth().orElseThrow().specimen(), scan.positions()),
                -1,
                0.3);
    }
}
