package org.polyptych.physics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Units;
import org.polyptych.physics.loss.Loss;

/**
 * A scan with frames of 8 x 10 pixels, pixels that are not square and two masked ones, and parameters some way off what
 * would explain it: a small case of everything that a forward model may hold.
 */
record BranchCase(Scan scan, Parameters parameters) {
    static final int ROWS = 8;
    static final int COLUMNS = 10;
    static final int FRAMES = 10;
    static final double HEIGHT = 1.1e-8;
    static final double WIDTH = 1e-8;
    static final double WAVELENGTH = 1.4e-10;
    static final int[] MASKED = {13, 47};

    /**
     * @param modes of the object
     * @param slices of each mode
     * @param probes modes of the probe
     * @param parts sub-positions a frame; 0 for no motion
     * @param variations of the probe, with weights for every frame; 0 for one probe and no weights
     */
    record Shape(
            int modes,
            int slices,
            int probes,
            int parts,
            boolean background,
            boolean intensity,
            boolean whole,
            int variations) {
        Shape(int modes, int slices, int probes, int parts, boolean background, boolean intensity, boolean whole) {
            this(modes, slices, probes, parts, background, intensity, whole, 0);
        }

        /** One of everything, and nothing of what is optional. */
        static final Shape PLAIN = new Shape(1, 1, 1, 0, false, false, false);

        static Shape random(RandomStream random) {
            return new Shape(
                    1 + (int) (2 * random.uniform()),
                    1 + (int) (3 * random.uniform()),
                    1 + (int) (2 * random.uniform()),
                    (int) (4 * random.uniform()),
                    random.uniform() < 0.5,
                    random.uniform() < 0.5,
                    random.uniform() < 0.3,
                    (int) (4 * random.uniform()));
        }
    }

    /** Everything at once, and random combinations. */
    static Stream<Shape> shapes() {
        RandomStream random = new RandomStream(11, 0);
        return Stream.concat(
                Stream.of(
                        new Shape(2, 3, 2, 3, true, true, false, 3),
                        new Shape(2, 3, 2, 3, true, true, false),
                        new Shape(1, 1, 2, 0, false, false, true, 2)),
                Stream.generate(() -> Shape.random(random)).limit(9));
    }

    static BranchCase of(Shape shape, long seed) {
        RandomStream random = new RandomStream(seed, 0);
        boolean whole = shape.whole() && shape.parts() < 2;
        Specimen specimen = specimen(shape, random);
        ComplexImage[][] probe = new ComplexImage[Math.max(1, shape.variations())][shape.probes()];
        for (ComplexImage[] variation : probe) {
            Arrays.setAll(variation, m -> around(0, 3.0 / (1 + m), ROWS, COLUMNS, random));
        }
        Positions positions = new Positions(
                numbers(FRAMES, () -> place(random, whole) * HEIGHT),
                numbers(FRAMES, () -> place(random, whole) * WIDTH));
        Motion motion = shape.parts() == 0
                ? null
                : new Motion(
                        numbers(FRAMES, () -> (0.5 + random.uniform()) * HEIGHT),
                        numbers(FRAMES, () -> (random.uniform() - 2) * WIDTH),
                        shape.parts());
        float[] background = null;
        if (shape.background()) {
            background = new float[ROWS * COLUMNS];
            for (int i = 0; i < background.length; i++) {
                background[i] = (float) (1 + 4 * random.uniform());
            }
        }
        double[] intensity = shape.intensity() ? numbers(FRAMES, () -> 0.7 + 0.6 * random.uniform()) : null;
        Conditions conditions = new Conditions(motion, background, intensity, weights(shape.variations(), random));
        Parameters parameters = new Parameters(specimen, new Probe(probe), positions, conditions);
        return new BranchCase(scan(positions, random), parameters);
    }

    /** About 1 for the first variation, about 0 for the others; null for none. */
    private static double[][] weights(int variations, RandomStream random) {
        if (variations == 0) {
            return null;
        }
        double[][] weights = new double[FRAMES][variations];
        for (double[] frame : weights) {
            Arrays.setAll(frame, v -> (v == 0 ? 1 : 0) + 0.4 * random.gaussian());
        }
        return weights;
    }

