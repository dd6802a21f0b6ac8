package org.polyptych.neural.diffusion;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Tensors;

/**
 * What a prior has for a complex object: two real channels of about unit size, and how they become each other. Both ways are
 * in the graph. The numbers are those of the objects that were learned from, and are kept with the network.
 */
public sealed interface Channels {
    /** What can be typed. */
    enum Kind {
        REAL_IMAGINARY,
        AMPLITUDE_PHASE
    }

    /** @param objects complex [patch][row][column]; the result is [patch][2][row][column] */
    Tensor of(Tensor objects);

    /** @param channels [patch][2][row][column]; the result is complex [patch][row][column] */
    Tensor objects(Tensor channels);

    /**
     * Real part of the mean of the objects that were learned from: an object found up to a common factor is brought to it
     * before the prior is asked.
     */
    double meanRe();

    /** Imaginary part of that mean. */
    double meanIm();

    /**
     * Real and imaginary part, without the mean: re = (Re O - meanRe) / unit, im = (Im O - meanIm) / unit.
     *
     * @param unit how much of the object is 1 in a channel, above 0
     */
    record RealImaginary(double meanRe, double meanIm, double unit) implements Channels {
        public RealImaginary {
            if (!(Double.isFinite(meanRe) && Double.isFinite(meanIm))) {
                throw new IllegalArgumentException("the mean must be finite, got " + meanRe + " and " + meanIm);
            }
            if (!(unit > 0 && Double.isFinite(unit))) {
                throw new IllegalArgumentException("unit must be above 0, got " + unit);
            }
        }

        @Override
        public Tensor of(Tensor objects) {
            return torch.stack(
                    new TensorVector(
                            linear(torch.real(objects), 1 / unit, -meanRe / unit),
                            linear(torch.imag(objects), 1 / unit, -meanIm / unit)),
                    1);
        }

        @Override
        public Tensor objects(Tensor channels) {
            return Tensors.complex(
                    linear(channels.select(1, 0), unit, meanRe), linear(channels.select(1, 1), unit, meanIm));
        }
    }

    /**
     * Amplitude and phase, each from the range that it had to [-1, 1]; outside of the range the map goes on straight, and is
     * not cut off. Phases are told within half a turn of the middle of their range.
     *
     * @param amplitude in the unit of the objects
     * @param phase in rad
     */
    record AmplitudePhase(double meanRe, double meanIm, Range amplitude, Range phase) implements Channels {
        /** From least to most, both finite. */
        public record Range(double least, double most) {
            public Range {
                if (!(least < most && Double.isFinite(most - least))) {
                    throw new IllegalArgumentException("a range must go up, got " + least + " to " + most);
                }
            }

            double middle() {
                return (least + most) / 2;
            }

            double half() {
                return (most - least) / 2;
            }
        }

        public AmplitudePhase {
            if (!(Double.isFinite(meanRe) && Double.isFinite(meanIm))) {
                throw new IllegalArgumentException("the mean must be finite, got " + meanRe + " and " + meanIm);
            }
        }

        @Override
        public Tensor of(Tensor objects) {
            Tensor re = torch.real(objects);
            Tensor im = torch.imag(objects);
            Scalar cos = new Scalar(Math.cos(phase.middle()));
            Scalar sin = new Scalar(Math.sin(phase.middle()));
            Tensor turned =
                    torch.atan2(im.mul(cos).sub(re.mul(sin)), re.mul(cos).add(im.mul(sin)));
            return torch.stack(
                    new TensorVector(
                            linear(torch.abs(objects), 1 / amplitude.half(), -amplitude.middle() / amplitude.half()),
                            linear(turned, 1 / phase.half(), 0)),
                    1);
        }

        @Override
        public Tensor objects(Tensor channels) {
            return torch.polar(
                    linear(channels.select(1, 0), amplitude.half(), amplitude.middle()),
                    linear(channels.select(1, 1), phase.half(), phase.middle()));
        }
    }

    private static Tensor linear(Tensor values, double factor, double more) {
        return values.mul(new Scalar(factor)).add(new Scalar(more));
    }
}
