package org.polyptych.engines.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;

/**
 * A point, gradient or direction in the space of object and probe: an image of each slice and one of each mode.
 *
 * @param slices on the object's grid
 * @param probe one image a mode
 */
record Variables(ComplexImage[] slices, ComplexImage[] probe) {
    /** Zeros of the same sizes. */
    Variables zeros() {
        return new Variables(zeros(slices), zeros(probe));
    }

    private static ComplexImage[] zeros(ComplexImage[] images) {
        return Arrays.stream(images)
                .map(image -> ComplexImage.zeros(image.rows(), image.columns()))
                .toArray(ComplexImage[]::new);
    }

    /** Slices and modes, in this order: the arrays themselves. */
    List<ComplexImage> images() {
        List<ComplexImage> images = new ArrayList<>(List.of(slices));
        images.addAll(List.of(probe));
        return images;
    }

    /** Takes over the values of another. */
    void set(Variables other) {
        List<ComplexImage> to = images();
        List<ComplexImage> from = other.images();
        for (int k = 0; k < to.size(); k++) {
            System.arraycopy(from.get(k).re(), 0, to.get(k).re(), 0, to.get(k).size());
            System.arraycopy(from.get(k).im(), 0, to.get(k).im(), 0, to.get(k).size());
        }
    }

    /**
     * this = start + length times direction.
     *
     * @param withObject false to leave the slices alone, of which not even the sign of a zero may change if they are known
     */
    void move(Variables start, Variables direction, double length, boolean withObject) {
        List<ComplexImage> to = images();
        List<ComplexImage> from = start.images();
        List<ComplexImage> along = direction.images();
        for (int k = withObject ? 0 : slices.length; k < to.size(); k++) {
            int n = to.get(k).size();
            move(to.get(k).re(), from.get(k).re(), along.get(k).re(), (float) length, n);
            move(to.get(k).im(), from.get(k).im(), along.get(k).im(), (float) length, n);
        }
    }

    private static void move(float[] to, float[] from, float[] along, float length, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = from[i] + length * along[i];
        }
    }

    /** True if every value is the same, bit by bit. */
    boolean isSame(Variables other) {
        List<ComplexImage> mine = images();
        List<ComplexImage> theirs = other.images();
        for (int k = 0; k < mine.size(); k++) {
            if (!mine.get(k).sameAs(theirs.get(k))) {
                return false;
            }
        }
        return true;
    }
}
