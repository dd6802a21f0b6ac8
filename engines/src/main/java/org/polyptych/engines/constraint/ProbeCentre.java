package org.polyptych.engines.constraint;

import org.polyptych.core.ComplexImage;

/**
 * How far the centre of mass of the probe's intensity is from the frame's centre pixel (rows / 2, columns / 2).
 *
 * @param down whole pixels by which it would have to move down
 * @param right whole pixels by which it would have to move to the right
 */
public record ProbeCentre(int down, int right) {
    /** The nearest whole pixels; none for a probe that is zero or not finite. */
    public static ProbeCentre of(ComplexImage... modes) {
        double power = 0;
        double sumY = 0;
        double sumX = 0;
        for (ComplexImage mode : modes) {
            for (int y = 0; y < mode.rows(); y++) {
                for (int x = 0; x < mode.columns(); x++) {
                    int i = y * mode.columns() + x;
                    double p = (double) mode.re()[i] * mode.re()[i] + (double) mode.im()[i] * mode.im()[i];
                    power += p;
                    sumY += p * y;
                    sumX += p * x;
                }
            }
        }
        if (!(power > 0 && power < Double.POSITIVE_INFINITY)) {
            return new ProbeCentre(0, 0);
        }
        return new ProbeCentre((int) Math.rint(modes[0].rows() / 2 - sumY / power), (int)
                Math.rint(modes[0].columns() / 2 - sumX / power));
    }

    public boolean needsMove() {
        return down != 0 || right != 0;
    }
}
