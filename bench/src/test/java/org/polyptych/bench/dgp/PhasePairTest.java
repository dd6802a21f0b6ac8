package org.polyptych.bench.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.GaussianBlur;

/** What frames do not tell is taken out, and nothing else. */
class PhasePairTest {
    private static final int SIDE = 96;
    private static final double PIXEL = 0.2e-10;
    private static final double[] CORNERS = {-7e-10, 7e-10};
    private static final Positions SCANNED = new Positions(CORNERS, CORNERS);

    private final RealImage phase = blobs(7);

    @Test
    void a_shift_a_ramp_and_a_factor_are_no_errors() {
        Specimen truth = specimen(phase, 0, 0, 1);
        // two pixels down and a wave over the field; the truth in two slices
        Map<String, Double> scores =
                PhaseScores.of(PhasePair.of(specimen(phase, 2, 0.03, 1.3), TruePhase.of(halves()), SCANNED));
        Map<String, Double> self = PhaseScores.of(PhasePair.of(truth, TruePhase.of(truth), SCANNED));

        assertThat(self.get(PhaseScores.SSIM)).isCloseTo(1, within(1e-3));
        assertThat(self.get(PhaseScores.NRMSE)).isLessThan(1e-2);
        assertThat(scores.get(PhaseScores.NRMSE)).isLessThan(0.05);
        assertThat(scores.get(PhaseScores.SSIM)).isGreaterThan(0.97);
        assertThat(scores.get(PhaseScores.SLOW)).isLessThan(0.05);
        // 1/A, up to Nyquist
        assertThat(scores.get(PhaseScores.HALF)).isGreaterThan(0.5);
    }

    @Test
    void half_of_the_phase_is_half_of_an_error_and_another_phase_a_whole_one() {
        RealImage half = phase.copy();
        for (int i = 0; i < half.size(); i++) {
            half.values()[i] *= 0.5f;
        }
        TruePhase truth = TruePhase.of(specimen(phase, 0, 0, 1));

        assertThat(PhaseScores.of(PhasePair.of(specimen(half, 0, 0, 1), truth, SCANNED))
                        .get(PhaseScores.NRMSE))
                .isCloseTo(0.5, within(0.03));
        assertThat(PhaseScores.of(PhasePair.of(specimen(blobs(8), 0, 0, 1), truth, SCANNED))
                        .get(PhaseScores.NRMSE))
                .isGreaterThan(0.9);
    }

    @Test
    void a_phase_beyond_half_a_turn_is_unwrapped() {
        RealImage strong = phase.copy();
        for (int i = 0; i < strong.size(); i++) {
            strong.values()[i] *= 8;
        }
        RealImage each = phase.copy();
        TruePhase truth = TruePhase.of(stack(each, 8));

        assertThat(strong.max()).isGreaterThan(4);
        assertThat(PhaseScores.of(PhasePair.of(specimen(strong, 0, 0, 1), truth, SCANNED))
                        .get(PhaseScores.NRMSE))
                .isLessThan(0.03);
    }

    private Specimen halves() {
        RealImage half = phase.copy();
        for (int i = 0; i < half.size(); i++) {
            half.values()[i] *= 0.5f;
        }
        return stack(half, 2);
    }

    private static Specimen stack(RealImage each, int slices) {
        ComplexImage[] images = new ComplexImage[slices];
        for (int s = 0; s < slices; s++) {
            images[s] = wave(each, 0, 0, 1);
        }
        return new Specimen(new ComplexImage[][] {images}, PIXEL, PIXEL, 0, 0, new double[slices - 1]);
    }

    private static Specimen specimen(RealImage phase, int down, double ramp, double factor) {
        return Specimen.of(wave(phase, down, ramp, factor), PIXEL, PIXEL, 0, 0);
    }

    private static ComplexImage wave(RealImage phase, int down, double ramp, double factor) {
        ComplexImage image = ComplexImage.zeros(SIDE, SIDE);
        for (int y = 0, i = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++, i++) {
                double angle = phase.at(Math.floorMod(y - down, SIDE), x) + ramp * x + 0.4;
                image.re()[i] = (float) (factor * Math.cos(angle));
                image.im()[i] = (float) (factor * Math.sin(angle));
            }
        }
        return image;
    }

    /** From about -0.5 to 0.5 rad, blurred by two pixels. */
    private static RealImage blobs(long seed) {
        RandomStream random = new RandomStream(seed, 0);
        RealImage image = RealImage.zeros(SIDE, SIDE);
        for (int i = 0; i < image.size(); i++) {
            image.values()[i] = (float) random.gaussian();
        }
        GaussianBlur.mirrored(image.values(), SIDE, SIDE, 2);
        float most = image.max();
        for (int i = 0; i < image.size(); i++) {
            image.values()[i] *= 0.55f / most;
        }
        return image;
    }
}
