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
 * #ROUNDS} rounds, however far from the minimum that leaves it. Holds memory of seven and a half images of its size.
 *
 * <p>Every loop has its arrays indexed alike, neighbours copied to where the pixel is, so that they become vector
 * instructions.
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
    private final ComplexImage vertical;
    private final ComplexImage horizontal;
    private final float[] shortening;

    public TotalVariationStep(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.now = ComplexImage.zeros(rows, columns);
        this.down = ComplexImage.zeros(rows, columns);
        this.right = ComplexImage.zeros(rows, columns);
        this.downBefore = ComplexImage.zeros(rows, columns);
        this.rightBefore = ComplexImage.zeros(rows, columns);
        this.vertical = ComplexImage.zeros(rows, columns);
        this.horizontal = ComplexImage.zeros(rows, columns);
        this.shortening = new float[rows * columns];
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
        primal(image.re(), lambda, down.re(), right.re(), vertical.re(), horizontal.re(), now.re());
        primal(image.im(), lambda, down.im(), right.im(), vertical.im(), horizontal.im(), now.im());
    }

    private void primal(
            float[] image, float lambda, float[] down, float[] right, float[] above, float[] left, float[] out) {
        int n = rows * columns;
        Arrays.fill(above, 0, columns, 0);
        System.arraycopy(down, 0, above, columns, n - columns);
        System.arraycopy(right, 0, left, 1, n - 1);
        for (int i = 0; i < n; i += columns) {
            left[i] = 0;
        }
        combine(image, lambda, down, right, above, left, out, n);
    }

    private static void combine(
            float[] image, float lambda, float[] down, float[] right, float[] above, float[] left, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = image[i] + lambda * (down[i] + right[i]) - lambda * above[i] - lambda * left[i];
        }
    }

    /** The dual step from (down, right), which then hold the next point to step from. */
    private void ascend(float step, float momentum) {
        int n = rows * columns;
        climb(now.re(), step, down.re(), right.re(), vertical.re(), horizontal.re());
        climb(now.im(), step, down.im(), right.im(), vertical.im(), horizontal.im());
        shortening(vertical.re(), vertical.im(), horizontal.re(), horizontal.im(), shortening, n);
        move(vertical.re(), shortening, momentum, down.re(), downBefore.re(), n);
        move(vertical.im(), shortening, momentum, down.im(), downBefore.im(), n);
        move(horizontal.re(), shortening, momentum, right.re(), rightBefore.re(), n);
        move(horizontal.im(), shortening, momentum, right.im(), rightBefore.im(), n);
    }

    /** The duals a step along the differences of the image, which are 0 at the last row and column. */
    private void climb(float[] now, float step, float[] down, float[] right, float[] downNew, float[] rightNew) {
        int n = rows * columns;
        System.arraycopy(now, columns, downNew, 0, n - columns);
        System.arraycopy(now, n - columns, downNew, n - columns, columns);
        System.arraycopy(now, 1, rightNew, 0, n - 1);
        for (int i = columns - 1; i < n; i += columns) {
            rightNew[i] = now[i];
        }
        addDifference(now, step, down, downNew, n);
        addDifference(now, step, right, rightNew, n);
    }

    /** out = dual + step (neighbour - now), where out holds the neighbour before. */
    private static void addDifference(float[] now, float step, float[] dual, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = dual[i] + step * (out[i] - now[i]);
        }
    }

    /** out = 1 / max(1, length). */
    private static void shortening(
            float[] downRe, float[] downIm, float[] rightRe, float[] rightIm, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float square =
                    downRe[i] * downRe[i] + downIm[i] * downIm[i] + rightRe[i] * rightRe[i] + rightIm[i] * rightIm[i];
            out[i] = 1 / (float) Math.sqrt(Math.max(square, 1));
        }
    }

    /** before = found shortened, point = that and a share of the way it came. */
    private static void move(float[] found, float[] shortening, float momentum, float[] point, float[] before, int n) {
        for (int i = 0; i < n; i++) {
            float f = found[i] * shortening[i];
            point[i] = f + momentum * (f - before[i]);
            before[i] = f;
        }
    }
}
