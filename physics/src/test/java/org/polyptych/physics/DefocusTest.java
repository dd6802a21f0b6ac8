package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.AmplitudeL2;

class DefocusTest {
    private static final double Z = 2e-6;

    private static Defocus defocus(BranchCase small) {
        return new Defocus(small.parameters().probe(), BranchCase.HEIGHT, BranchCase.WIDTH, BranchCase.WAVELENGTH);
    }

    private static Parameters at(BranchCase small, Probe probe) {
        Parameters at = small.parameters();
        return new Parameters(at.specimen(), probe, at.positions(), at.conditions());
    }

    @Test
    void theDerivativeOfALossByTheDefocusAgreesWithFiniteDifferences() {
        BranchCase small = BranchCase.of(new BranchCase.Shape(1, 2, 2, 2, false, true, false), 4);
        Defocus defocus = defocus(small);
        try (Parallel parallel = new Parallel(1);
                ForwardModel model = small.model(new AmplitudeL2(), parallel)) {
            Gradient gradient = model.evaluate(
                            at(small, defocus.at(Z)), 0, BranchCase.FRAMES, Set.of(Gradient.Part.PROBE))
                    .gradient();
            double h = 2e-9;
            double measured =
                    (model.loss(at(small, defocus.at(Z + h))) - model.loss(at(small, defocus.at(Z - h)))) / (2 * h);
            assertThat(defocus.derivative(Z, gradient.probe())).isCloseTo(measured, withinPercentage(1));
        }
    }

    @Test
    void aDefocusKeepsThePowerAndIsUndoneByTheWayBack() {
        BranchCase small = BranchCase.of(new BranchCase.Shape(1, 1, 2, 0, false, false, false), 4);
        Probe start = small.parameters().probe();
        Probe there = defocus(small).at(Z);
        Probe back = new Defocus(there, BranchCase.HEIGHT, BranchCase.WIDTH, BranchCase.WAVELENGTH).at(-Z);
        assertThat(there.power()).isCloseTo(start.power(), withinPercentage(1e-3));
        assertThat(there.mode(1).re()[7]).isNotCloseTo(start.mode(1).re()[7], within(0.1f));
        for (int i = 0; i < 80; i++) {
            assertThat(back.mode(1).re()[i]).isCloseTo(start.mode(1).re()[i], within(1e-4f));
        }
    }
}
