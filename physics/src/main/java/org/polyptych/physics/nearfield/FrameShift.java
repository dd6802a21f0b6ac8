package org.polyptych.physics.nearfield;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;

/**
 * How far the content of one frame lies from that of another: the peak of their normalised correlation, with weights,
 * over the pixels on which both have light (Padfield, IEEE Trans. Image Process. 21, 2670, 2012, for masks). For the shift
 * s, with a, b the frames and w the weights,
 * sum w(r) w(r+s) a(r) b(r+s) / sqrt(sum w(r) w(r+s) a(r)^2 * sum w(r) w(r+s) b(r+s)^2).
 * The peak lies at a fraction of a pixel, by parabolas through its neighbours.
 *
 * @param down in pixels
 * @param right in pixels
 * @param correlation 1 at most
 */
record FrameShift(double down, double right, double correlation) {
    /** Shifts that leave less of the weight in common are not looked at. */
    private static final double LEAST_COMMON = 0.3;

    /** Finds shifts of pairs of frames of one scan, on one thread. */
    static final class Finder implements AutoCloseable {
        private final RelativeFrames frames;
        private final int rows;
        private final int columns;
        private final Fft2 fft;
        private final ComplexImage weights;
        private final float[] common;

        Finder(RelativeFrames frames) {
            this.frames = frames;
            // with as many zeros as pixels, so that nothing comes back on the other side
            this.rows = 2 * frames.rows();
            this.columns = 2 * frames.columns();
            this.fft = Fft2.of(rows, columns);
            this.weights = spectrum(i -> frames.weights()[i]);
            this.common = correlation(weights, weights);
        }

        FrameShift between(int first, int second) {
            float[] a = frames.frame(first);
            float[] b = frames.frame(second);
            float[] w = frames.weights();
            float[] product = correlation(spectrum(i -> w[i] * a[i]), spectrum(i -> w[i] * b[i]));
            float[] ofFirst = correlation(spectrum(i -> w[i] * a[i] * a[i]), weights);
            float[] ofSecond = correlation(weights, spectrum(i -> w[i] * b[i] * b[i]));
            float[] normalised = new float[product.length];
            int peak = 0;
            for (int i = 0; i < normalised.length; i++) {
                double energy = (double) ofFirst[i] * ofSecond[i];
                boolean counts = common[i] >= LEAST_COMMON * common[0] && ofFirst[i] > 0 && ofSecond[i] > 0;
                normalised[i] = counts ? (float) (product[i] / Math.sqrt(energy)) : -1;
                peak = normalised[i] > normalised[peak] ? i : peak;
            }
            int y = peak / columns;
            int x = peak % columns;
            double down = y
                    + vertex(
                            normalised[(y + rows - 1) % rows * columns + x],
                            normalised[peak],
                            normalised[(y + 1) % rows * columns + x]);
            double right = x
                    + vertex(
                            normalised[y * columns + (x + columns - 1) % columns],
                            normalised[peak],
                            normalised[y * columns + (x + 1) % columns]);
            return new FrameShift(
                    down > rows / 2.0 ? down - rows : down,
                    right > columns / 2.0 ? right - columns : right,
                    normalised[peak]);
        }

        /** Where the parabola through values at -1, 0 and 1 has its top, if it has one. */
        private static double vertex(double before, double at, double after) {
            double curvature = 2 * at - before - after;
            return curvature > 0 && before > -1 && after > -1 ? 0.5 * (after - before) / curvature : 0;
        }

        private ComplexImage spectrum(java.util.function.IntToDoubleFunction values) {
            ComplexImage image = ComplexImage.zeros(rows, columns);
            for (int y = 0; y < frames.rows(); y++) {
                for (int x = 0; x < frames.columns(); x++) {
                    image.re()[y * columns + x] = (float) values.applyAsDouble(y * frames.columns() + x);
                }
            }
            fft.forward(image.re(), image.im());
            return image;
        }

        /** sum over r of a(r) b(r + s), for every s, but for a factor. */
        private float[] correlation(ComplexImage a, ComplexImage b) {
            float[] re = new float[a.size()];
            float[] im = new float[a.size()];
            for (int i = 0; i < re.length; i++) {
                re[i] = a.re()[i] * b.re()[i] + a.im()[i] * b.im()[i];
                im[i] = a.re()[i] * b.im()[i] - a.im()[i] * b.re()[i];
            }
            fft.inverse(re, im);
            return re;
        }

        @Override
        public void close() {
            fft.close();
        }
    }
}
