package org.polyptych.io;

import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.StoredType;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Scan;

/**
 * Counts n for amplitudes a such that (float) sqrt(n) is a again. Squares rounded to float32 have that property: a
 * relative error of 2^-24 in n is one of 2^-25 in a, less than half a unit of its last place; only below and above the
 * range of float32 is float64 needed.
 *
 * @param type in which the counts of the whole scan are stored
 */
public record CountsToStore(boolean[] mask, StoredType type) {
    private static final double LARGEST_UINT16 = 0xffff;
    private static final double LARGEST_UINT32 = 0xffffffffL;

    /** Some neighbouring frames. */
    @FunctionalInterface
    public interface Block {
        void take(int first, float[] amplitudes);
    }

    /** Looks through all frames once. */
    public static CountsToStore of(Scan scan, int block) {
        Look look = new Look(scan);
        forEachBlock(scan.frames(), block, look);
        StoredType type;
        if (look.whole && look.largest <= LARGEST_UINT32) {
            type = look.largest <= LARGEST_UINT16 ? StoredType.UINT16 : StoredType.UINT32;
        } else {
            type = look.float32 ? StoredType.FLOAT32 : StoredType.FLOAT64;
        }
        return new CountsToStore(scan.mask(), type);
    }

    public static void forEachBlock(Frames frames, int block, Block work) {
        int pixels = frames.rows() * frames.columns();
        for (int first = 0; first < frames.count(); first += block) {
            int start = first;
            int count = Math.min(block, frames.count() - first);
            float[] amplitudes = new float[count * pixels];
            frames.read(IntStream.range(start, start + count).toArray(), amplitudes);
            work.take(start, amplitudes);
        }
    }

    /** The counts of some frames. */
    public double[] of(float[] amplitudes) {
        boolean whole = type == StoredType.UINT16 || type == StoredType.UINT32;
        double[] counts = new double[amplitudes.length];
        for (int i = 0; i < counts.length; i++) {
            double square = square(amplitudes[i], mask[i % mask.length]);
            counts[i] = whole ? Math.rint(square) : type == StoredType.FLOAT32 ? (float) square : square;
        }
        return counts;
    }

    private static double square(float amplitude, boolean good) {
        boolean possible = amplitude >= 0 && amplitude <= Float.MAX_VALUE;
        return possible || good ? (double) amplitude * amplitude : 0;
    }

    /** What kind of counts there are. */
    private static final class Look implements Block {
        private final Scan scan;
        private boolean whole = true;
        private boolean float32 = true;
        private double largest;

        Look(Scan scan) {
            this.scan = scan;
        }

        @Override
        public void take(int first, float[] amplitudes) {
            boolean[] mask = scan.mask();
            for (int i = 0; i < amplitudes.length; i++) {
                float amplitude = amplitudes[i];
                boolean good = mask[i % mask.length];
                if (good && !(amplitude >= 0 && amplitude <= Float.MAX_VALUE)) {
                    throw new BadInputException(scan.source() + ": frame " + (first + i / mask.length)
                            + " has the amplitude " + amplitude + "; it cannot be written as counts");
                }
                double square = square(amplitude, good);
                float root = (float) Math.sqrt(square);
                // Counts are read as float32 first.
                whole &= (float) Math.sqrt((float) Math.rint(square)) == root;
                float32 &= (float) Math.sqrt((float) square) == root;
                largest = Math.max(largest, square);
            }
        }
    }
}
