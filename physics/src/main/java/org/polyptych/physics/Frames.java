package org.polyptych.physics;

/**
 * Measured diffraction patterns as float32 <b>amplitudes</b> (square roots of counts), zero frequency at pixel (rows /
 * 2, columns / 2). Read in pieces, from memory or from a file, so that nobody assumes the whole array. Safe for reading
 * by several threads.
 */
public interface Frames {
    /** Number of frames. */
    int count();

    int rows();

    int columns();

    /**
     * Reads frames one after the other into the buffer.
     *
     * @param indices which frames, each from 0 to count - 1
     * @param buffer room for {@code indices.length * rows * columns} values
     */
    void read(int[] indices, float[] buffer);

    /**
     * Brings frames that will soon be read nearer, as far as that is of use: waits for the disk, so that whoever reads
     * them then need not. Does nothing where they lie in memory. To be called by a thread that has nothing else to do.
     *
     * @param indices which frames, each from 0 to count - 1
     */
    default void fetch(int[] indices) {}

    /** How many bytes of Java's memory the frames take as they are: 0 where they lie in a file. */
    default long heapBytes() {
        return 0;
    }

    /** One frame as a new array. */
    default float[] frame(int index) {
        float[] buffer = new float[rows() * columns()];
        read(new int[] {index}, buffer);
        return buffer;
    }

    /** The given frames, in the order given, as a view. */
    default Frames select(int[] selection) {
        Frames all = this;
        return new Frames() {
            @Override
            public int count() {
                return selection.length;
            }

            @Override
            public int rows() {
                return all.rows();
            }

            @Override
            public int columns() {
                return all.columns();
            }

            @Override
            public long heapBytes() {
                return all.heapBytes();
            }

            @Override
            public void read(int[] indices, float[] buffer) {
                all.read(selected(indices), buffer);
            }

            @Override
            public void fetch(int[] indices) {
                all.fetch(selected(indices));
            }

            private int[] selected(int[] indices) {
                int[] mapped = new int[indices.length];
                for (int k = 0; k < indices.length; k++) {
                    mapped[k] = selection[indices[k]];
                }
                return mapped;
            }
        };
    }
}
