package org.polyptych.physics.regulariser;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;

/**
 * The proximal step of isotropic total variation: the image x that minimises |x - O|^2 / 2 + lambda TV(x), by the fast
 * gradient projection of Beck and Teboulle, IEEE Trans. Image Process. 18, 2419 (2009), algorithm FGP, on the dual:
 *
 * <pre>p = N(r + D(O - lambda D* r) / (8 lambda)),  r = p + ((t - 1) / t') (p - p before),  x = O - lambda D* p</pre>
 *
 * D takes the differences of {@link TotalVariation}, N shortens the pair of a pixel's two differences to length 1 where it
 * is longer. Deviations from the paper: complex images, real and imaginary part sharing one length; no limits; {@value
 * #ROUNDS} rounds, however far from the minimum that leaves it. Holds memory of five images of its size.
 */
public final class TotalVariationStep {
    static final int ROUNDS = 20;

    private final int rows;
    private final int columns;
    private final ComplexImage now;
    private final ComplexImage down;
    private final ComplexImage right;
    private final ComplexImage downBefore;
    private final ComplexImage rightBefore;

    public TotalVariationStep(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.now = ComplexImage.zeros(rows, columns);
        this.down = ComplexImage.zeros(rows, columns);
        this.right = ComplexImage.zeros(rows, columns);
        this.downBefore = ComplexImage.zeros(rows, columns);
        this.rightBefore = ComplexImage.zeros(rows, columns);
    }

    /**
     * Replaces the image by the proximal step from it.
     *
     * @param lambda strength, in units of the image; 0 leaves it as it is
     */
    public void apply(ComplexImage image, double lambda) {
        if (lambda == 0) {
            return;
        }
        for (ComplexImage dual : new ComplexImage[] {down, right, downBefore, rightBefore}) {
            Arrays.fill(dual.re(), 0);
            Arrays.fill(dual.im(), 0);
        }
        double t = 1;
        for (int round = 0; round < ROUNDS; round++) {
            primal(image, (float) lambda, down, right);
            double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            ascend((float) (1 / (8 * lambda)), (float) ((t - 1) / next));
            t = next;
        }
        primal(image, (float) lambda, downBefore, rightBefore);
        System.arraycopy(now.re(), 0, image.re(), 0, now.size());
        System.arraycopy(now.im(), 0, image.im(), 0, now.size());
    }

    /** now = O - lambda D* (down, right). */
    private void primal(ComplexImage image, float lambda, ComplexImage down, ComplexImage right) {
        for (int y = 0; y < rows; y++) {
            primalRow(image.re(), lambda, down.re(), right.re(), now.re(), y);
            primalRow(image.im(), lambda, down.im(), right.im(), now.im(), y);
        }
    }

    private void primalRow(float[] image, float lambda, float[] down, float[] right, float[] out, int y) {
        int first = y * columns;
        for (int i = first; i < first + columns; i++) {
            out[i] = image[i] + lambda * (down[i] + right[i]);
        }
        if (y > 0) {
            for (int i = first; i < first + columns; i++) {
                out[i] -= lambda * down[i - columns];
            }
        }
        for (int i = first + 1; i < first + columns; i++) {
            out[i] -= lambda * right[i - 1];
        }
    }

    /** The dual step from (down, right), which then hold the next point to step from. */
    private void ascend(float step, float momentum) {
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                int below = y + 1 < rows ? i + columns : i;
                int beside = x + 1 < columns ? i + 1 : i;
                float downRe = down.re()[i] + step * (now.re()[below] - now.re()[i]);
                float downIm = down.im()[i] + step * (now.im()[below] - now.im()[i]);
                float rightRe = right.re()[i] + step * (now.re()[beside] - now.re()[i]);
                float rightIm = right.im()[i] + step * (now.im()[beside] - now.im()[i]);
                float square = downRe * downRe + downIm * downIm + rightRe * rightRe + rightIm * rightIm;
                float shorten = square > 1 ? (float) (1 / Math.sqrt(square)) : 1;
                move(down.re(), downBefore.re(), i, downRe * shorten, momentum);
                move(down.im(), downBefore.im(), i, downIm * shorten, momentum);
                move(right.re(), rightBefore.re(), i, rightRe * shorten, momentum);
                move(right.im(), rightBefore.im(), i, rightIm * shorten, momentum);
            }
        }
    }

    private static void move(float[] point, float[] before, int i, float found, float momentum) {
        point[i] = found + momentum * (found - before[i]);
        before[i] = found;
    }
}
