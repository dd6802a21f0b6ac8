package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LinearEquationsTest {
    @Test
    void the_unknowns_fulfil_the_equations_whatever_their_order() {
        RandomStream random = new RandomStream(3, 0);
        for (int n = 1; n <= 7; n++) {
            double[][] equations = new double[n][n + 1];
            double[] unknowns = new double[n];
            for (int k = 0; k < n; k++) {
                unknowns[k] = random.gaussian();
            }
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    // nothing on the first equation's diagonal: rows must change places
                    equations[i][k] = n > 1 && i + k == 0 ? 0 : random.gaussian();
                    equations[i][n] += equations[i][k] * unknowns[k];
                }
            }
            assertThat(LinearEquations.solve(equations)).containsExactly(unknowns, within(1e-9));
        }
    }

    @Test
    void what_is_not_fixed_is_no_number() {
        double[] found = LinearEquations.solve(new double[][] {{1, 1, 2}, {1, 1, 2}});
        assertThat(found[1]).isNaN();
    }
}
