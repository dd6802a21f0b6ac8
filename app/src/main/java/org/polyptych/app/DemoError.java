package org.polyptych.app;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/**
 * How far a reconstructed object is from the truth: ||found - s truth|| / ||found|| on the well-lit pixels, at its least
 * over what the data leave open when the probe is unknown: a complex scale s, a phase ramp, a shift.
 */
public final class DemoError {
    /** Pixels with less light than this share of the brightest do not count. */
    private static final double LIT = 0.1;

    private static final double FIRST_STEP = 2;
    private static final double LAST_STEP = 0.02;

    private final int rows;
    private final int columns;
    private final boolean[] counts;
    private final ComplexImage truth;
    private final ComplexImage spectrum;

    private DemoError(Result result, Specimen specimen) {
        Specimen found = result.specimen();
        rows = found.rows();
        columns = found.columns();
        int top = (int) Math.rint(specimen.rowOf(found.centreY())) - rows / 2;
        int left = (int) Math.rint(specimen.columnOf(found.centreX())) - columns / 2;
        truth = ComplexImage.zeros(rows, columns);
        counts = new boolean[rows * columns];
        RealImage light = result.illumination();
        float least = (float) (LIT * light.max());
        for (int y = Math.max(0, -top); y < Math.min(rows, specimen.rows() - top); y++) {
            for (int x = Math.max(0, -left); x < Math.min(columns, specimen.columns() - left); x++) {
                int from = (y + top) * specimen.columns() + x + left;
                int to = y * columns + x;
                truth.re()[to] = specimen.image().re()[from];
                truth.im()[to] = specimen.image().im()[from];
                counts[to] = light.values()[to] > least;
            }
        }
        spectrum = found.image().copy();
    }

    /** The error; 0 is perfect, 1 is nothing in common. */
    public static double of(Result result, Specimen truth) {
        DemoError error = new DemoError(result, truth);
        Specimen found = result.specimen();
        try (Fft2 fft = Fft2.of(found.rows(), found.columns())) {
            fft.forward(error.spectrum.re(), error.spectrum.im());
            // The grids of the two may lie a fraction of a pixel apart; then whatever shift the probe has taken up.
            double dy = truth.rowOf(found.centreY());
            double dx = truth.columnOf(found.centreX());
            return error.search(fft, dy - Math.rint(dy), dx - Math.rint(dx));
        }
    }

    /** Goes downhill in ever smaller steps along rows and columns. */
    private double search(Fft2 fft, double startY, double startX) {
        double y = startY;
        double x = startX;
        double best = at(fft, y, x);
        for (double step = FIRST_STEP; step > LAST_STEP; ) {
            double[][] around = {{y - step, x}, {y + step, x}, {y, x - step}, {y, x + step}};
            boolean better = false;
            for (double[] place : around) {
                double error = at(fft, place[0], place[1]);
                if (error < best) {
                    best = error;
                    y = place[0];
                    x = place[1];
                    better = true;
                }
            }
            if (!better) {
                step /= 2;
            }
        }
        return best;
    }

    /** The error with the found object moved down and right by so many pixels. */
    private double at(Fft2 fft, double down, double right) {
        ComplexImage moved = spectrum.copy();
        for (int y = 0; y < rows; y++) {
            double ky = y <= rows / 2 ? y : y - rows;
            for (int x = 0; x < columns; x++) {
                double kx = x <= columns / 2 ? x : x - columns;
                turn(moved, y * columns + x, -2 * Math.PI * (ky * down / rows + kx * right / columns));
            }
        }
        fft.inverse(moved.re(), moved.im());
        ComplexImage ratio = ComplexImage.zeros(rows, columns);
        double truthPower = 0;
        double foundPower = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i]) {
                double a = moved.re()[i];
                double b = moved.im()[i];
                double c = truth.re()[i];
                double d = truth.im()[i];
                ratio.re()[i] = (float) (a * c + b * d);
                ratio.im()[i] = (float) (b * c - a * d);
                truthPower += c * c + d * d;
                foundPower += a * a + b * b;
            }
        }
        double perRow = slope(ratio, columns);
        double perColumn = slope(ratio, 1);
        double re = 0;
        double im = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i]) {
                turn(ratio, i, -(perRow * (i / columns) + perColumn * (i % columns)));
                re += ratio.re()[i];
                im += ratio.im()[i];
            }
        }
        return Math.sqrt(Math.max(0, 1 - (re * re + im * im) / (truthPower * foundPower)));
    }

    /** The mean phase step between neighbours {@code apart} values apart. */
    private static double slope(ComplexImage image, int apart) {
        double re = 0;
        double im = 0;
        for (int i = 0; i + apart < image.size(); i++) {
            re += image.re()[i + apart] * image.re()[i] + image.im()[i + apart] * image.im()[i];
            im += image.im()[i + apart] * image.re()[i] - image.re()[i + apart] * image.im()[i];
        }
        return Math.atan2(im, re);
    }

    private static void turn(ComplexImage image, int i, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        float re = image.re()[i];
        image.re()[i] = (float) (re * cos - image.im()[i] * sin);
        image.im()[i] = (float) (re * sin + image.im()[i] * cos);
    }
}
