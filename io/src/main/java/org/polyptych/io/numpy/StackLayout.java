package org.polyptych.io.numpy;

import org.polyptych.core.BadInputException;
import org.polyptych.io.NpyHeader;

/** How the dimensions of an array are frames, rows and columns. */
enum StackLayout {
    /** [frame, y, x], or [scan y, scan x, y, x]. */
    FRAMES_FIRST,
    /** [y, x, frame]. */
    FRAMES_LAST;

    /**
     * Sizes of a stack.
     *
     * @param scan rows and columns of the scan where the array has them, else null
     */
    record Sizes(int frames, int rows, int columns, int[] scan) {}

    /** What a reader keeps for each pixel of a frame, and for each frame, must fit into memory too. */
    private static final int BYTES_A_PIXEL = 64;

    /**
     * @param label for messages
     * @throws BadInputException if the array is no stack of frames, or one that no machine like this can hold
     */
    Sizes of(NpyHeader header, String label) {
        int[] shape = header.shape();
        boolean grid = this == FRAMES_FIRST && shape.length == 4;
        if (header.type().isComplex() || shape.length != 3 && !grid) {
            throw new BadInputException(label + " must be real numbers [frame, y, x] or [scan y, scan x, y, x]; it is "
                    + (header.type().isComplex() ? "complex, " : "") + header.shapeText());
        }
        if (header.size() == 0) {
            throw new BadInputException(label + " is empty: its shape is " + header.shapeText());
        }
        long frames = grid ? (long) shape[0] * shape[1] : this == FRAMES_FIRST ? shape[0] : shape[2];
        int rows = grid ? shape[2] : this == FRAMES_FIRST ? shape[1] : shape[0];
        int columns = grid ? shape[3] : this == FRAMES_FIRST ? shape[2] : shape[1];
        double room = Runtime.getRuntime().maxMemory() / (double) BYTES_A_PIXEL;
        if (frames > room || (double) rows * columns > room) {
            throw new BadInputException(label + " is too large for this machine: its shape is " + header.shapeText());
        }
        return new Sizes((int) frames, rows, columns, grid ? new int[] {shape[0], shape[1]} : null);
    }

    /** How far apart in frames the elements along each dimension lie. */
    int[] frameStrides(int[] shape) {
        int[] strides = new int[shape.length];
        if (shape.length == 4) {
            strides[0] = shape[1];
            strides[1] = 1;
        } else {
            strides[this == FRAMES_FIRST ? 0 : 2] = 1;
        }
        return strides;
    }

    /** How far apart in the pixels of a frame they lie. */
    int[] pixelStrides(int[] shape) {
        int[] strides = new int[shape.length];
        int row = shape.length - (this == FRAMES_FIRST ? 2 : 3);
        strides[row] = shape[row + 1];
        strides[row + 1] = 1;
        return strides;
    }
}
