package org.polyptych.physics;

/** Copies rectangles between a large image and a small contiguous one: the loops in between then run on plain arrays. */
final class Patch {
    private Patch() {}

    /** Rows {@code fromRow} to {@code toRow} of the patch, out of the image. */
    static void cut(float[] image, int stride, int top, int left, float[] patch, int columns, int fromRow, int toRow) {
        for (int y = fromRow; y < toRow; y++) {
            System.arraycopy(image, (top + y) * stride + left, patch, y * columns, columns);
        }
    }

    /** Rows {@code fromRow} to {@code toRow} of the patch, into the image. */
    static void paste(
            float[] patch, int columns, float[] image, int stride, int top, int left, int fromRow, int toRow) {
        for (int y = fromRow; y < toRow; y++) {
            System.arraycopy(patch, y * columns, image, (top + y) * stride + left, columns);
        }
    }
}
