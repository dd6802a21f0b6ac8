package org.polyptych.io.hdf5;

/** How frames lie in one file. */
public sealed interface FrameLayout {
    /** Of the numbers. */
    NumberForm form();

    /**
     * One behind the other, as they are.
     *
     * @param first byte where frame 0 begins
     */
    record Plain(NumberForm form, long first) implements FrameLayout {}

    /**
     * In chunks, which have gone through filters.
     *
     * @param count how many frames there are
     * @param chunk its sizes: frames, rows, columns; those at the edges reach beyond the dataset
     * @param grid how many chunks there are along each
     * @param offsets where each chunk begins, the columns' fastest; less than 0 where it was never written
     * @param stored how many bytes each takes
     * @param masks the filters that each was spared
     */
    record Chunks(
            NumberForm form,
            int count,
            int[] chunk,
            int[] grid,
            long[] offsets,
            int[] stored,
            int[] masks,
            FilterPipeline filters)
            implements FrameLayout {
        /** Bytes of a chunk as it was before it was written. */
        public int chunkBytes() {
            return chunk[0] * chunk[1] * chunk[2] * form.bytes();
        }

        /** Index of a chunk. */
        public int at(int ofFrames, int ofRows, int ofColumns) {
            return (ofFrames * grid[1] + ofRows) * grid[2] + ofColumns;
        }
    }
}