    /** The same with detector pixels of so many pixels of the model along a side. */
    BranchCase upsampled(int side) {
        return new BranchCase(
                scan,
                new Parameters(
                        parameters.specimen(),
                        parameters.probe(),
                        parameters.positions(),
                        parameters.conditions().withUpsample(side)));
    }

    /** The same with patterns up to two pixels off on the detector, on whole pixels or not. */
    BranchCase wandering(boolean onWholePixels) {
        RandomStream random = new RandomStream(5, 1);
        DoubleSupplier shift = () -> {
            double pixels = 4 * random.uniform() - 2;
            return onWholePixels ? Math.rint(pixels) : pixels;
        };
        return new BranchCase(
                scan,
                new Parameters(
                        parameters.specimen(),
                        parameters.probe(),
                        parameters.positions(),
                        parameters
                                .conditions()
                                .withDescan(new Descan(numbers(FRAMES, shift), numbers(FRAMES, shift)))));
    }

    /** The same with the detector in the near field. */
    BranchCase near() {
        XrayGeometry geometry = new XrayGeometry(
                ROWS,
                COLUMNS,
                HEIGHT,
                WIDTH,
                Units.PLANCK_TIMES_LIGHT_EV_M / WAVELENGTH,
                6e-6,
                Optional.of(new NearField(2)));
        return new BranchCase(
                new Scan(
                        scan.name(),
                        scan.source(),
                        geometry,
                        scan.frames(),
                        scan.mask(),
                        scan.positions(),
                        scan.probe(),
                        scan.specimen(),
                        scan.truth(),
                        scan.notes()),
                parameters);
    }

    ForwardModel model(Loss loss, Parallel parallel) {
        return new ForwardModel(FrameStack.of(scan, parallel), loss, parallel, false, WAVELENGTH);
    }

    private static double place(RandomStream random, boolean whole) {
        double pixels = 6 * random.uniform() - 3;
        return whole ? Math.rint(pixels) : pixels;
    }

    private static Specimen specimen(Shape shape, RandomStream random) {
        ComplexImage[][] images = new ComplexImage[shape.modes()][shape.slices()];
        for (ComplexImage[] slices : images) {
            Arrays.setAll(slices, s -> around(1, 0.4, ROWS + 12, COLUMNS + 14, random));
        }
        // distances over which the finest waves turn by some radians
        double[] spacing = numbers(shape.slices() - 1, () -> (2 + 3 * random.uniform()) * 1e-6);
        // about a pixel from one slice to the next
        return new Specimen(images, HEIGHT, WIDTH, 0, 0, spacing, new Tilt(0.002, -0.003));
    }

    private static ComplexImage around(double mean, double spread, int rows, int columns, RandomStream random) {
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) (mean + spread * random.gaussian());
            image.im()[i] = (float) (spread * random.gaussian());
        }
        return image;
    }

    private static double[] numbers(int n, DoubleSupplier next) {
        double[] numbers = new double[n];
        Arrays.setAll(numbers, j -> next.getAsDouble());
        return numbers;
    }

    /** Counts that have nothing to do with the parameters, between 1 and 60. */
    private static Scan scan(Positions positions, RandomStream random) {
        float[][] amplitudes = new float[FRAMES][ROWS * COLUMNS];
        for (float[] frame : amplitudes) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (float) Math.sqrt(1 + 59 * random.uniform());
            }
        }
        boolean[] mask = new boolean[ROWS * COLUMNS];
        Arrays.fill(mask, true);
        for (int i : MASKED) {
            mask[i] = false;
        }
        return new Scan(
                "small",
                "a small case",
                new XrayGeometry(ROWS, COLUMNS, HEIGHT, WIDTH, 8800, 1),
                new MemoryFrames(ROWS, COLUMNS, amplitudes),
                mask,
                positions,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
