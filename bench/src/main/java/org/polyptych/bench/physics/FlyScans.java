package org.polyptych.bench.physics;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.simulation.FlyScan;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.ZonePlate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A fly scan whose probe moves by one full step during each frame, reconstructed with the model of the motion and
 * without. Lines start at random offsets and lie at random distances, as stages make them, so that the scan has no raster
 * ambiguity. The frames are simulated with 24 sub-positions; the model takes fewer.
 */
@Command(name = "FlyScans", mixinStandardHelpOptions = true, description = "What a model of the motion is worth.")
public final class FlyScans implements Callable<Integer> {
    private static final double PIXEL = 10e-9;
    private static final double PHOTONS = 1e6;
    private static final int SUB_POSITIONS = 24;
    private static final long SEED = 4;

    @Option(names = "--folder", paramLabel = "DIR", description = "where the picture goes (default docs)")
    private Path folder = Path.of("docs");

    @Option(names = "--frame", description = "pixels of a frame's side (default 64)")
    private int side = 64;

    @Option(names = "--lines", description = "lines, and frames a line (default 18)")
    private int lines = 18;

    @Option(names = "--step", description = "in pixels (default 6)")
    private double step = 6;

    @Option(names = "--parts", description = "sub-positions of the model (default 6)")
    private int parts = 6;

    @Option(names = "--iterations", description = "of ad and rpie (default 200)")
    private int iterations = 200;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private final Mosaic mosaic = new Mosaic(240);

    public static void main(String[] arguments) {
        Program.run(new FlyScans(), arguments);
    }

    /** Of frames of so many pixels a side. */
    public static XrayGeometry geometry(int side) {
        return new XrayGeometry(side, side, PIXEL, PIXEL, 8800, 2);
    }

    /** Lines along x, a step apart in the mean. */
    private static Positions positions(int lines, double step) {
        double[] y = new double[lines * lines];
        double[] x = new double[y.length];
        RandomStream random = new RandomStream(SEED, 0);
        for (int line = 0; line < lines; line++) {
            double down = step * (line + 0.5 * (random.uniform() - 0.5));
            double offset = step * (random.uniform() - 0.5);
            for (int k = 0; k < lines; k++) {
                y[line * lines + k] = PIXEL * down;
                x[line * lines + k] = PIXEL * (offset + step * k);
            }
        }
        return new Positions(y, x);
    }

    /**
     * @param lines lines, and frames a line
     * @param step in pixels
     * @param way that the probe moves to the right during a frame, in pixels
     */
    public static Scan scan(XrayGeometry geometry, int lines, double step, double way) {
        Positions positions = positions(lines, step);
        FlyScan fly = way == 0 ? FlyScan.NONE : new FlyScan(0, way * PIXEL, SUB_POSITIONS);
        // the same object with and without motion
        Positions everywhere = new FlyScan(0, step * PIXEL, SUB_POSITIONS).subPositions(positions);
        int[] needed = SpecimenPlacement.needed(geometry, everywhere);
        Specimen specimen = SpecimenPlacement.under(
                TestObjects.parse("star").image(needed[0], needed[1], 1, SEED), geometry, everywhere);
        return Simulation.of(geometry, specimen, beam(geometry, 20), positions)
                .named("fly scan", "simulated")
                .flyScan(fly)
                .noise(new Noise.PoissonPerFrame(PHOTONS))
                .seed(SEED)
                .startingProbe(beam(geometry, 17))
                .run();
    }

    private static Probe beam(XrayGeometry geometry, double defocusUm) {
        return Probe.of(new ZonePlate(26.7, 0.29, defocusUm).image(geometry)).withPower(PHOTONS);
    }

    static Result reconstruct(Scan scan, String engine, int iterations, Map<String, String> settings) {
        Reconstruction recipe = Reconstruction.with(engine, settings, iterations, 1, 2);
        return recipe.run(recipe.prepare(scan), Optional.empty(), Optional.empty(), Observer.NONE, () -> false);
    }

    /** Settings of {@code ad} with a motion of so many metres; none for 0. */
    static Map<String, String> moving(double metres, int parts, int iterations) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("ad.decayOver", String.valueOf(iterations));
        if (metres > 0) {
            settings.put("fly.length", String.valueOf(metres));
            settings.put("fly.parts", String.valueOf(parts));
        }
        return settings;
    }

    static Evaluation score(Scan scan, Result result) {
        return new AlignedProtocol().evaluate(Comparison.of(result, scan.truth().orElseThrow()));
    }

    /** Of the phase, with pi as the largest value: what is left when ramp, shift and scale are removed. */
    static double phaseDecibels(Evaluation score) {
        return 20 * Math.log10(Math.PI / score.value("object.phase.rms"));
    }

    /** Of the complex object: its power over that of the error, with ramp, shift and scale removed. */
    static double objectDecibels(Evaluation score) {
        return -20 * Math.log10(score.value("object.nrmse"));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        XrayGeometry geometry = geometry(side);
        Scan moved = scan(geometry, lines, step, step);
        Scan still = scan(geometry, lines, step, 0);
        double metres = step * PIXEL;
        out.println("| scan | engine | model of the motion | object, dB | phase, dB | loss | seconds |\n"
                + "|---|---|---|---|---|---|---|");
        mosaic.row();
        row(out, "flies", moved, "rpie", "none", Map.of());
        row(out, "flies", moved, "rpie", "none, 3 probe modes", Map.of("probe.modes", "3"));
        row(out, "flies", moved, "ad", "none", moving(0, parts, iterations));
        mosaic.row();
        row(out, "flies", moved, "ad", "known length", moving(metres, parts, iterations));
        Map<String, String> fitting = moving(0.7 * metres, parts, iterations);
        fitting.put("ad.fitMotion", "true");
        Result fitted = row(out, "flies", moved, "ad", "length fitted from 70%", fitting);
        row(out, "stands still", still, "ad", "none", moving(0, parts, iterations));
        double found = fitted.conditions().motion().x()[0];
        out.printf(Locale.ROOT, "length found: %.2f of %.2f pixels%n", Math.abs(found) / PIXEL, step);
        Files.createDirectories(folder);
        mosaic.write(folder.resolve("fly-scan.png"));
        return 0;
    }

    private Result row(
            PrintWriter out, String how, Scan scan, String engine, String model, Map<String, String> settings) {
        Result result = reconstruct(scan, engine, iterations, settings);
        Evaluation score = score(scan, result);
        out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %.1f | %.2e | %.0f |%n",
                how,
                engine,
                model,
                objectDecibels(score),
                phaseDecibels(score),
                result.losses()[result.losses().length - 1],
                result.provenance().seconds());
        out.flush();
        SlicePair pair =
                SlicePair.of(result.specimen(), scan.truth().orElseThrow().specimen(), scan.positions());
        mosaic.add(
                String.format(Locale.ROOT, "%s, %s: %s", how, engine, model),
                pair.found().getFirst(),
                -1,
                0.3);
        return result;
    }
}
