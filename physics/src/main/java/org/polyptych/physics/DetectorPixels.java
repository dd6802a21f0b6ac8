package org.polyptych.physics;

import java.util.Arrays;

/**
 * Detector pixels that are S x S pixels of the model: each counts what falls on all of them, which is written as their mean
 * on every one, so that a frame spread evenly over the finer pixels is compared with it (D. J. Batey, T. B. Edo, C. Rau, U.
 * Wagner, Z. D. Pesic, T. A. Waigh, J. M. Rodenburg, Physical Review A 89, 043801, 2014). The mean is its own adjoint.
 */
final class DetectorPixels {
    /** The detector pixel of every pixel of the model, in the order of the frame stack. */
    private final int[] pixel;

    private final int count;
    private final float share;

    /**
     * @param side pixels of the model along a detector pixel, which divide both sides of a frame
     * @throws IllegalArgumentException if they do not
     */
    DetectorPixels(Propagation propagation, int rows, int columns, int side) {
        if (rows % side != 0 || columns % side != 0) {
            throw new IllegalArgumentException("detector pixels of " + side + " x " + side
                    + " do not divide a model of " + rows + " x " + columns + " pixels");
        }
        float[] numbers = new float[rows * columns];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i / columns / side * (columns / side) + i % columns / side;
        }
        float[] ordered = propagation.fromFile(numbers);
        this.pixel = new int[ordered.length];
        Arrays.setAll(pixel, i -> (int) ordered[i]);
        this.count = numbers.length / side / side;
        this.share = 1f / (side * side);
    }

    /**
     * Puts the mean over a detector pixel on each of its pixels.
     *
     * @param room for a value a detector pixel
     */
    void mean(float[] image, float[] room) {
        Arrays.fill(room, 0, count, 0);
        add(image, pixel, room, image.length);
        spread(room, pixel, image, share);
    }

    private static void add(float[] image, int[] pixel, float[] sums, int n) {
        for (int i = 0; i < n; i++) {
            sums[pixel[i]] += image[i];
        }
    }

    private static void spread(float[] sums, int[] pixel, float[] image, float share) {
        for (int i = 0; i < image.length; i++) {
            image[i] = share * sums[pixel[i]];
        }
    }
}
