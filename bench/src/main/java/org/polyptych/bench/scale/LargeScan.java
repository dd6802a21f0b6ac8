package org.polyptych.bench.scale;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Simulation;

/**
 * A scan as large as one likes that costs little to make: the object repeats, so that the frames of one period, with
 * Poisson noise, serve for all. To an engine it is a scan like any other; it does not know that the object repeats.
 */
final class LargeScan {
    private static final double PIXEL = 1e-8;
    /** Steps of a sixteenth of the frame in a period. */
    private static final int STEPS = 48;

    private static final int BLOCK = 4;
    private static final int MARGIN = 2;
    private static final String COUNTS = "poisson:perframe=300000";

    private LargeScan() {}

    /**
     * A raster, square as far as the number allows.
     *
     * @param size of a frame, a multiple of 16
     */
    static Scan of(int size, int frames, Parallel parallel) {
        Scan period = period(size, parallel);
        int perRow = (int) Math.ceil(Math.sqrt(frames));
        double step = size / 16 * PIXEL;
        double[] y = new double[frames];
        double[] x = new double[frames];
        int[] same = new int[frames];
        for (int j = 0; j < frames; j++) {
            y[j] = j / perRow * step;
            x[j] = j % perRow * step;
            same[j] = j / perRow % STEPS * STEPS + j % perRow % STEPS;
        }
        Frames repeated = period.frames().select(same);
        return new Scan(
                "large",
                "made for timing",
                period.geometry(),
                repeated,
                period.mask(),
                new Positions(y, x),
                period.probe(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                List.of());
    }

    private static Scan period(int size, Parallel parallel) {
        int step = size / 16;
        int side = STEPS * step;
        int whole = side + size + 2 * MARGIN;
        double[] y = new double[STEPS * STEPS];
        double[] x = new double[STEPS * STEPS];
        for (int j = 0; j < y.length; j++) {
            y[j] = j / STEPS * step * PIXEL;
            x[j] = j % STEPS * step * PIXEL;
        }
        double centre = (whole / 2 - size / 2 - MARGIN) * PIXEL;
        Probe probe = Probe.of(curvedGaussian(size));
        return Simulation.of(
                        new XrayGeometry(size, size, PIXEL, PIXEL, 8800, 1),
                        Specimen.of(repeating(side, whole), PIXEL, PIXEL, centre, centre),
                        probe,
                        new Positions(y, x))
                .named("large", "made for timing")
                .noise(NoiseSpec.parse(COUNTS))
                .startingProbe(probe)
                .run(parallel, done -> {});
    }

    /** Blocks of a few pixels with phases of up to one radian; the same again after {@code side} pixels. */
    private static ComplexImage repeating(int side, int whole) {
        RandomStream random = new RandomStream(1, 0);
        int perSide = side / BLOCK;
        double[] phases = new double[perSide * perSide];
        Arrays.setAll(phases, k -> random.uniform());
        ComplexImage image = ComplexImage.zeros(whole, whole);
        for (int y = 0; y < whole; y++) {
            for (int x = 0; x < whole; x++) {
                double phase = phases[y % side / BLOCK * perSide + x % side / BLOCK];
                image.re()[y * whole + x] = (float) Math.cos(phase);
                image.im()[y * whole + x] = (float) Math.sin(phase);
            }
        }
        return image;
    }

    private static ComplexImage curvedGaussian(int size) {
        ComplexImage probe = ComplexImage.zeros(size, size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double dy = (y - size / 2) / (size / 6.0);
                double dx = (x - size / 2) / (size / 6.0);
                double amplitude = Math.exp(-(dy * dy + dx * dx) / 2);
                double phase = 3 * (dy * dy + dx * dx);
                probe.re()[y * size + x] = (float) (amplitude * Math.cos(phase));
                probe.im()[y * size + x] = (float) (amplitude * Math.sin(phase));
            }
        }
        return probe;
    }
}
