package org.polyptych.neural.ptychopinn;

import org.polyptych.core.settings.Setting;
import org.polyptych.neural.ptychonn.Learned;

/** Settings of {@code train pinn}: those of {@code train ptychopinn} that mean something where a group is one pattern. */
public record PinnTraining(
        @Setting(value = "both", doc = "what is learned of the object: both, amplitude or phase")
        Learned learn,

        @Setting(
                value = "256",
                doc =
                        "channels of the deepest block, 1 to 2048, a power of 2 at best; each block before has half as many")
        int width,

        @Setting(
                value = "0",
                doc = "blocks of the encoder, 1 to 7; 0: three up to 64 x 64 pixels, one more for each doubling")
        int blocks,

        @Setting(
                value = "average",
                doc = "what stands for 2 x 2 pixels: average, as in the paper, or max, as in its code")
        Pooling pooling,

        @Setting(value = "false", doc = "whether every block normalises over the batch")
        boolean normalised,

        @Setting(
                value = "1",
                doc = "power to which the amplitudes that the network is given are raised, 0.05 to 1: below 1 it lifts"
                        + " what is weak; 1 is the paper's")
        double exponent,

        @Setting(value = "1", doc = "weight of the mean absolute error of amplitudes, 0 or more")
        double mae,

        @Setting(value = "0", doc = "weight of the Poisson likelihood of the counts, 0 or more")
        double nll,

        @Setting(value = "0", doc = "weight of the total variation of patches, 0 or more")
        double tv,

        @Setting(
                value = "auto",
                doc = "the probe: truth (of a simulated scan), file (the scan's own), data (made from the patterns), or"
                        + " auto (the first of these that there is)")
        ProbeStart probe,

        @Setting(value = "0", doc = "incoherent modes of the probe, up to 100; 0: those that it has")
        int modes,

        @Setting(
                value = "false",
                doc = "whether the probe is cut off at a quarter of the pattern's side from the middle, as in the"
                        + " paper's code")
        boolean probeMask,

        @Setting(
                value = "0",
                doc = "rate at which the probe is learned too, 0 to 1, one for all scans; 0: it stays as it is")
        double probeRate,

        @Setting(
                value = "3",
                doc = "the largest amplitude that the network can say at first, in units of the root mean square of the"
                        + " object in the light, above 0")
        double headroom,

        @Setting(value = "0.001", doc = "rate at which that unit is learned, 0 to 1; 0: it stays as it is")
        double scaleRate,

        @Setting(value = "50", doc = "rounds, each through all groups to learn from unless steps says otherwise")
        int rounds,

        @Setting(value = "0", doc = "steps of a round, 0 to 1000000; 0: as many as go through all groups to learn from")
        int steps,

        @Setting(value = "16", doc = "groups of a step, 1 to 4096")
        int batch,

        @Setting(value = "0.001", doc = "rate of learning (Adam), above 0 to 1")
        double rate,

        @Setting(
                value = "plateau:patience=3,by=0.5",
                doc =
                        "how the rates change: constant, cosine, exponential, steps or plateau, with settings behind a colon")
        String schedule,

        @Setting(value = "0", doc = "the most that the length of all gradients together may be; 0: not clipped")
        double clip,

        @Setting(
                value = "0",
                doc = "ends after so many rounds in a row without a better loss of the data set apart; 0: never")
        int patience,

        @Setting(
                value = "0.1",
                doc = "share set apart to judge by, 0 to 0.5: of several scans the last ones, of one scan an end of it")
        double validation) {
    public PinnTraining {
        alone(
                learn,
                width,
                blocks,
                pooling,
                normalised,
                exponent,
                mae,
                nll,
                tv,
                probe,
                modes,
                probeMask,
                probeRate,
                headroom,
                scaleRate,
                rounds,
                steps,
                batch,
                rate,
                schedule,
                clip,
                patience,
                validation);
    }

    private static PtychoPinnTraining alone(
            Learned learn,
            int width,
            int blocks,
            Pooling pooling,
            boolean normalised,
            double exponent,
            double mae,
            double nll,
            double tv,
            ProbeStart probe,
            int modes,
            boolean probeMask,
            double probeRate,
            double headroom,
            double scaleRate,
            int rounds,
            int steps,
            int batch,
            double rate,
            String schedule,
            double clip,
            int patience,
            double validation) {
        return new PtychoPinnTraining(
                learn,
                1,
                Grouping.NEAREST,
                1,
                1,
                width,
                blocks,
                pooling,
                normalised,
                false,
                exponent,
                Shift.BILINEAR,
                mae,
                nll,
                tv,
                0,
                probe,
                modes,
                probeMask,
                probeRate,
                headroom,
                scaleRate,
                rounds,
                steps,
                batch,
                rate,
                schedule,
                clip,
                patience,
                validation);
    }

    /** As groups of one. */
    PtychoPinnTraining groupsOfOne() {
        return alone(
                learn,
                width,
                blocks,
                pooling,
                normalised,
                exponent,
                mae,
                nll,
                tv,
                probe,
                modes,
                probeMask,
                probeRate,
                headroom,
                scaleRate,
                rounds,
                steps,
                batch,
                rate,
                schedule,
                clip,
                patience,
                validation);
    }
}
