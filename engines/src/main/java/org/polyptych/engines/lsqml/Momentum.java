package org.polyptych.engines.lsqml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;

/**
 * Momentum of one image, after the public behaviour of PtychoShelves (Wakonig et al., J. Appl. Cryst. 53, 574, 2020).
 * With D_k the change that iteration k has made by its batches, and c_1, c_2 the correlations of D_k with D_(k-1) and
 * D_(k-2): if both are positive,
 *
 * <pre>f = max(0, -s / 2),  v = (1 - f) v + D_k,  image += g v,</pre>
 *
 * where s is the slope of the straight line through the origin that fits ln c_1, ln c_2 at 1 and 2 best, and g the gain;
 * else v = v / 2 and nothing is added. So the friction f is small while iterations go on in one direction, and what was
 * built up is dropped when they turn.
 */
final class Momentum {
    private final ComplexImage image;
    private final float gain;
    private final ComplexImage before;
    private final ComplexImage[] changes = new ComplexImage[3];
    private final ComplexImage velocity;

    Momentum(ComplexImage image, double gain) {
        this.image = image;
        this.gain = (float) gain;
        this.before = image.copy();
        Arrays.setAll(changes, k -> ComplexImage.zeros(image.rows(), image.columns()));
        this.velocity = ComplexImage.zeros(image.rows(), image.columns());
    }

    /** To be called when an iteration begins. */
    void begin() {
        System.arraycopy(image.re(), 0, before.re(), 0, image.size());
        System.arraycopy(image.im(), 0, before.im(), 0, image.size());
    }

    /**
     * To be called when an iteration ends.
     *
     * @param add false to look on only
     */
    void end(boolean add) {
        ComplexImage last = changes[2];
        changes[2] = changes[1];
        changes[1] = changes[0];
        changes[0] = last;
        difference(image.re(), before.re(), last.re(), image.size());
        difference(image.im(), before.im(), last.im(), image.size());
        double one = correlation(last, changes[1]);
        double two = correlation(last, changes[2]);
        if (!add) {
            return;
        }
        if (one > 0 && two > 0) {
            double slope = (Math.log(one) + 2 * Math.log(two)) / 5;
            float kept = (float) Math.max(0, 1 - Math.max(0, -slope / 2));
            accelerate(velocity.re(), last.re(), image.re(), kept, gain, image.size());
            accelerate(velocity.im(), last.im(), image.im(), kept, gain, image.size());
        } else {
            velocity.scale(0.5);
        }
    }

    /** What must be saved, in one order. */
    List<ComplexImage> images() {
        return new ArrayList<>(List.of(changes[0], changes[1], velocity));
    }

    /** Real part of the inner product, over the norms; 0 if one of them is. */
    private static double correlation(ComplexImage a, ComplexImage b) {
        double sum = 0;
        int columns = a.columns();
        for (int y = 0; y < a.rows(); y++) {
            float row = 0;
            for (int i = y * columns; i < (y + 1) * columns; i++) {
                row += a.re()[i] * b.re()[i] + a.im()[i] * b.im()[i];
            }
            sum += row;
        }
        double norm = Math.sqrt(a.power()) * Math.sqrt(b.power());
        return norm > 0 ? sum / norm : 0;
    }

    private static void difference(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] - b[i];
        }
    }

    /** v = kept v + d, image += gain v. */
    private static void accelerate(float[] v, float[] d, float[] image, float kept, float gain, int n) {
        for (int i = 0; i < n; i++) {
            v[i] = kept * v[i] + d[i];
            image[i] += gain * v[i];
        }
    }
}
