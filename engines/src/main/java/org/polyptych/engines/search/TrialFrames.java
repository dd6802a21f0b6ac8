package org.polyptych.engines.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * The frames that are tried: neighbours, so that they overlap, where the specimen has most structure, with no more of the
 * detector than the light needs.
 */
final class TrialFrames {
    /** Places looked at along each axis of the scan. */
    private static final int PLACES = 4;
    /** Frames of a place that are looked at. */
    private static final int SAMPLES = 8;
    /** The least side of the detector's part that is tried. */
    private static final int LEAST_SIDE = 64;
    /** The share of the counts that must fall on it. */
    private static final double ENOUGH_COUNTS = 0.97;

    private TrialFrames() {}

    /**
     * Cuts a scan down.
     *
     * @param scan as it was read; empty frames are left out here
     * @param count how many frames are wanted at most
     */
    static Scan of(Scan scan, int count) {
        Scan usable = Reconstruction.with("rpie", Map.of()).prepare(scan);
        Scan few = usable.select(neighbours(usable, count));
        int side = side(few);
        return side == 0
                ? few
                : Reconstruction.with("rpie", Map.of("data.crop", String.valueOf(side)))
                        .prepare(few);
    }

    /** The frames around the place whose frames differ most from each other. */
    private static int[] neighbours(Scan scan, int count) {
        Positions positions = scan.positions();
        if (positions.count() <= count) {
            return IntStream.range(0, positions.count()).toArray();
        }
        Extent y = Extent.of(positions.y());
        Extent x = Extent.of(positions.x());
        Map<Integer, Double> tried = new HashMap<>();
        int[] best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 1; row < PLACES; row++) {
            for (int column = 1; column < PLACES; column++) {
                int[] near = nearest(
                        positions,
                        y.least() + y.length() * row / PLACES,
                        x.least() + x.length() * column / PLACES,
                        count);
                double structure = tried.computeIfAbsent(near[0], first -> structure(scan, near));
                if (structure > most) {
                    most = structure;
                    best = near;
                }
            }
        }
        int[] sorted = best.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static int[] nearest(Positions positions, double y, double x, int count) {
        return IntStream.range(0, positions.count())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        j -> Math.hypot(positions.y()[j] - y, positions.x()[j] - x)))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Mean squared difference of amplitudes between frames next to each other in the list, relative to the counts. */
    private static double structure(Scan scan, int[] near) {
        int samples = Math.min(SAMPLES, near.length);
        double difference = 0;
        double counts = 0;
        float[] before = null;
        for (int k = 0; k < samples; k++) {
            float[] frame = scan.frames().frame(near[(int) ((long) k * near.length / samples)]);
            for (int i = 0; i < frame.length; i++) {
                if (scan.mask()[i]) {
                    counts += (double) frame[i] * frame[i];
                    double d = before == null ? 0 : frame[i] - before[i];
                    difference += d * d;
                }
            }
            before = frame;
        }
        return counts > 0 ? difference / counts : 0;
    }

    /** The smallest side, doubled from the least, whose square has nearly all the counts; 0 for the whole detector. */
    private static int side(Scan scan) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        double[] mean = new double[rows * columns];
        double all = 0;
        for (int j = 0; j < scan.frames().count(); j++) {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < mean.length; i++) {
                double counts = scan.mask()[i] ? (double) frame[i] * frame[i] : 0;
                mean[i] += counts;
                all += counts;
            }
        }
        for (int side = LEAST_SIDE; side < Math.min(rows, columns); side *= 2) {
            if (central(mean, rows, columns, side) >= ENOUGH_COUNTS * all) {
                return side;
            }
        }
        return 0;
    }

    private static double central(double[] mean, int rows, int columns, int side) {
        double sum = 0;
        for (int y = rows / 2 - side / 2; y < rows / 2 + side / 2; y++) {
            for (int x = columns / 2 - side / 2; x < columns / 2 + side / 2; x++) {
                sum += mean[y * columns + x];
            }
        }
        return sum;
    }
}
