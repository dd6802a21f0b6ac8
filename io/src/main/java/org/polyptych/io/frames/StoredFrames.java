package org.polyptych.io.frames;

/**
 * Frames as a file stores them: numbers of a detector, before they become amplitudes. Safe for reading by several
 * threads at once.
 */
public interface StoredFrames {
    int count();

    int rows();

    int columns();

    /**
     * The numbers of a frame, row after row, in an array of the caller's own.
     *
     * @throws org.polyptych.core.BadInputException if they cannot be read
     */
    float[] values(int frame);

    /** Brings frames that will soon be read nearer; failures show when they are read. */
    default void fetch(int[] frames) {}

    /** How many bytes of Java's memory they take: 0 where they lie in a file. */
    default long heapBytes() {
        return 0;
    }

    /** Whether no number can be negative or no number at all. */
    boolean isUnsigned();

    /** How the numbers are stored, which says how a detector marks pixels among them ({@link DetectorMarks}). */
    default Sample sample() {
        return Sample.FLOAT32;
    }

    /** The file of a frame, for messages. */
    String label(int frame);
}
