package org.polyptych.app.report;

import java.util.Arrays;
import org.polyptych.core.RealImage;

/**
 * The part of the specimen that was scanned: where the illumination, smoothed over a few pixels, is above a share of
 * what the well-lit part has.
 * Beyond it the reconstruction is noise or its starting value, so that pictures leave it out.
 *
 * @param scanned one value a pixel of the specimen
 * @param top first row shown: the scanned part's bounding box plus a small margin
 * @param left first column shown
 * @param rows number of rows shown
 * @param columns number of columns shown
 */
record ScannedArea(boolean[] scanned, int top, int left, int rows, int columns) {
    /** Least illumination, as a share of the 95th percentile of all illuminated pixels. */
    static final double SHARE = 0.05;

    private static final double MARGIN = 0.015;
    private static final int REACH = 2;

    /** All of the specimen where nothing is known of the illumination. */
    static ScannedArea of(RealImage illuminated) {
        return of(illuminated, 1);
    }

    /** @param finer how many pixels lie along one of the probe's, at least 1 */
    static ScannedArea of(RealImage illuminated, int finer) {
        RealImage illumination = smoothed(illuminated, finer * REACH);
        boolean[] scanned = new boolean[illumination.size()];
        double least = threshold(illumination.values());
        int top = illumination.rows();
        int left = illumination.columns();
        int bottom = -1;
        int right = -1;
        for (int y = 0; y < illumination.rows(); y++) {
            for (int x = 0; x < illumination.columns(); x++) {
                if (illumination.at(y, x) >= least) {
                    scanned[y * illumination.columns() + x] = true;
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
        }
        int margin = 2 + (int) Math.round(MARGIN * Math.max(bottom - top, right - left));
        int firstRow = Math.max(0, top - margin);
        int firstColumn = Math.max(0, left - margin);
        return new ScannedArea(
                scanned,
                firstRow,
                firstColumn,
                Math.min(illumination.rows(), bottom + 1 + margin) - firstRow,
                Math.min(illumination.columns(), right + 1 + margin) - firstColumn);
    }

    /** Means over 5 x 5 pixels (with a reach of 2), so that dark rings of the probe leave no specks and no ragged edge. */
    private static RealImage smoothed(RealImage image, int reach) {
        RealImage along = RealImage.zeros(image.rows(), image.columns());
        RealImage out = RealImage.zeros(image.rows(), image.columns());
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                float sum = 0;
                for (int k = Math.max(0, x - reach); k <= Math.min(image.columns() - 1, x + reach); k++) {
                    sum += image.at(y, k);
                }
                along.values()[y * image.columns() + x] = sum;
            }
        }
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                float sum = 0;
                for (int k = Math.max(0, y - reach); k <= Math.min(image.rows() - 1, y + reach); k++) {
                    sum += along.at(k, x);
                }
                out.values()[y * image.columns() + x] = sum / ((2 * reach + 1) * (2 * reach + 1));
            }
        }
        return out;
    }

    private static double threshold(float[] illumination) {
        float[] positive = new float[illumination.length];
        int n = 0;
        for (float value : illumination) {
            if (value > 0 && Float.isFinite(value)) {
                positive[n++] = value;
            }
        }
        if (n == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        Arrays.sort(positive, 0, n);
        return SHARE * positive[(int) Math.round(0.95 * (n - 1))];
    }

    /** Whether the shown pixels were scanned, row by row. */
    boolean[] cropped(int specimenColumns) {
        boolean[] part = new boolean[rows * columns];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(scanned, (top + y) * specimenColumns + left, part, y * columns, columns);
        }
        return part;
    }
}
