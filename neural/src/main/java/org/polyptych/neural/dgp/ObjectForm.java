package org.polyptych.neural.dgp;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.engines.RunSettings;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.ComplexChannels;

/** What the channels of an object's generator mean; each slice has its own. */
enum ObjectForm {
    /** The object itself: two channels a slice, by a complex network. */
    COMPLEX {
        @Override
        Tensor objects(Tensor channels) {
            return ComplexChannels.join(channels.unsqueeze(0)).select(0, 0);
        }

        @Override
        Tensor start(Tensor objects) {
            return ComplexChannels.split(objects.unsqueeze(0)).select(0, 0);
        }

        @Override
        Tensor[] smooth(Tensor channels) {
            Tensor objects = objects(channels);
            Tensor square = torch.view_as_real(objects).square().sum(-1).add(new Scalar(TINY));
            return new Tensor[] {square.sqrt(), torch.angle(turned(objects))};
        }
    },

    /** The phase of an object that takes no light away: one channel a slice. */
    PHASE {
        @Override
        Tensor objects(Tensor channels) {
            return torch.polar(torch.ones_like(channels), channels);
        }

        @Override
        Tensor start(Tensor objects) {
            return torch.angle(turned(objects));
        }
    },

    /** A phase of 0 or more, as a projected potential gives electrons. A number common to all pixels is seen nowhere. */
    POTENTIAL {
        @Override
        Tensor objects(Tensor channels) {
            return PHASE.objects(channels);
        }

        @Override
        Tensor start(Tensor objects) {
            return fromLeast(PHASE.start(objects)).add(new Scalar(GROUND));
        }

        @Override
        Tensor reported(Tensor channels) {
            return objects(fromLeast(channels));
        }
    };

    private static final double TINY = 1e-12;
    /** Where a potential begins, in radians: nearer to 0 what keeps it positive has hardly a slope. */
    private static final double GROUND = 0.1;

    /** That of an object of such a kind. */
    static ObjectForm of(RunSettings.Kind kind) {
        return switch (kind) {
            case COMPLEX -> COMPLEX;
            case PHASE -> PHASE;
            case POTENTIAL -> POTENTIAL;
        };
    }

    /** Complex [slice][row][column] of channels [channel][row][column], in the graph. */
    abstract Tensor objects(Tensor channels);

    /** The channels that stand for given objects; of phases only what lies within +-pi of the mean. */
    abstract Tensor start(Tensor objects);

    /** The objects to show. */
    Tensor reported(Tensor channels) {
        return objects(channels);
    }

    /** What is to be smooth: real, each [slice][row][column]; the phase last. */
    Tensor[] smooth(Tensor channels) {
        return new Tensor[] {channels};
    }

    boolean complex() {
        return this == COMPLEX;
    }

    /** Channels of a slice. */
    int each() {
        return complex() ? 2 : 1;
    }

    /** What the last layer of a network goes through. */
    Activation last() {
        return this == POTENTIAL ? Activation.SOFTPLUS : Activation.IDENTITY;
    }

    /** What free pixels go through. */
    Activation ofPixels() {
        return this == POTENTIAL ? Activation.ABSOLUTE : Activation.IDENTITY;
    }

    /** Each slice without the phase that it has on the whole, so that no phase jumps by 2 pi where it need not. */
    private static Tensor turned(Tensor objects) {
        Tensor mean = objects.detach().sum(1, 2).reshape(-1, 1, 1);
        Tensor size = mean.abs().clamp_min(new Scalar(TINY));
        return objects.mul(mean.conj().resolve_conj().div(size));
    }

    private static Tensor fromLeast(Tensor channels) {
        return channels.sub(channels.amin(new long[] {1, 2}, true));
    }
}
