package org.polyptych.physics;

import java.util.Arrays;
import java.util.Locale;
import org.polyptych.core.BadInputException;

/**
 * How far each frame's pattern lies off on the detector, because the zero beam moves there while the beam is scanned (descan, in
 * 4D-STEM), in detector pixels; +y is down, +x is right. In the far field a pattern that lies s pixels off is that of an exit wave
 * with the phase 2 pi (s_y y / rows + s_x x / columns) on top, y and x in pixels from the middle of the array.
 *
 * @param y one value a frame
 * @param x one value a frame
 */
public record Descan(double[] y, double[] x) {
    public Descan {
        if (y.length != x.length) {
            throw new BadInputException(
                    "a descan needs as many y as x values, got " + y.length + " y and " + x.length + " x");
        }
        for (int j = 0; j < y.length; j++) {
            if (!Double.isFinite(y[j]) || !Double.isFinite(x[j])) {
                throw new BadInputException("the descan of frame " + j + " is not a finite number");
            }
        }
    }

    /** The same shift in every frame, in pixels. */
    public static Descan same(double y, double x, int frames) {
        double[] ys = new double[frames];
        double[] xs = new double[frames];
        Arrays.fill(ys, y);
        Arrays.fill(xs, x);
        return new Descan(ys, xs);
    }

    /** @throws BadInputException in the near field, where a tilt of the exit wave is no shift on the detector alone */
    public static void requireFar(Propagation propagation) {
        if (propagation.near()) {
            throw new BadInputException("descan is a shift of far-field patterns; leave it out in the near field");
        }
    }

    public int count() {
        return y.length;
    }

    /** Those of the given frames, in the order given. */
    public Descan select(int... frames) {
        return new Descan(
                Arrays.stream(frames).mapToDouble(j -> y[j]).toArray(),
                Arrays.stream(frames).mapToDouble(j -> x[j]).toArray());
    }

    /** Greatest minus least, down, in pixels. */
    public double rangeY() {
        return range(y);
    }

    /** Greatest minus least, to the right, in pixels. */
    public double rangeX() {
        return range(x);
    }

    private static double range(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        return Arrays.stream(values).max().orElse(0) - least;
    }

    /** One line for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "descan: the zero beam moves by %.3f and %.3f pixels (y, x) from one end of the scan to the other",
                rangeY(),
                rangeX());
    }
}
