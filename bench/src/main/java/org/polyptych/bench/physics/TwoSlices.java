package org.polyptych.bench.physics;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.engines.AmplitudeError;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.FermatSpiral;
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
 * Two thin objects, a few depths of field apart along the beam, recovered as two slices from one scan: by {@code ad}, with
 * their distance fitted from a start that is wrong by 30%, or by several engines that are told the distance. The depth of field is 5.2 pixel^2 / wavelength (E. H. R. Tsai
 * and others, Optics Express 24, 29089, 2016).
 */
@Command(
        name = "TwoSlices",
        mixinStandardHelpOptions = true,
        description = "Separates two slices and finds their distance.")
public final class TwoSlices implements Callable<Integer> {
    private static final double PIXEL = 10e-9;
    private static final double ENERGY_EV = 8800;
    private static final double PHOTONS = 1e7;
    private static final long SEED = 3;
    private static final String[] OBJECTS = {"star:spokes=24", "letters"};

    @Option(names = "--folder", paramLabel = "DIR", description = "where the picture goes (default docs)")
    private Path folder = Path.of("docs");

    @Option(names = "--frame", description = "pixels of a frame's side (default 64)")
    private int side = 64;

    @Option(names = "--frames", description = "how many (default 250)")
    private int frames = 250;

    @Option(names = "--depths", split = ",", description = "distances, in depths of field (default 2,4)")
    private List<Double> depths = List.of(2.0, 4.0);

    @Option(
            names = "--starts",
            split = ",",
            description = "starts of the distance, relative to the truth (default 0.7,1.3)")
    private List<Double> starts = List.of(0.7, 1.3);

    @Option(names = "--iterations", description = "of ad (default 300)")
    private int iterations = 300;

    @Option(
            names = "--engines",
            split = ",",
            description = "with their iterations, such as awf*300: told the right distance, in place of the fit by ad")
    private List<String> engines = List.of();

