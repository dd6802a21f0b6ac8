package org.polyptych.io.zarr;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.core.Parallel;
import org.polyptych.io.frames.FrameSize;
import org.polyptych.io.frames.Sample;
import org.polyptych.io.frames.StoredFrames;

/**
 * The images in the last two dimensions of a Zarr array as frames. A thread keeps the chunks of the frame that it read
 * last, since the next is likely to lie in the same ones.
 */
final class ZarrFrames implements StoredFrames {
    /** Of Java's memory, for the kept chunks of all threads. */
    private static final int MEMORY_SHARE = 8;

    private final ZarrArray array;
    private final ZarrChunks chunks;
    private final int rank;
    private final int count;
    private final int rows;
    private final int columns;
    /** From a number of a chunk to the next along each dimension. */
    private final int[] strides;

    private final ThreadLocal<Map<String, float[]>> kept;

    ZarrFrames(ZarrArray array) {
        this.array = array;
        this.chunks = new ZarrChunks(array);
        this.rank = array.shape().length;
        String label = array.folder().toString();
        long frames = 1;
        for (int d = 0; d < rank - 2; d++) {
            frames = Math.min(Integer.MAX_VALUE, frames * array.shape()[d]);
        }
        this.count = FrameSize.count(frames, label);
        FrameSize.bytes(array.shape()[rank - 2], array.shape()[rank - 1], array.sample(), label);
        this.rows = (int) array.shape()[rank - 2];
        this.columns = (int) array.shape()[rank - 1];
        int[] sizes = array.chunks().sizes();
        this.strides = new int[rank];
        int stride = 1;
        for (int k = rank - 1; k >= 0; k--) {
            int d = array.chunks().dimensions()[k];
            strides[d] = stride;
            stride *= sizes[d];
        }
        int ofFrame = Math.ceilDiv(rows, sizes[rank - 2]) * Math.ceilDiv(columns, sizes[rank - 1]);
        long bytes = Runtime.getRuntime().maxMemory() / MEMORY_SHARE / Parallel.allProcessors();
        int most = (int) Math.max(
                1, Math.min(ofFrame, bytes / (Float.BYTES * array.chunks().values())));
        this.kept = ThreadLocal.withInitial(() -> new LastUsed(most));
    }

    /** The chunks used last. */
    private static final class LastUsed extends LinkedHashMap<String, float[]> {
        private static final long serialVersionUID = 1L;
        private final int most;

        LastUsed(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > most;
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public boolean isUnsigned() {
        return array.sample().isUnsigned();
    }

    @Override
    public Sample sample() {
        return array.sample();
    }

    @Override
    public String label(int frame) {
        return array.folder().toString();
    }

    @Override
    public float[] values(int frame) {
        int[] sizes = array.chunks().sizes();
        int[] chunk = new int[rank];
        int base = 0;
        int rest = frame;
        for (int d = rank - 3; d >= 0; d--) {
            int at = (int) (rest % array.shape()[d]);
            rest /= (int) array.shape()[d];
            chunk[d] = at / sizes[d];
            base += at % sizes[d] * strides[d];
        }
        float[] values = new float[rows * columns];
        int high = sizes[rank - 2];
        int wide = sizes[rank - 1];
        for (int y = 0; y < rows; y += high) {
            for (int x = 0; x < columns; x += wide) {
                chunk[rank - 2] = y / high;
                chunk[rank - 1] = x / wide;
                copy(chunk(chunk), base, values, y, Math.min(rows, y + high), x, Math.min(columns, x + wide));
            }
        }
        return values;
    }

    private float[] chunk(int[] index) {
        return kept.get().computeIfAbsent(Arrays.toString(index), key -> chunks.values(index));
    }

    private void copy(float[] chunk, int base, float[] values, int y0, int y1, int x0, int x1) {
        int down = strides[rank - 2];
        int right = strides[rank - 1];
        for (int y = y0; y < y1; y++) {
            int from = base + (y - y0) * down;
            if (right == 1) {
                System.arraycopy(chunk, from, values, y * columns + x0, x1 - x0);
            } else {
                for (int x = x0; x < x1; x++) {
                    values[y * columns + x] = chunk[from + (x - x0) * right];
                }
            }
        }
    }
}
