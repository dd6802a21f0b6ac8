package org.polyptych.physics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;

/**
 * The frames of a scan as the hot loops want them: in FFT order (in the near field in their own), with masked pixels set
 * to zero, and the mask as weights (1 good, 0 masked). They are held in memory, or each is read when it is asked for.
 */
public final class FrameStack {
    /** Share of the good pixels that count as the darkest. */
    private static final double DARKEST = 0.05;

    private final Propagation propagation;
    private final IntFunction<float[]> amplitudes;
    private final float[] weights;
    private final double[] counts;

    private FrameStack(Propagation propagation, IntFunction<float[]> amplitudes, float[] weights, double[] counts) {
        this.propagation = propagation;
        this.amplitudes = amplitudes;
        this.weights = weights;
        this.counts = counts;
    }

    /** Holds all frames in memory. */
    public static FrameStack of(Scan scan, Parallel parallel) {
        return of(scan, parallel, false);
    }

    /**
     * Reads all frames, to check them.
     *
     * @param streamed true to forget them again: each is read anew whenever it is asked for
     * @throws BadInputException if a frame has a NaN, infinite or negative amplitude on a good pixel, or no counts at
     *     all
     */
    public static FrameStack of(Scan scan, Parallel parallel, boolean streamed) {
        Frames frames = scan.frames();
        Propagation propagation = Propagation.of(scan.geometry());
        float[] centred = new float[frames.rows() * frames.columns()];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = scan.mask()[i] ? 1 : 0;
        }
        float[] weights = propagation.fromFile(centred);
        float[][] held = new float[frames.count()][];
        double[] counts = new double[frames.count()];
        // of several bad frames the first is named, whichever thread comes upon one first
        String[] complaints = new String[frames.count()];
        parallel.forEach(frames.count(), j -> {
            float[] frame = propagation.fromFile(frames.frame(j));
            complaints[j] = complaint(frame, weights);
            counts[j] = clean(frame, weights);
            held[j] = streamed ? null : frame;
        });
        for (int j = 0; j < complaints.length; j++) {
            if (complaints[j] != null) {
                throw new BadInputException(
                        scan.source() + ": frame " + j + " (in order of position) " + complaints[j]);
            }
        }
        IntFunction<float[]> amplitudes = streamed ? new LastRead(frames, propagation, weights) : frame -> held[frame];
        return new FrameStack(propagation, amplitudes, weights, counts);
    }

    /** Reads a frame when it is asked for; every thread keeps the one that it read last. */
    private static final class LastRead implements IntFunction<float[]> {
        private final Frames frames;
        private final Propagation propagation;
        private final float[] weights;
        private final ThreadLocal<Kept> kept = ThreadLocal.withInitial(() -> new Kept(-1, null));

        private record Kept(int frame, float[] amplitudes) {}

        LastRead(Frames frames, Propagation propagation, float[] weights) {
            this.frames = frames;
            this.propagation = propagation;
            this.weights = weights;
        }

        @Override
        public float[] apply(int frame) {
            if (kept.get().frame() != frame) {
                float[] read = propagation.fromFile(frames.frame(frame));
                clean(read, weights);
                kept.set(new Kept(frame, read));
            }
            return kept.get().amplitudes();
        }
    }

    /** What is wrong with a frame, and what to do; null if nothing. */
    private static String complaint(float[] amplitudes, float[] weights) {
        boolean empty = true;
        for (int i = 0; i < amplitudes.length; i++) {
            if (weights[i] != 0) {
                if (!(amplitudes[i] >= 0) || Float.isInfinite(amplitudes[i])) {
                    return "has the amplitude " + amplitudes[i]
                            + "; expected numbers of 0 or more (mask the pixel or drop the frame)";
                }
                empty &= amplitudes[i] == 0;
            }
        }
        return empty ? "is empty: no counts on any good pixel (drop the frame)" : null;
    }

    /** Zeroes masked pixels; returns the counts of the good ones. */
    private static double clean(float[] amplitudes, float[] weights) {
        double counts = 0;
        for (int i = 0; i < amplitudes.length; i++) {
            if (weights[i] == 0) {
                amplitudes[i] = 0;
            }
            counts += (double) amplitudes[i] * amplitudes[i];
        }
        return counts;
    }

    public int count() {
        return counts.length;
    }

    public int rows() {
        return propagation.rows();
    }

    public int columns() {
        return propagation.columns();
    }

    public int pixels() {
        return rows() * columns();
    }

    /** The way from exit waves to these frames, for the kernels that work on them. */
    public Propagation propagation() {
        return propagation;
    }

    /** The amplitudes of a frame, FFT order (in the near field the frame's own), not to be changed; good until the same thread asks for another. */
    public float[] amplitudes(int frame) {
        return amplitudes.apply(frame);
    }

    /** 1 on good pixels, 0 on masked ones, in the order of the amplitudes: the array itself, not a copy. */
    public float[] weights() {
        return weights;
    }

    /** Counts of a frame on good pixels. */
    public double counts(int frame) {
        return counts[frame];
    }

    /** Counts of all frames on good pixels. */
    public double totalCounts() {
        double sum = 0;
        for (double c : counts) {
            sum += c;
        }
        return sum;
    }

    /** Counts of the brightest frame on good pixels. */
    public double maxCounts() {
        double max = 0;
        for (double c : counts) {
            max = Math.max(max, c);
        }
        return max;
    }

    /** True if no pixel is masked. */
    public boolean unmasked() {
        return goodPixels() == pixels();
    }

    /** Number of good pixels. */
    public int goodPixels() {
        int good = 0;
        for (float weight : weights) {
            good += weight > 0 ? 1 : 0;
        }
        return good;
    }

    /** True if every good pixel of every frame holds a whole number of counts, as photon counting gives. */
    public boolean wholeCounts() {
        for (int j = 0; j < count(); j++) {
            for (float amplitude : amplitudes(j)) {
                double n = (double) amplitude * amplitude;
                // the square root was rounded to float
                if (Math.abs(n - Math.rint(n)) > 1e-3 + 4e-7 * n) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * The mean over good pixels of E (sqrt(n) - sqrt(mu))^2 for Poisson counts n of the mean pattern mu: 1/4 where it is
     * bright, 2 mu where it is dark.
     */
    public double countingNoise() {
        double[] mean = new double[pixels()];
        for (int j = 0; j < count(); j++) {
            float[] frame = amplitudes(j);
            for (int i = 0; i < frame.length; i++) {
                mean[i] += (double) frame[i] * frame[i] / count();
            }
        }
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += weights[i] * Math.min(0.25, 2 * mean[i]);
        }
        return sum / goodPixels();
    }

    /**
     * The standard deviation, in counts, of normal read-out noise whose negative values were set to zero, from the darkest
     * good pixels of the mean pattern: there sigma^2 = 2 mean(n^2). Too large where no pixel is dark.
     */
    public double readNoise() {
        double[] mean = new double[pixels()];
        double[] square = new double[pixels()];
        for (int j = 0; j < count(); j++) {
            float[] frame = amplitudes(j);
            for (int i = 0; i < frame.length; i++) {
                double n = (double) frame[i] * frame[i];
                mean[i] += n / count();
                square[i] += n * n / count();
            }
        }
        int[] darkest = IntStream.range(0, pixels())
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> mean[i]))
                .limit(Math.max(1, Math.round(DARKEST * goodPixels())))
                .mapToInt(i -> i)
                .toArray();
        return Math.sqrt(
                2 * Arrays.stream(darkest).mapToDouble(i -> square[i]).average().orElse(0));
    }
}
