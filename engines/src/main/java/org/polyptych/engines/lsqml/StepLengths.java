package org.polyptych.engines.lsqml;

import java.util.Arrays;

/**
 * How far each frame would have object and probe go along their common directions, and what is made of it for the batch
 * (Odstrcil 2018, eqs. 22 to 25). Per frame the lengths a, b that minimise ||chi - a Delta O P - b Delta P O||^2,
 *
 * <pre>(A11 + l1, A12; conj(A12), A22 + l2) (a, b) = (b1, b2),</pre>
 *
 * with l1 and l2 a tenth of the batch's mean A11 and A22; the real part is taken, at least 0.
 *
 * @param object length of the object's step
 * @param probe length of the probe's step
 */
record StepLengths(double object, double probe) {
    private static final double DAMPING = 0.1;
    /** Share of the frames that is left out of the mean of the object's lengths, half of it at each end. */
    private static final double TRIMMED = 0.1;

    /** @param frames products of the frames of a batch */
    static StepLengths of(FrameProducts.Sums[] frames, int count) {
        double mean11 = 0;
        double mean22 = 0;
        for (int s = 0; s < count; s++) {
            mean11 += frames[s].a11 / count;
            mean22 += frames[s].a22 / count;
        }
        double[] object = new double[count];
        double probe = 0;
        for (int s = 0; s < count; s++) {
            FrameProducts.Sums f = frames[s];
            double a11 = f.a11 + DAMPING * mean11;
            double a22 = f.a22 + DAMPING * mean22;
            if (a11 > 0 && a22 > 0) {
                double determinant = a11 * a22 - f.a12Re * f.a12Re - f.a12Im * f.a12Im;
                object[s] = (a22 * f.b1Re - (f.a12Re * f.b2Re - f.a12Im * f.b2Im)) / determinant;
                probe += Math.max(0, (a11 * f.b2Re - (f.a12Re * f.b1Re + f.a12Im * f.b1Im)) / determinant) / count;
            } else if (a11 > 0) {
                object[s] = f.b1Re / a11;
            } else if (a22 > 0) {
                probe += Math.max(0, f.b2Re / a22) / count;
            }
            object[s] = Math.max(0, object[s]);
        }
        return new StepLengths(trimmedMean(object), probe);
    }

    /** The mean without the tenth of the values that lie furthest out; sorts them. */
    static double trimmedMean(double[] values) {
        Arrays.sort(values);
        int cut = (int) Math.round(values.length * TRIMMED / 2);
        double sum = 0;
        for (int k = cut; k < values.length - cut; k++) {
            sum += values[k];
        }
        return sum / (values.length - 2 * cut);
    }
}
