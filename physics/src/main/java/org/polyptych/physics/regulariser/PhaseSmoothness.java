package org.polyptych.physics.regulariser;

import org.polyptych.core.ComplexImage;

/**
 * How much the phase differs between neighbours, whatever the amplitudes:
 *
 * <pre>R = sum over pairs of neighbouring pixels of 1 - cos(phi - phi')</pre>
 *
 * which is half the squared difference where it is small, and does not mind whether a phase wraps. A pixel of amplitude
 * 0 has no phase: its pairs count 0.
 */
public record PhaseSmoothness() implements Regulariser {
    /** A longer step could sharpen the finest differences in place of smoothing them. */
    public static final double LONGEST_STEP = 0.25;

    @Override
    public double value(ComplexImage image) {
        return sum(image, phasors(image));
    }

    /** {@inheritDoc} dR / d conj(O) = i (dR / dphi) O / (2 |O|^2): along the phase, none of it along the amplitude. */
    @Override
    public double evaluate(ComplexImage image, ComplexImage gradient) {
        ComplexImage phasors = phasors(image);
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                int i = y * image.columns() + x;
                double re = image.re()[i];
                double im = image.im()[i];
                double square = re * re + im * im;
                double factor = square > 0 ? slope(phasors, y, x) / (2 * square) : 0;
                gradient.re()[i] = (float) (-factor * im);
                gradient.im()[i] = (float) (factor * re);
            }
        }
        return sum(image, phasors);
    }

    /**
     * A gradient step on the phases alone: phi = phi - step dR/dphi, dR/dphi = sum over the four neighbours of sin(phi -
     * phi'), all pixels at once. Amplitudes stay.
     *
     * @param step from 0 (nothing happens) to {@link #LONGEST_STEP}
     */
    public void descend(ComplexImage image, double step) {
        ComplexImage phasors = phasors(image);
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                int i = y * image.columns() + x;
                double angle = -step * slope(phasors, y, x);
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                double re = image.re()[i];
                double im = image.im()[i];
                image.re()[i] = (float) (re * cos - im * sin);
                image.im()[i] = (float) (re * sin + im * cos);
            }
        }
    }

    private static double sum(ComplexImage image, ComplexImage phasors) {
        int rows = image.rows();
        int columns = image.columns();
        double sum = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                sum += x + 1 < columns ? pair(phasors, i, i + 1) : 0;
                sum += y + 1 < rows ? pair(phasors, i, i + columns) : 0;
            }
        }
        return sum;
    }

    private static double pair(ComplexImage u, int i, int k) {
        double square = ((double) u.re()[i] * u.re()[i] + (double) u.im()[i] * u.im()[i])
                * ((double) u.re()[k] * u.re()[k] + (double) u.im()[k] * u.im()[k]);
        return square > 0 ? 1 - ((double) u.re()[i] * u.re()[k] + (double) u.im()[i] * u.im()[k]) : 0;
    }

    /** dR / dphi of a pixel. */
    private static double slope(ComplexImage u, int y, int x) {
        int i = y * u.columns() + x;
        double sum = 0;
        sum += y > 0 ? sine(u, i, i - u.columns()) : 0;
        sum += y + 1 < u.rows() ? sine(u, i, i + u.columns()) : 0;
        sum += x > 0 ? sine(u, i, i - 1) : 0;
        sum += x + 1 < u.columns() ? sine(u, i, i + 1) : 0;
        return sum;
    }

    private static double sine(ComplexImage u, int i, int k) {
        return (double) u.im()[i] * u.re()[k] - (double) u.re()[i] * u.im()[k];
    }

    /** exp(i phi) of every pixel, 0 where the amplitude is. */
    private static ComplexImage phasors(ComplexImage image) {
        ComplexImage phasors = ComplexImage.zeros(image.rows(), image.columns());
        for (int i = 0; i < image.size(); i++) {
            double re = image.re()[i];
            double im = image.im()[i];
            double length = Math.sqrt(re * re + im * im);
            if (length > 0) {
                phasors.re()[i] = (float) (re / length);
                phasors.im()[i] = (float) (im / length);
            }
        }
        return phasors;
    }
}
