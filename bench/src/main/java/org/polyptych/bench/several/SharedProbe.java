package org.polyptych.bench.several;

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
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.several.SideBySide;
import org.polyptych.physics.several.Together;
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
 * A scan with few frames, alone and together with a scan of another specimen in the same beam, which has many; and, as the
 * best that can be hoped for, with the true probe.
 */
@Command(name = "SharedProbe", mixinStandardHelpOptions = true, description = "What a shared probe is worth.")
public final class SharedProbe implements Callable<Integer> {
    private static final double PIXEL = 10e-9;

    @Option(names = "--folder", paramLabel = "DIR", description = "where the picture goes (default docs/images)")
    private Path folder = Path.of("docs", "images");

    @Option(names = "--frame", description = "pixels of a frame's side (default 64)")
    private int side = 64;

    @Option(names = "--many", description = "frames of a side of the large scan (default 12)")
    private int many = 12;

    @Option(names = "--few", split = ",", description = "of the small ones (default 4,6)")
    private List<Integer> few = List.of(4, 6);

    @Option(names = "--step", description = "in pixels (default 6)")
    private double step = 6;

    @Option(names = "--counts", description = "of a frame (default 1e6)")
    private double counts = 1e6;

    @Option(names = "--engines", split = ",", description = "default ad,rpie")
    private List<String> engines = List.of("ad", "rpie");

    @Option(names = "--iterations", description = "of every engine (default 200)")
    private int iterations = 200;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new SharedProbe(), arguments);
    }

    /** A jittered raster; the probe that comes with it is as far out of focus as that of another distance. */
    static Scan scan(String object, int side, int frames, double step, double counts, long seed) {
        XrayGeometry geometry = new XrayGeometry(side, side, PIXEL, PIXEL, 8800, 2);
        Positions positions =
                new JitteredRaster(new Raster(frames, frames, step, step), step / 4).positions(geometry, seed);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        Specimen specimen = SpecimenPlacement.under(
                TestObjects.parse(object).image(needed[0], needed[1], 1, 4), geometry, positions);
        return Simulation.of(geometry, specimen, beam(geometry, 20), positions)
                .named(object, "simulated")
                .noise(new Noise.PoissonPerFrame(counts))
                .seed(seed)
                .startingProbe(beam(geometry, 15))
                .run();
    }

    private static Probe beam(XrayGeometry geometry, double defocusUm) {
        return Probe.of(new ZonePlate(26.7, 0.29, defocusUm).image(geometry));
    }

    static Reconstruction recipe(String engine, int iterations, boolean known) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (engine.equals("ad")) {
            settings.put("ad.decayOver", String.valueOf(iterations));
        }
        settings.put("probe.known", String.valueOf(known));
        return Reconstruction.with(engine, settings, iterations, 1, 2);
    }

    static Result alone(Reconstruction recipe, Scan scan, Optional<Probe> probe) {
        return recipe.run(recipe.prepare(scan), probe, Optional.empty(), Observer.NONE, () -> false);
    }

    /** The results of scans that share their probe. */
    static List<Result> together(Reconstruction recipe, Scan... scans) {
        List<Scan> prepared = Arrays.stream(scans).map(recipe::prepare).toList();
        Together together = SideBySide.of(prepared, recipe.objectMargin(scans[0]));
        return together.split(
                recipe.run(together.scan(), Optional.empty(), Optional.empty(), Observer.NONE, () -> false));
    }

    static double nrmse(Scan scan, Result result) {
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                .value("object.nrmse");
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Mosaic mosaic = new Mosaic(200);
        Scan large = scan("star", side, many, step, counts, 4);
        out.println("| frames of the small scan | engine | alone | with " + many * many
                + " frames of another specimen | with the true probe |\n|---|---|---|---|---|");
        for (int frames : few) {
            Scan small = scan("letters", side, frames, step, counts, 40 + frames);
            mosaic.row();
            for (String engine : engines) {
                Reconstruction recipe = recipe(engine, iterations, false);
                Result alone = alone(recipe, small, Optional.empty());
                Result shared = together(recipe, large, small).get(1);
                Result best = alone(
                        recipe(engine, iterations, true), small, small.truth().map(Scan.Truth::probe));
                out.printf(
                        Locale.ROOT,
                        "| %d | %s | %.3f | %.3f | %.3f |%n",
                        frames * frames,
                        engine,
                        nrmse(small, alone),
                        nrmse(small, shared),
                        nrmse(small, best));
                out.flush();
                if (engine.equals(engines.getFirst())) {
                    picture(mosaic, frames * frames + " frames alone", small, alone);
                    picture(mosaic, frames * frames + " frames, probe shared", small, shared);
                    picture(mosaic, frames * frames + " frames, true probe", small, best);
                }
            }
        }
        Files.createDirectories(folder);
        mosaic.write(folder.resolve("shared-probe.png"));
        return 0;
    }

    private static void picture(Mosaic mosaic, String title, Scan scan, Result result) {
        Specimen truth = scan.truth().orElseThrow().specimen();
        mosaic.add(title, AlignedPhase.of(result.specimen(), truth, scan.positions()), -1, 0.5);
    }
}
