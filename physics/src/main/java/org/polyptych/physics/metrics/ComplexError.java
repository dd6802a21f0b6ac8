package org.polyptych.physics.metrics;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/** Differences between an estimate and a truth of the same size. NaN is refused, and so is a truth of zeros. */
public final class ComplexError {
    private ComplexError() {}

    /**
     * min over theta of ||x^ exp(i theta) - x|| / ||x||, x^ the estimate and x the truth: the global phase cannot be
     * measured and is free, nothing else is.
     */
    public static double nrmse(ComplexImage estimate, ComplexImage truth) {
        Sums sums = Sums.of(estimate, truth);
        return Math.sqrt(distance(sums, 1 / Math.max(Math.hypot(sums.re, sums.im), Double.MIN_NORMAL)) / sums.truth);
    }

    /** min over complex c of ||c x^ - x|| / ||x||: amplitude and phase scale are free. Between 0 and 1. */
    public static double nrmseScaled(ComplexImage estimate, ComplexImage truth) {
        Sums sums = Sums.of(estimate, truth);
        return Math.sqrt(distance(sums, sums.estimate > 0 ? 1 / sums.estimate : 0) / sums.truth);
    }

    /**
     * ||c x^ - x||^2 with c = factor * sum conj(x^) x, summed pixel by pixel: expanding the square would lose small
     * differences to rounding.
     */
    private static double distance(Sums sums, double factor) {
        double cr = factor * sums.re;
        double ci = factor * sums.im;
        ComplexImage x = sums.x;
        ComplexImage y = sums.y;
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            double re = cr * x.re()[i] - ci * x.im()[i] - y.re()[i];
            double im = cr * x.im()[i] + ci * x.re()[i] - y.im()[i];
            sum += re * re + im * im;
        }
        return sum;
    }

    /**
     * {@link #nrmse} with a weight a pixel: min over theta of sqrt(sum w |x^ exp(i theta) - x|^2 / sum w |x|^2).
     *
     * @param weight 0 or more, such as the illumination; 0 leaves a pixel out
     */
    public static double nrmse(ComplexImage estimate, ComplexImage truth, RealImage weight) {
        return nrmse(weighted(estimate, weight), weighted(truth, weight));
    }

    /** {@link #nrmseScaled} with a weight a pixel. */
    public static double nrmseScaled(ComplexImage estimate, ComplexImage truth, RealImage weight) {
        return nrmseScaled(weighted(estimate, weight), weighted(truth, weight));
    }

    /** The image times the root of the weight: its squares are the weighted squares. */
    private static ComplexImage weighted(ComplexImage image, RealImage weight) {
        if (weight.rows() != image.rows() || weight.columns() != image.columns()) {
            throw new IllegalArgumentException("the weight must be of the image's size");
        }
        Checks.finite(image);
        Checks.finite(weight);
        ComplexImage out = image.copy();
        for (int i = 0; i < out.size(); i++) {
            double root = Math.sqrt(weight.values()[i]);
            out.re()[i] = (float) (root * out.re()[i]);
            out.im()[i] = (float) (root * out.im()[i]);
        }
        return out;
    }

    /** Powers of both images and sum conj(x) y. */
    private record Sums(ComplexImage x, ComplexImage y, double estimate, double truth, double re, double im) {
        static Sums of(ComplexImage x, ComplexImage y) {
            Checks.sameSize(x, y);
            Checks.finite(x, y);
            double truth = y.power();
            if (truth == 0) {
                throw new BadInputException("the truth is zero everywhere: a relative error has no meaning");
            }
            double re = 0;
            double im = 0;
            for (int i = 0; i < x.size(); i++) {
                re += (double) x.re()[i] * y.re()[i] + (double) x.im()[i] * y.im()[i];
                im += (double) x.re()[i] * y.im()[i] - (double) x.im()[i] * y.re()[i];
            }
            return new Sums(x, y, x.power(), truth, re, im);
        }
    }
}
