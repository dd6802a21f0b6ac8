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
import org.polyptych.core.RandomStream;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.simulation.JitteredRaster;
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
 * A scan with stray light that differs from pixel to pixel, a halo beside the beam and a streak, and a background that was
 * measured in so many frames without a specimen: reconstructed without it, with it modelled, with it subtracted, and with
 * one that is fitted.
 */
@Command(name = "StrayLight", mixinStandardHelpOptions = true, description = "What a measured background is worth.")
public final class StrayLight implements Callable<Integer> {
    private static final double PIXEL = 10e-9;
    private static final double PHOTONS = 1e6;
    private static final long SEED = 4;

    @Option(names = "--folder", paramLabel = "DIR", description = "where the picture goes (default docs/images)")
    private Path folder = Path.of("docs", "images");

    @Option(names = "--frame", description = "pixels of a frame's side (default 64)")
    private int side = 64;

    @Option(names = "--frames", description = "of a side of the scan (default 12)")
    private int frames = 12;

    @Option(names = "--dark-frames", description = "from which the background was measured (default 100)")
    private int darks = 100;

    @Option(names = "--iterations", description = "of every engine (default 200)")
    private int iterations = 200;

    @Spec
    private CommandSpec spec;

    private final Mosaic mosaic = new Mosaic(240);

    public static void main(String[] arguments) {
        Program.run(new StrayLight(), arguments);
    }

    /** The scan without stray light, noise-free. */
    static Scan clean(int side, int frames) {
        XrayGeometry geometry = new XrayGeometry(side, side, PIXEL, PIXEL, 8800, 2);
        Positions positions = new JitteredRaster(new Raster(frames, frames, 6, 6), 1.5).positions(geometry, SEED);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        Specimen specimen = SpecimenPlacement.under(
                TestObjects.parse("star").image(needed[0], needed[1], 1, SEED), geometry, positions);
        Probe beam = Probe.of(new ZonePlate(26.7, 0.29, 20).image(geometry)).withPower(PHOTONS);
        Probe start = Probe.of(new ZonePlate(26.7, 0.29, 17).image(geometry)).withPower(PHOTONS);
        return Simulation.of(geometry, specimen, beam, positions)
                .named("stray light", "simulated")
                .startingProbe(start)
                .run();
    }

    /** Counts a frame: about a tenth of the light through the specimen. */
    static float[] stray(int side) {
        float[] counts = new float[side * side];
        double total = 0;
        for (int y = 0, i = 0; y < side; y++) {
            for (int x = 0; x < side; x++, i++) {
                double halo =
                        Math.pow((y - 0.35 * side) / (0.2 * side), 2) + Math.pow((x - 0.65 * side) / (0.2 * side), 2);
                double streak = Math.pow((y + 0.3 * x - 0.75 * side) / (0.02 * side), 2);
                counts[i] = (float) (0.05 + Math.exp(-halo) + 2 * Math.exp(-streak));
                total += counts[i];
            }
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] *= (float) (0.1 * PHOTONS / total);
        }
        return counts;
    }

    /** The frames with stray light and counting noise. */
    static Scan counted(Scan clean, float[] stray) {
        float[][] all = new float[clean.frames().count()][];
        for (int j = 0; j < all.length; j++) {
            RandomStream random = new RandomStream(SEED, j);
            all[j] = clean.frames().frame(j);
            for (int i = 0; i < stray.length; i++) {
                double expected = (double) all[j][i] * all[j][i] + stray[i];
                all[j][i] = (float) Math.sqrt(random.poisson(expected));
            }
        }
        return clean.withFrames(
                new MemoryFrames(clean.frames().rows(), clean.frames().columns(), all));
    }

    /** The mean of so many frames without a specimen, counted too. */
    static float[] measured(float[] stray, int darks) {
        RandomStream random = new RandomStream(SEED, -1);
        float[] mean = new float[stray.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (random.poisson(darks * (double) stray[i]) / darks);
        }
        return mean;
    }

    static Result reconstruct(Scan scan, String engine, int iterations, Map<String, String> settings) {
        return Reconstruction.with(engine, settings, iterations, 1, 2).run(scan, Observer.NONE);
    }

    static double nrmse(Scan scan, Result result) {
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                .value("object.nrmse");
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Scan clean = clean(side, frames);
        float[] stray = stray(side);
        Scan without = counted(clean, stray);
        Scan with = without.withBackground(Optional.of(measured(stray, darks)));
        Scan none = counted(clean, new float[stray.length]);
        double constant = 0;
        for (float counts : stray) {
            constant += counts / stray.length;
        }
        Map<String, String> ad = Map.of("ad.decayOver", String.valueOf(iterations));
        out.println("| stray light | engine | background | object NRMSE | loss | seconds |\n|---|---|---|---|---|---|");
        mosaic.row();
        row(out, "none", none, "ad", "none", ad);
        row(out, "a tenth", without, "ad", "none", ad);
        row(out, "a tenth", without, "ad", "constant, its mean", more(ad, "background.counts", constant));
        mosaic.row();
        row(out, "a tenth", with, "ad", "measured, modelled", ad);
        row(
                out,
                "a tenth",
                without,
                "ad",
                "fitted from its mean",
                more(more(ad, "background.counts", constant), "ad.fitBackground", true));
        row(out, "a tenth", with, "ad", "fitted from measured", more(ad, "ad.fitBackground", true));
        mosaic.row();
        row(out, "none", none, "rpie", "none", Map.of());
        row(out, "a tenth", without, "rpie", "none", Map.of());
        row(out, "a tenth", with, "rpie", "measured, subtracted", Map.of("data.subtractBackground", "true"));
        Files.createDirectories(folder);
        mosaic.write(folder.resolve("measured-background.png"));
        return 0;
    }

    private static Map<String, String> more(Map<String, String> settings, String key, Object value) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(key, String.valueOf(value));
        return all;
    }

    private void row(
            PrintWriter out, String light, Scan scan, String engine, String background, Map<String, String> settings) {
        Result result = reconstruct(scan, engine, iterations, settings);
        out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.4f | %.3g | %.0f |%n",
                light,
                engine,
                background,
                nrmse(scan, result),
                result.losses()[result.losses().length - 1],
                result.provenance().seconds());
        out.flush();
        mosaic.add(
                light + ", " + engine + ": " + background,
                AlignedPhase.of(result.specimen(), scan.truth().orElseThrow().specimen(), scan.positions()),
                -0.9,
                0.1);
    }
}
