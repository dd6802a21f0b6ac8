package org.polyptych.neural.forward;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.physics.loss.AmplitudeL1;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.BoundedPoisson;
import org.polyptych.physics.loss.IntensityL2;
import org.polyptych.physics.loss.Loss;
import org.polyptych.physics.loss.Poisson;
import org.polyptych.physics.loss.ReadNoise;
import org.polyptych.physics.loss.Saturated;
import org.polyptych.physics.loss.SmoothL1;

/**
 * {@link org.polyptych.physics.loss.Loss}es in libtorch's operations, with the same guards against dark pixels: below {@link
 * Loss#DARK} a prediction counts as that, but its gradient goes on.
 */
final class PixelLoss {
    /** As {@link ReadNoise} has it. */
    private static final double FAR = 1e4;
    /** As {@link BoundedPoisson} has it. */
    private static final double MOST = 4;

    private PixelLoss() {}

    /**
     * The sum over pixels, a float64 number.
     *
     * @param intensity predicted, in counts, [frame][row][column]
     * @param amplitude measured, square root of counts, of the same shape
     * @param weights 1 or 0, [row][column]
     */
    static Tensor sum(Loss loss, Tensor intensity, Tensor amplitude, Tensor weights) {
        return each(loss, intensity, amplitude).mul(weights).sum(new ScalarTypeOptional(torch.ScalarType.Double));
    }

    private static Tensor each(Loss loss, Tensor intensity, Tensor amplitude) {
        return switch (loss) {
            case AmplitudeL2 l2 -> difference(intensity, amplitude).square();
            case AmplitudeL1 l1 -> difference(intensity, amplitude).abs();
            case SmoothL1 smooth -> smooth(difference(intensity, amplitude), smooth.beta());
            case Poisson poisson -> poisson(guarded(intensity), amplitude);
            case BoundedPoisson bounded -> bounded(intensity, amplitude);
            case IntensityL2 l2 -> intensity.sub(amplitude.square()).square();
            case ReadNoise noise -> readNoise(intensity.clamp_min(new Scalar(0.0)), amplitude.square(), noise);
            case Saturated saturated ->
                each(saturated.loss(), atMost(intensity, amplitude, saturated.level()), amplitude);
        };
    }

    /** max(I, DARK), with a derivative of 1 everywhere. */
    private static Tensor guarded(Tensor intensity) {
        Tensor lift = intensity.clamp_min(new Scalar(Loss.DARK)).sub(intensity).detach();
        return intensity.add(lift);
    }

    private static Tensor difference(Tensor intensity, Tensor amplitude) {
        return guarded(intensity).sqrt().sub(amplitude);
    }

    private static Tensor smooth(Tensor difference, double beta) {
        Tensor clamped = difference
                .div(new Scalar(beta))
                .clamp(new ScalarOptional(new Scalar(-1.0)), new ScalarOptional(new Scalar(1.0)));
        return clamped.mul(difference.sub(clamped.mul(new Scalar(0.5 * beta))));
    }

    /** I - n - n ln(I / n), with I for n = 0. */
    private static Tensor poisson(Tensor intensity, Tensor amplitude) {
        Tensor counts = amplitude.square();
        Tensor positive = torch.where(counts.gt(new Scalar(0.0)), counts, new Scalar(1.0));
        return intensity.sub(counts).sub(counts.mul(intensity.div(positive).log()));
    }

    /** The value of Poisson, with the gradient that {@link BoundedPoisson} says. */
    private static Tensor bounded(Tensor intensity, Tensor amplitude) {
        Tensor predicted = guarded(intensity).detach();
        Tensor exact = amplitude.square().div(predicted).neg().add(new Scalar(1.0));
        Tensor least = amplitude.div(predicted.sqrt()).mul(new Scalar(-MOST));
        Tensor slope = torch.maximum(exact, least);
        return poisson(predicted, amplitude)
                .add(intensity.sub(intensity.detach()).mul(slope));
    }

    private static Tensor readNoise(Tensor intensity, Tensor counts, ReadNoise noise) {
        double square = noise.sigma() * noise.sigma();
        Tensor variance = intensity.mul(new Scalar(noise.gain())).add(new Scalar(square));
        Tensor bright = intensity
                .sub(counts)
                .square()
                .div(variance.mul(new Scalar(2.0)))
                .add(variance.div(new Scalar(square)).log().mul(new Scalar(0.5)));
        Tensor exact = intensity.div(variance.sqrt());
        // No further than that, but with the gradient of there. The derivative of -ln Q(z), phi / Q, by the scaled
        // error
        // function: libtorch's own is the exponential of a difference of large numbers, of which floats keep nothing.
        Tensor deviations = exact.detach().clamp_max(new Scalar(FAR));
        Tensor slope = torch.special_erfcx(deviations.mul(new Scalar(Math.sqrt(0.5))))
                .reciprocal()
                .mul(new Scalar(Math.sqrt(2 / Math.PI)));
        Tensor dark = torch.special_log_ndtr(deviations.neg())
                .neg()
                .add(exact.sub(exact.detach()).mul(slope));
        return torch.where(counts.gt(new Scalar(0.0)), bright, dark);
    }

    /** Saturated pixels that are predicted brighter than they read are predicted exactly, and have no gradient. */
    private static Tensor atMost(Tensor intensity, Tensor amplitude, double level) {
        Tensor counts = amplitude.square();
        Tensor saturated = counts.ge(new Scalar(level * (1 - 1e-6)));
        return torch.where(saturated.logical_and(intensity.ge(counts)), counts, intensity);
    }
}
