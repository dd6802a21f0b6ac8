package org.polyptych.io.frames;

import org.polyptych.core.BadInputException;

/** Whether a frame of which a file speaks can be one, before memory is asked for. */
public final class FrameSize {
    /** No detector has more pixels along a side. */
    private static final int LONGEST_SIDE = 1 << 16;
    /** What is done with a frame takes its memory several times. */
    private static final int MEMORY_SHARE = 16;

    private FrameSize() {}

    /**
     * Bytes of a frame.
     *
     * @param label of the file, for the message
     * @throws BadInputException if there are no pixels, or more than memory holds
     */
    public static int bytes(long rows, long columns, Sample sample, String label) {
        boolean possible = rows >= 1 && columns >= 1 && rows <= LONGEST_SIDE && columns <= LONGEST_SIDE;
        long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
        if (!possible || rows * columns * Math.max(sample.bytes(), Float.BYTES) > most) {
            throw new BadInputException(
                    label + ": frames of " + rows + " x " + columns + " pixels cannot be read on this machine");
        }
        return (int) (rows * columns * sample.bytes());
    }

    /**
     * A number of frames that fits an int and memory.
     *
     * @throws BadInputException if there are none, or too many
     */
    public static int count(long frames, String label) {
        if (frames < 1
                || frames > Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 64)) {
            throw new BadInputException(label + ": a scan of " + frames + " frames cannot be read on this machine");
        }
        return (int) frames;
    }
}
