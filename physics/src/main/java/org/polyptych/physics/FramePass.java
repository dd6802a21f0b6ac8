package org.polyptych.physics;

import java.util.stream.IntStream;
import org.polyptych.core.Parallel;

/**
 * Looks at every frame once, with all processors, while the next ones are being brought from the disk. What comes out
 * does not depend on how many processors there are.
 */
public final class FramePass {
    /** Below so many values a pass is over before threads have begun. */
    private static final long FEW_VALUES = 1 << 18;
    /** Values of frames that wait to be taken in order. */
    private static final int WAITING_VALUES = 1 << 22;

    private static final int MOST_WAITING = 64;

    private FramePass() {}

    /** What is done with a frame. */
    @FunctionalInterface
    public interface Work {
        /** @param amplitudes good until the work is done; may be changed */
        void take(int frame, float[] amplitudes);
    }

    /**
     * Every frame, by several threads at once, in no particular order.
     *
     * @param work must not depend on other frames
     */
    public static void each(Frames frames, Work work) {
        int n = frames.count();
        int pixels = frames.rows() * frames.columns();
        ReadAhead ahead = ahead(frames);
        try (Parallel parallel = new Parallel(threads(frames))) {
            float[][] rooms = new float[parallel.threads()][];
            ReadAhead.Place place = new ReadAhead.Place();
            parallel.forEachWithWorker(n, (worker, j) -> {
                if (rooms[worker] == null) {
                    rooms[worker] = new float[pixels];
                }
                ahead.taken(place, j);
                frames.read(new int[] {j}, rooms[worker]);
                work.take(j, rooms[worker]);
            });
        }
    }

    /** Every frame, one after the other, in their order: one thread works on them while the others read the next. */
    public static void inOrder(Frames frames, Work work) {
        int n = frames.count();
        int pixels = frames.rows() * frames.columns();
        int block = Math.clamp(WAITING_VALUES / pixels, 1, Math.min(MOST_WAITING, Math.max(1, n)));
        ReadAhead ahead = ahead(frames);
        ReadAhead.Place place = new ReadAhead.Place();
        float[][][] rooms = new float[2][block][pixels];
        try (Parallel parallel = new Parallel(threads(frames))) {
            int blocks = Math.ceilDiv(n, block);
            for (int b = 0; b <= blocks; b++) {
                int first = b * block;
                int count = Math.clamp(n - (long) first, 0, block);
                int before = first - block;
                float[][] read = rooms[b % 2];
                float[][] taken = rooms[(b + 1) % 2];
                parallel.forEach(count + 1, i -> {
                    if (i > 0) {
                        ahead.taken(place, first + i - 1);
                        frames.read(new int[] {first + i - 1}, read[i - 1]);
                        return;
                    }
                    for (int j = Math.max(0, before); j < Math.min(first, n); j++) {
                        work.take(j, taken[j - before]);
                    }
                });
            }
        }
    }

    private static int threads(Frames frames) {
        long values = (long) frames.count() * frames.rows() * frames.columns();
        return values < FEW_VALUES ? 1 : Parallel.allProcessors();
    }

    private static ReadAhead ahead(Frames frames) {
        boolean inMemory = frames.heapBytes() > 0;
        ReadAhead ahead = new ReadAhead(frames, frame -> !inMemory);
        ahead.expect(IntStream.range(0, frames.count()).toArray());
        return ahead;
    }
}
