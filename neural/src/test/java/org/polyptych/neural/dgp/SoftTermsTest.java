package org.polyptych.neural.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Equations 1 and 2 of the paper, added up number by number. */
class SoftTermsTest {
    private static final int SLICES = 3;
    private static final int ROWS = 4;
    private static final int COLUMNS = 5;

    private static float[] random() {
        RandomStream random = new RandomStream(3, 0);
        float[] values = new float[SLICES * ROWS * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.gaussian();
        }
        return values;
    }

    private static double at(float[] v, int z, int y, int x) {
        return v[(z * ROWS + y) * COLUMNS + x];
    }

    private static double variation(float[] v, double tv, double tvZ) {
        double sum = 0;
        for (int z = 0; z < SLICES; z++) {
            for (int y = 0; y < ROWS; y++) {
                for (int x = 0; x < COLUMNS; x++) {
                    sum += y + 1 < ROWS ? tv * Math.abs(at(v, z, y + 1, x) - at(v, z, y, x)) : 0;
                    sum += x + 1 < COLUMNS ? tv * Math.abs(at(v, z, y, x + 1) - at(v, z, y, x)) : 0;
                    sum += z + 1 < SLICES ? tvZ * Math.abs(at(v, z + 1, y, x) - at(v, z, y, x)) : 0;
                }
            }
        }
        return sum / (SLICES * ROWS * COLUMNS);
    }

    @Test
    void they_are_what_the_paper_writes() {
        float[] v = random();
        double surface = 0;
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                surface += Math.abs(at(v, 0, y, x)) + Math.abs(at(v, SLICES - 1, y, x));
            }
        }
        try (Scope scope = Scope.open()) {
            Tensor[] phase = {Tensors.of(v, SLICES, ROWS, COLUMNS)};
            assertThat(Tensors.number(new SoftTerms(0.3, 0, 0).of(phase)))
                    .isCloseTo(variation(v, 0.3, 0), within(1e-5));
            assertThat(Tensors.number(new SoftTerms(0, 0.7, 0).of(phase)))
                    .isCloseTo(variation(v, 0, 0.7), within(1e-5));
            assertThat(Tensors.number(new SoftTerms(0.3, 0.7, 0.2).of(phase)))
                    .isCloseTo(variation(v, 0.3, 0.7) + 0.2 * surface / (2 * ROWS * COLUMNS), within(1e-5));
        }
    }

    @Test
    void of_a_complex_object_amplitude_and_phase_count_apart_and_the_surface_is_the_phase() {
        float[] v = random();
        float[] zeros = new float[v.length];
        try (Scope scope = Scope.open()) {
            Tensor amplitude = Tensors.of(v, SLICES, ROWS, COLUMNS);
            Tensor phase = Tensors.of(zeros, SLICES, ROWS, COLUMNS);
            assertThat(Tensors.number(new SoftTerms(1, 2, 5).of(new Tensor[] {amplitude, phase})))
                    .isCloseTo(variation(v, 1, 2), within(1e-5));
        }
        assertThat(new SoftTerms(0, 0, 0).any()).isFalse();
        assertThat(new SoftTerms(0, 0, 1).any()).isTrue();
    }
}
