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

    /** 10 log10(max^2 / mean squared difference) in dB; infinite for equal images. */
    public static double psnr(RealImage estimate, RealImage truth, double max) {
        Checks.sameSize(estimate, truth);
        Checks.finite(estimate, truth);
        double sum = 0;
        for (int i = 0; i < truth.size(); i++) {
            double difference = (double) estimate.values()[i] - truth.values()[i];
            sum += difference * difference;
        }
        return 10 * Math.log10(max * max * truth.size() / sum);
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
