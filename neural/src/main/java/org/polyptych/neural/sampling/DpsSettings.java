package org.polyptych.neural.sampling;

import org.polyptych.core.settings.Setting;
import org.polyptych.physics.loss.AmplitudeL1;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.Loss;

/** Settings of {@link DpsEngine}. */
public record DpsSettings(
        PriorChoice prior,

        @Setting(value = "1000", doc = "steps from noise to the object, one an iteration, 25 to 100000")
        int steps,

        @Setting(
                value = "10",
                doc = "steps back into the noise, and guided ones out of it, after each step, 0 to 1000: the network is"
                        + " asked so many times more")
        int travel,

        @Setting(
                value = "0.3",
                doc =
                        "length of a step along the data's gradient, in units in which every pixel of the object under the most"
                                + " light moves by about so much of it, 0 to 1000")
        double zeta,

        @Setting(value = "l1", doc = "norm of the amplitudes' errors: l1 as in the paper, or l2")
        Norm norm,

        @Setting(
                value = "auto",
                doc =
                        "where the probe is known, what fixes the object's amplitude: probe, data, or auto, the probe where it"
                                + " says nearly what the data do")
        Scale scale,

        @Setting(value = "100", doc = "an unknown probe stays as it is before this step, 0 or more")
        int probeFrom,

        @Setting(value = "1", doc = "steps of an unknown probe in each iteration, 0 to 1000")
        int probeSteps,

        @Setting(
                value = "1",
                doc =
                        "reconstructions with noise of their own: of several, the mean is the object, and how far they lie from it"
                                + " is kept, 1 to 1000")
        int samples) {

    /** Norm of errors. */
    public enum Norm {
        /** Sum of their moduli. */
        L1,
        /** Root of the sum of their squares. */
        L2
    }

    public DpsSettings {
        inRange("steps", steps, 25, 100_000);
        inRange("travel", travel, 0, 1000);
        if (!(zeta >= 0 && zeta <= 1000)) {
            throw new IllegalArgumentException("zeta must be 0 to 1000, got " + zeta);
        }
        inRange("probeFrom", probeFrom, 0, Integer.MAX_VALUE);
        inRange("probeSteps", probeSteps, 0, 1000);
        inRange("samples", samples, 1, 1000);
    }

    private static void inRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", got " + value);
        }
    }

    Loss loss() {
        return norm == Norm.L1 ? new AmplitudeL1() : new AmplitudeL2();
    }
}