    @Option(names = "--set", description = "other settings of the reconstruction")
    private Map<String, String> more = new LinkedHashMap<>();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TwoSlices()).execute(arguments));
    }

    /** 5.2 pixel^2 / wavelength, in metres. */
    static double depthOfField(XrayGeometry geometry) {
        return 5.2 * geometry.pixelHeight() * geometry.pixelWidth() / geometry.wavelength();
    }

    static XrayGeometry geometry(int side) {
        return new XrayGeometry(side, side, PIXEL, PIXEL, ENERGY_EV, 2);
    }

    /** The scan of two slices so many metres apart, with its truth and a starting probe 15% out of its defocus. */
    static Scan scan(XrayGeometry geometry, int frames, double distance) {
        Positions positions = new FermatSpiral(frames, geometry.rows() * 0.09).positions(geometry, SEED);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        ComplexImage[] slices = new ComplexImage[OBJECTS.length];
        for (int s = 0; s < slices.length; s++) {
            slices[s] = TestObjects.parse(OBJECTS[s]).image(needed[0], needed[1], 1, SEED + s);
        }
        Specimen place = SpecimenPlacement.under(slices[0], geometry, positions);
        Specimen thick = new Specimen(
                new ComplexImage[][] {slices},
                place.pixelHeight(),
                place.pixelWidth(),
                place.centreY(),
                place.centreX(),
                new double[] {distance});
        return Simulation.of(geometry, thick, beam(geometry, 20), positions)
                .named("two slices", "simulated")
                .noise(new Noise.PoissonPerFrame(PHOTONS))
                .seed(SEED)
                .startingProbe(beam(geometry, 17))
                .run();
    }

    private static Probe beam(XrayGeometry geometry, double defocusUm) {
        return Probe.of(new ZonePlate(26.7, 0.29, defocusUm).image(geometry)).withPower(PHOTONS);
    }

    /** Two slices with their distance fitted, from a start in metres. */
    static Result reconstruct(Scan scan, double start, int iterations, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("object.slices", "2");
        settings.put("object.sliceSpacing", String.valueOf(start));
        settings.put("ad.fitSpacing", "true");
        settings.put("ad.decayOver", String.valueOf(iterations));
        settings.putAll(more);
        return run(scan, "ad*" + iterations, settings);
    }

    /** Two slices by any engine or chain that is told their distance. */
    static Result told(Scan scan, String engine, Map<String, String> more) {
        double distance = scan.truth().orElseThrow().specimen().sliceSpacing()[0];
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("object.slices", "2");
        settings.put("object.sliceSpacing", String.valueOf(distance));
        settings.putAll(more);
        return run(scan, engine, settings);
    }

    private static Result run(Scan scan, String engine, Map<String, String> settings) {
        Reconstruction recipe = Reconstruction.with(engine, settings, OptionalInt.empty(), 1, 2);
        return recipe.run(recipe.prepare(scan), Optional.empty(), Optional.empty(), Observer.NONE, () -> false);
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        XrayGeometry geometry = geometry(side);
        double depth = depthOfField(geometry);
        out.printf(Locale.ROOT, "depth of field %.3g m%n", depth);
        if (!engines.isEmpty()) {
            compare(out, geometry, depth);
            return 0;
        }
        out.println("| distance | start | found | error | slice 1 with truth 1, 2 | slice 2 with truth 1, 2 | loss |"
                + " seconds |\n|---|---|---|---|---|---|---|---|");
        Mosaic mosaic = new Mosaic(260);
        for (double depths : depths) {
            double distance = depths * depth;
            Scan scan = scan(geometry, frames, distance);
            SlicePair last = null;
            for (double start : starts) {
                Result result = reconstruct(scan, start * distance, iterations, more);
                last = SlicePair.of(
                        result.specimen(), scan.truth().orElseThrow().specimen(), scan.positions());
                print(out, distance, start * distance, result, last.correlation());
            }
            draw(mosaic, last, depths);
        }
        Files.createDirectories(folder);
        mosaic.write(folder.resolve("multislice.png"));
        return 0;
    }

    private void compare(PrintWriter out, XrayGeometry geometry, double depth) {
        out.println("| distance | engine | iterations | slice 1 with truth 1, 2 | slice 2 with truth 1, 2 |"
                + " amplitude error | seconds |\n|---|---|---|---|---|---|---|");
        for (double each : depths) {
            Scan scan = scan(geometry, frames, each * depth);
            for (String engine : engines) {
                Map<String, String> settings = new LinkedHashMap<>();
                if (engine.startsWith("ad*")) {
                    settings.put("ad.decayOver", engine.substring(3));
                }
                settings.putAll(more);
                Result result = told(scan, engine, settings);
                double[][] c = SlicePair.of(
                                result.specimen(), scan.truth().orElseThrow().specimen(), scan.positions())
                        .correlation();
                out.printf(
                        Locale.ROOT,
                        "| %.2f um | %s | %d | %.3f, %.3f | %.3f, %.3f | %.2e | %.0f |%n",
                        1e6 * each * depth,
                        engine.replaceAll("\\*\\d+", ""),
                        result.provenance().iterations(),
                        c[0][0],
                        c[0][1],
                        c[1][0],
                        c[1][1],
                        error(scan, result),
                        result.provenance().seconds());
                out.flush();
            }
        }
    }

    private static double error(Scan scan, Result result) {
        try (Parallel parallel = new Parallel(2)) {
            return new AmplitudeError(scan, false, parallel).of(result.specimen(), result.probe());
        }
    }

    private static void print(PrintWriter out, double distance, double start, Result result, double[][] c) {
        double found = result.specimen().sliceSpacing()[0];
        out.printf(
                Locale.ROOT,
                "| %.2f um | %.2f um | %.2f um | %+.1f%% | %.3f, %.3f | %.3f, %.3f | %.2e | %.0f |%n",
                1e6 * distance,
                1e6 * start,
                1e6 * found,
                100 * (found / distance - 1),
                c[0][0],
                c[0][1],
                c[1][0],
                c[1][1],
                result.losses()[result.losses().length - 1],
                result.provenance().seconds());
        out.flush();
    }

    private static void draw(Mosaic mosaic, SlicePair pair, double depths) {
        mosaic.row();
        for (int s = 0; s < 2; s++) {
            mosaic.add("slice " + (s + 1) + ", truth", pair.truth().get(s), -1, 0.3);
            mosaic.add(
                    String.format(Locale.ROOT, "slice %d, found, %.0f depths of field", s + 1, depths),
                    pair.found().get(s),
                    -1,
                    0.3);
        }
    }
}
