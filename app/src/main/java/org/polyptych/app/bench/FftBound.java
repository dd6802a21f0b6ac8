package org.polyptych.app.bench;

import java.util.Arrays;
import org.polyptych.core.Fft2;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;

/** The time of one transform when every thread does nothing else, on arrays of its own that stay in cache. */
public final class FftBound implements AutoCloseable {
    private final Parallel parallel;
    private final Fft2[] ffts;
    private final float[][] re;
    private final float[][] im;

    /** @param size pixels along each side */
    public FftBound(int size, Parallel parallel) {
        this.parallel = parallel;
        int threads = parallel.threads();
        this.ffts = new Fft2[threads];
        this.re = new float[threads][size * size];
        this.im = new float[threads][size * size];
        RandomStream random = new RandomStream(2, 0);
        for (int t = 0; t < threads; t++) {
            ffts[t] = Fft2.of(size, size);
            for (int i = 0; i < size * size; i++) {
                re[t][i] = (float) random.gaussian();
                im[t][i] = (float) random.gaussian();
            }
        }
    }

    /** Seconds of one transform on one thread while all threads transform for about the given time. */
    public double secondsPerTransform(double seconds) {
        double[] each = new double[ffts.length];
        parallel.team(ffts.length, (member, barrier) -> {
            barrier.await();
            long begin = System.nanoTime();
            long transforms = 0;
            double elapsed = 0;
            while (elapsed < seconds) {
                for (int k = 0; k < 10; k++) {
                    ffts[member].forward(re[member], im[member]);
                    ffts[member].inverse(re[member], im[member]);
                }
                transforms += 20;
                elapsed = (System.nanoTime() - begin) * 1e-9;
            }
            each[member] = elapsed / transforms;
        });
        return Arrays.stream(each).average().orElseThrow();
    }

    @Override
    public void close() {
        for (Fft2 fft : ffts) {
            fft.close();
        }
    }
}
