package org.polyptych.bench.ptyinr.figures;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.polyptych.bench.ptyinr.TestObject;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/**
 * Frames on whole pixels, in the far field, with the geometry of the protocol's tables.
 *
 * @param object one of the tables, in lower case, or a drawn one as {@code --object} takes it; filled up with zeros at the
 *     right and at the bottom, or cut there
 * @param beam {@link #NANO}, or a drawn one as {@code --probe} takes it
 * @param frame pixels of a frame's side
 * @param across frames in a line, and lines
 * @param step of the raster in pixels
 * @param jitter each frame lies up to so many pixels off the raster, known to the engine, so that object and probe cannot
 *     trade a factor that repeats with it; 0 for the raster itself
 * @param noise as {@code --noise} takes it, empty for none
 */
record RasterScan(String object, String beam, int frame, int across, int step, double jitter, String noise)
        implements Experiment {
    /** The middle of the real probe of the protocol. */
    static final String NANO = "nano";

    private static final double ENERGY_EV = 10_000;
    private static final double DISTANCE = 0.5;
    private static final double PIXEL = 10e-9;
    private static final double COUNTS = 1e6;

    /** Of the paper's object, which needs more frames than lie on it with their whole width where steps are large. */
    static RasterScan ofProtocol(int step, String noise) {
        int across =
                switch (step) {
                    case 3 -> 60;
                    case 32 -> 8;
                    case 45 -> 6;
                    default -> (TestObject.SIDE - 64 + step - 1) / step + 1;
                };
        return new RasterScan("tungsten", NANO, 64, across, step, 0, noise);
    }

    @Override
    public Scan scan(Path data, long seed) {
        XrayGeometry geometry = new XrayGeometry(frame, frame, PIXEL, PIXEL, ENERGY_EV, DISTANCE);
        Positions positions = positions(geometry, seed);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        Simulation simulation = Simulation.of(
                        geometry,
                        SpecimenPlacement.under(object(data, needed[0], needed[1], seed), geometry, positions),
                        probe(data, geometry),
                        positions)
                .named(object + " under " + beam, "simulated, seed " + seed)
                .seed(seed);
        return (noise.isEmpty() ? simulation : simulation.noise(NoiseSpec.parse(noise))).run();
    }

    private Positions positions(XrayGeometry geometry, long seed) {
        Positions exact = new JitteredRaster(Raster.square(across, step), jitter).positions(geometry, seed);
        return new Positions(whole(exact.y()), whole(exact.x()));
    }

    private static double[] whole(double[] metres) {
        return Arrays.stream(metres).map(m -> PIXEL * Math.rint(m / PIXEL)).toArray();
    }

    private ComplexImage object(Path data, int rows, int columns, long seed) {
        Optional<TestObject> known = Arrays.stream(TestObject.values())
                .filter(one -> one.name().equalsIgnoreCase(object))
                .findFirst();
        return known.map(one -> fitted(one.load(data), rows, columns))
                .orElseGet(() -> TestObjects.parse(object).image(rows, columns, 1, seed));
    }

    private static ComplexImage fitted(ComplexImage image, int rows, int columns) {
        ComplexImage out = ComplexImage.zeros(rows, columns);
        int wide = Math.min(columns, image.columns());
        for (int y = 0; y < Math.min(rows, image.rows()); y++) {
            System.arraycopy(image.re(), y * image.columns(), out.re(), y * columns, wide);
            System.arraycopy(image.im(), y * image.columns(), out.im(), y * columns, wide);
        }
        return out;
    }

    private Probe probe(Path data, XrayGeometry geometry) {
        if (!beam.equals(NANO)) {
            return Probe.of(TestProbes.parse(beam).image(geometry)).withPower(COUNTS);
        }
        ComplexImage whole =
                NpyFile.read(data.resolve("probes/probe_for_sim.npy")).complexImages()[0];
        int rim = (whole.rows() - frame) / 2;
        return Probe.of(whole.crop(rim, rim, frame, frame));
    }
}
