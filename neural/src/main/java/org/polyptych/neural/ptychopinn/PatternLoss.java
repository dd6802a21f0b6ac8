package org.polyptych.neural.ptychopinn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What predicted intensities lose against measured ones, pixel by pixel. */
final class PatternLoss {
    private PatternLoss() {}

    /**
     * |sqrt(I) - y|: the absolute error of amplitudes.
     *
     * @param guard added to the intensities, above 0, so that the root has a slope everywhere
     */
    static Tensor absolute(Tensor intensities, Tensor amplitudes, double guard) {
        return intensities.add(new Scalar(guard)).sqrt().sub(amplitudes).abs();
    }

    /**
     * lambda - k + k ln(k / lambda): the negative logarithm of the Poisson likelihood of the counts, less its value for a
     * prediction that is right, ln k! + k - k ln k, which is a constant. So numbers stay small enough for float32 where counts
     * are many; the slope is that of the likelihood.
     *
     * @param lambda in counts, above 0, so that the logarithm is finite
     */
    static Tensor deviance(Tensor lambda, Tensor counts) {
        // the least positive float makes the logarithm finite where there are no counts
        Tensor ratio = counts.add(new Scalar(Float.MIN_NORMAL)).div(lambda);
        return lambda.sub(counts).add(counts.mul(torch.log(ratio)));
    }
}
