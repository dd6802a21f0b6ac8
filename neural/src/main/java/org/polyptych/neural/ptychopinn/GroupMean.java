package org.polyptych.neural.ptychopinn;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;

/**
 * What the patterns of a group say together (equation 1 of the paper): at each place the mean of those answers that reach it.
 * A network is taught this mean alone, through the forward model; what its answers differ by among themselves is left to
 * chance. Between pixels they are interpolated linearly.
 */
final class GroupMean {
    private static final double ROUNDING = 1e-6;

    private final ComplexImage sum;
    private final float[] count;

    private GroupMean(int rows, int columns) {
        this.sum = ComplexImage.zeros(rows, columns);
        this.count = new float[rows * columns];
    }

    /**
     * The mean in the frame of each pattern.
     *
     * @param answers of one size, one a pattern
     * @param rows where the patterns lie, in pixels
     * @param columns the same, to the right
     */
    static ComplexImage[] of(ComplexImage[] answers, double[] rows, double[] columns) {
        ComplexImage[] means = new ComplexImage[answers.length];
        Arrays.setAll(means, k -> {
            GroupMean mean = new GroupMean(answers[k].rows(), answers[k].columns());
            for (int j = 0; j < answers.length; j++) {
                mean.add(answers[j], rows[k] - rows[j], columns[k] - columns[j]);
            }
            return mean.image();
        });
        return means;
    }

    /** The answer moved so that its place (y + down, x + right) comes to (y, x). */
    private void add(ComplexImage answer, double down, double right) {
        int wholeDown = wholeBelow(down);
        int wholeRight = wholeBelow(right);
        float below = fraction(down - wholeDown);
        float beside = fraction(right - wholeRight);
        int lastRow = answer.rows() - 1 - wholeDown - (below > 0 ? 1 : 0);
        int lastColumn = answer.columns() - 1 - wholeRight - (beside > 0 ? 1 : 0);
        for (int y = Math.max(0, -wholeDown); y <= Math.min(sum.rows() - 1, lastRow); y++) {
            for (int x = Math.max(0, -wholeRight); x <= Math.min(sum.columns() - 1, lastColumn); x++) {
                int to = y * sum.columns() + x;
                int from = (y + wholeDown) * answer.columns() + x + wholeRight;
                sum.re()[to] += between(answer.re(), from, answer.columns(), below, beside);
                sum.im()[to] += between(answer.im(), from, answer.columns(), below, beside);
                count[to]++;
            }
        }
    }

    /** Pixels beyond the last are not looked at where their share is 0. */
    private static float between(float[] values, int at, int columns, float below, float beside) {
        float value = (1 - below) * (1 - beside) * values[at];
        if (beside > 0) {
            value += (1 - below) * beside * values[at + 1];
        }
        if (below > 0) {
            value += below * (1 - beside) * values[at + columns];
        }
        if (below > 0 && beside > 0) {
            value += below * beside * values[at + columns + 1];
        }
        return value;
    }

    private static int wholeBelow(double value) {
        double nearest = Math.rint(value);
        return (int) (Math.abs(value - nearest) < ROUNDING ? nearest : Math.floor(value));
    }

    private static float fraction(double value) {
        return Math.abs(value) < ROUNDING ? 0 : (float) value;
    }

    /** Every place is reached by the pattern's own answer. */
    private ComplexImage image() {
        for (int i = 0; i < count.length; i++) {
            sum.re()[i] /= count[i];
            sum.im()[i] /= count[i];
        }
        return sum;
    }
}
