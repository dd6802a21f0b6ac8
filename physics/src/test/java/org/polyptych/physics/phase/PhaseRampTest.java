package org.polyptych.physics.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;

class PhaseRampTest {

    @Test
    void aRampOnATexturedImageIsFoundToATenThousandthOfARadian() {
        ComplexImage image = textured(240, 260, 0.5, 0.0371, -0.0152, 0.7);

        PhaseRamp ramp = PhaseRamp.find(image, ones(image));

        assertThat(ramp.rowSlope()).isCloseTo(0.0371, within(1e-4));
        assertThat(ramp.columnSlope()).isCloseTo(-0.0152, within(1e-4));
    }

    @Test
    void whatIsLeftHasNoRampAndNoMeanPhase() {
        ComplexImage image = textured(200, 180, 0.5, 0.9, -1.7, 2.0);

        ComplexImage flat = PhaseRamp.find(image, ones(image)).removedFrom(image);
        PhaseRamp left = PhaseRamp.find(flat, ones(flat));

        assertThat(left.rowSlope()).isCloseTo(0, within(1e-6));
        assertThat(left.columnSlope()).isCloseTo(0, within(1e-6));
        assertThat(left.constant()).isCloseTo(0, within(1e-3));
    }

    @Test
    void anAddedRampAddsToWhatIsFoundWhateverTheObject() {
        ComplexImage image = textured(150, 170, 2.0, 0, 0, 0);
        ComplexImage tilted = new PhaseRamp(-0.31, -0.24, -1).removedFrom(image);

        PhaseRamp before = PhaseRamp.find(image, ones(image));
        PhaseRamp after = PhaseRamp.find(tilted, ones(image));

        assertThat(after.rowSlope() - before.rowSlope()).isCloseTo(0.31, within(1e-5));
        assertThat(after.columnSlope() - before.columnSlope()).isCloseTo(0.24, within(1e-5));
    }

    @Test
    void theOrdersOfAStrongGratingAreNotTakenForARamp() {
        int edge = 400;
        RealImage amplitude = RealImage.zeros(edge, edge);
        RealImage phase = RealImage.zeros(edge, edge);
        for (int i = 0; i < edge * edge; i++) {
            amplitude.values()[i] = 1;
            phase.values()[i] = (float) (3 * Math.sin(i / edge * 2 * Math.PI / 100) + 0.01 * (i % edge));
        }
        ComplexImage grating = ComplexImage.polar(amplitude, phase);

        PhaseRamp ramp = PhaseRamp.find(grating, ones(grating));

        assertThat(ramp.rowSlope()).isCloseTo(0, within(1e-3));
        assertThat(ramp.columnSlope()).isCloseTo(0.01, within(1e-4));
    }

    @Test
    void pixelsWithoutWeightDoNotMatter() {
        ComplexImage image = textured(120, 120, 0.3, 0.05, 0.02, 0);
        float[] weight = ones(image);
        ComplexImage spoilt = image.copy();
        for (int i = 0; i < 40 * 120; i++) {
            weight[i] = 0;
            spoilt.re()[i] = i % 7 == 0 ? Float.NaN : 100f * (i % 3);
        }

        assertThat(PhaseRamp.find(spoilt, weight)).isEqualTo(PhaseRamp.find(image, weight));
    }

    @Test
    void nothingWithWeightGivesNoRamp() {
        ComplexImage image = ComplexImage.constant(8, 8, 1, 0);

        PhaseRamp ramp = PhaseRamp.find(image, new float[64]);

        assertThat(ramp).isEqualTo(new PhaseRamp(0, 0, 0));
    }

    private static float[] ones(ComplexImage image) {
        float[] weight = new float[image.size()];
        Arrays.fill(weight, 1);
        return weight;
    }

    /** Grains of random phase and amplitude, 3 pixels wide, on a ramp. */
    private static ComplexImage textured(
            int rows, int columns, double depth, double rowSlope, double columnSlope, double constant) {
        RandomStream random = new RandomStream(3, 0);
        double[] grains = new double[(rows / 3 + 1) * (columns / 3 + 1)];
        Arrays.setAll(grains, i -> random.uniform() - 0.5);
        RealImage amplitude = RealImage.zeros(rows, columns);
        RealImage phase = RealImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double grain = grains[y / 3 * (columns / 3 + 1) + x / 3];
                amplitude.values()[y * columns + x] = (float) (1 + 0.4 * grain);
                phase.values()[y * columns + x] = (float) (depth * grain + rowSlope * y + columnSlope * x + constant);
            }
        }
        return ComplexImage.polar(amplitude, phase);
    }
}
