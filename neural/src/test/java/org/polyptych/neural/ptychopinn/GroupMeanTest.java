package org.polyptych.neural.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;

class GroupMeanTest {
    private static final int SIDE = 16;

    /** A plane with slopes along both axes, seen from a place, with an error added. */
    private static ComplexImage plane(double row, double column, double error) {
        ComplexImage image = ComplexImage.zeros(SIDE, SIDE);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) (1 + 0.03 * (i / SIDE + row) - 0.02 * (i % SIDE + column) + error);
            image.im()[i] = (float) (0.5 - 0.01 * (i / SIDE + row) - error);
        }
        return image;
    }

    /** Errors that cancel within the group are gone wherever all answers reach; a plane is the same between pixels. */
    @Test
    void what_answers_differ_by_among_themselves_is_gone() {
        double[] rows = {0, 0, 4, 4.25};
        double[] columns = {0, 4, 0.5, 4};
        double[] errors = {0.1, -0.1, 0.2, -0.2};
        ComplexImage[] answers = new ComplexImage[4];
        for (int k = 0; k < 4; k++) {
            answers[k] = plane(rows[k], columns[k], errors[k]);
        }
        ComplexImage[] means = GroupMean.of(answers, rows, columns);
        for (int k = 0; k < 4; k++) {
            ComplexImage truth = plane(rows[k], columns[k], 0);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    double row = y + rows[k];
                    double column = x + columns[k];
                    int i = y * SIDE + x;
                    if (row >= 5 && row <= 14 && column >= 5 && column <= 14) {
                        assertThat(means[k].re()[i]).isCloseTo(truth.re()[i], within(1e-5f));
                        assertThat(means[k].im()[i]).isCloseTo(truth.im()[i], within(1e-5f));
                    }
                }
            }
        }
        // where no other reaches, its own
        assertThat(means[0].re()[0]).isCloseTo(answers[0].re()[0], within(1e-6f));
    }

    @Test
    void one_answer_alone_stays() {
        ComplexImage only = plane(3.3, 2.7, 0.1);
        ComplexImage mean = GroupMean.of(new ComplexImage[] {only}, new double[] {3.3}, new double[] {2.7})[0];
        assertThat(mean.re()).isEqualTo(only.re());
        assertThat(mean.im()).isEqualTo(only.im());
    }
}
