package org.polyptych.engines.pie;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;

/**
 * The momentum of {@link Mpie}. After some frames, chosen by chance, each image x that is worked on is carried on in the
 * direction it has lately taken:
 *
 * <pre>g = x_then - x,  v = g + friction v,  x -= feedback v,  x_then = x</pre>
 */
final class Momentum {
    /** Streams of random numbers from here on, one an iteration: far from those of the orders of frames. */
    private static final long STREAMS = 1L << 40;

    private static final int ROWS_A_BAND = 16;

    private final double chance;
    private final float friction;
    private final float feedback;
    private final List<ComplexImage> images;
    private final List<ComplexImage> then;
    private final List<ComplexImage> velocity;

    /** @param images that are worked on, in the form in which they are worked on */
    Momentum(MpieSettings settings, List<ComplexImage> images) {
        this.chance = settings.chance();
        this.friction = (float) settings.friction();
        this.feedback = (float) settings.feedback();
        this.images = images;
        this.then = images.stream().map(ComplexImage::copy).toList();
        this.velocity = images.stream()
                .map(image -> ComplexImage.zeros(image.rows(), image.columns()))
                .toList();
    }

    /**
     * The frames of an iteration, cut where the momentum is applied: after each stretch but the last, which may be empty.
     */
    int[][] stretches(int[] order, long seed, int iteration) {
        RandomStream random = new RandomStream(seed, STREAMS + iteration);
        int[] ends = new int[order.length];
        int count = 0;
        for (int k = 0; k < order.length; k++) {
            if (random.uniform() < chance) {
                ends[count++] = k + 1;
            }
        }
        int[][] stretches = new int[count + 1][];
        for (int s = 0; s <= count; s++) {
            stretches[s] = Arrays.copyOfRange(order, s == 0 ? 0 : ends[s - 1], s == count ? order.length : ends[s]);
        }
        return stretches;
    }

    /** @param length what the {@link Guard} leaves of the steps */
    void apply(Parallel parallel, double length) {
        for (int k = 0; k < images.size(); k++) {
            ComplexImage image = images.get(k);
            ComplexImage old = then.get(k);
            ComplexImage v = velocity.get(k);
            int columns = image.columns();
            float share = (float) (feedback * length);
            parallel.forEach((image.rows() + ROWS_A_BAND - 1) / ROWS_A_BAND, band -> {
                int from = band * ROWS_A_BAND * columns;
                int to = Math.min(image.size(), from + ROWS_A_BAND * columns);
                carryOn(image.re(), old.re(), v.re(), friction, share, from, to);
                carryOn(image.im(), old.im(), v.im(), friction, share, from, to);
            });
        }
    }

    private static void carryOn(
            float[] image, float[] then, float[] velocity, float friction, float feedback, int from, int to) {
        for (int i = from; i < to; i++) {
            float v = then[i] - image[i] + friction * velocity[i];
            float x = image[i] - feedback * v;
            velocity[i] = v;
            image[i] = x;
            then[i] = x;
        }
    }

    /** Forgets all motion, after the images were put back. */
    void forget() {
        for (int k = 0; k < images.size(); k++) {
            ComplexImage image = images.get(k);
            System.arraycopy(image.re(), 0, then.get(k).re(), 0, image.size());
            System.arraycopy(image.im(), 0, then.get(k).im(), 0, image.size());
            Arrays.fill(velocity.get(k).re(), 0);
            Arrays.fill(velocity.get(k).im(), 0);
        }
    }

    /** Changes the images in a way that is not to be taken for motion. */
    void unmoved(Runnable change) {
        shift(-1);
        change.run();
        shift(1);
    }

    private void shift(float sign) {
        for (int k = 0; k < images.size(); k++) {
            shift(then.get(k).re(), images.get(k).re(), sign);
            shift(then.get(k).im(), images.get(k).im(), sign);
        }
    }

    private static void shift(float[] then, float[] image, float sign) {
        for (int i = 0; i < then.length; i++) {
            then[i] += sign * image[i];
        }
    }

    void save(Snapshot snapshot) {
        Estimate.put(snapshot, "momentum then", then);
        Estimate.put(snapshot, "momentum velocity", velocity);
    }

    void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "momentum then", then);
        Estimate.fill(snapshot, "momentum velocity", velocity);
    }
}
