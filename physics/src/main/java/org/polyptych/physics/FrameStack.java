package org.polyptych.physics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;

/**
 * The frames of a scan as the hot loops want them: in FFT order (in the near field in their own), with masked pixels set
 * to zero, and the mask as weights (1 good, 0 masked). They are held in memory as they are or packed, or read when they
 * are asked for.
 */
public final class FrameStack {
    /** Share of the good pixels that count as the darkest. */
    private static final double DARKEST = 0.05;

    private final Propagation propagation;
    private final IntFunction<float[]> amplitudes;
    private final Consumer<int[]> expected;
    private final float[] weights;
    private final double[] counts;

    private FrameStack(
            Propagation propagation,
            IntFunction<float[]> amplitudes,
            Consumer<int[]> expected,
            float[] weights,
            double[] counts) {
        this.propagation = propagation;
        this.amplitudes = amplitudes;
        this.expected = expected;
        this.weights = weights;
        this.counts = counts;
    }

    /** Holds all frames in memory. */
    public static FrameStack of(Scan scan, Parallel parallel) {
        return of(scan, parallel, FrameKeeping.HELD);
    }

    /**
     * Holds some frames in memory.
     *
     * @param some of the scan, in the order of the stack
     * @throws BadInputException as for all, and names the frame as the scan counts it
     */
    public static FrameStack of(Scan scan, int[] some, Parallel parallel) {
        return of(scan.select(some), parallel, FrameKeeping.HELD, j -> some[j]);
    }

    /**
     * Reads all frames, to check them.
     *
     * @param keeping where they are afterwards
     * @throws BadInputException if a frame has a NaN, infinite or negative amplitude on a good pixel, or no counts at
     *     all
     */
    public static FrameStack of(Scan scan, Parallel parallel, FrameKeeping keeping) {
        return of(scan, parallel, keeping, j -> j);
    }

    private static FrameStack of(Scan scan, Parallel parallel, FrameKeeping keeping, IntUnaryOperator number) {
        Frames frames = scan.frames();
        Propagation propagation = Propagation.of(scan.geometry());
        float[] centred = new float[frames.rows() * frames.columns()];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = scan.mask()[i] ? 1 : 0;
        }
        float[] weights = propagation.fromFile(centred);
        int n = frames.count();
        float[][] held = keeping.held() ? new float[n][] : null;
        PackedFrame[] packed = new PackedFrame[keeping.held() ? 0 : n];
        AtomicLong room = new AtomicLong(keeping.cacheBytes());
        double[] counts = new double[n];
        // of several bad frames the first is named, whichever thread comes upon one first
        String[] complaints = new String[n];
        StreamedFrames once = new StreamedFrames(frames, new PackedFrame[n], propagation::fromFile);
        parallel.forChunks(n, (worker, chunk, from, to) -> {
            for (int j = from; j < to; j++) {
                float[] frame = held == null ? once.apply(j) : propagation.fromFile(frames.frame(j));
                complaints[j] = complaint(frame, weights);
                counts[j] = clean(frame, weights);
                if (held != null) {
                    held[j] = frame;
                } else if (room.get() > 0) {
                    packed[j] = packed(frame, room);
                }
            }
        });
        for (int j = 0; j < complaints.length; j++) {
            if (complaints[j] != null) {
                throw new BadInputException(
                        scan.source() + ": frame " + number.applyAsInt(j) + " (in order of position) " + complaints[j]);
            }
        }
        if (held != null) {
            return new FrameStack(propagation, frame -> held[frame], order -> {}, weights, counts);
        }
        boolean[] masked = masked(weights);
        StreamedFrames streamed = new StreamedFrames(frames, packed, (read, into) -> {
            propagation.fromFile(read, into);
            if (masked != null) {
                darken(into, masked);
            }
        });
        return new FrameStack(propagation, streamed, streamed::expect, weights, counts);
    }

    /** The frame packed, if there is room for it. */
    private static PackedFrame packed(float[] frame, AtomicLong room) {
        PackedFrame packed = PackedFrame.of(frame);
        return room.addAndGet(-packed.heapBytes()) >= 0 ? packed : null;
    }

    /** Null if no pixel is. */
    private static boolean[] masked(float[] weights) {
        boolean[] masked = new boolean[weights.length];
        boolean any = false;
        for (int i = 0; i < weights.length; i++) {
            masked[i] = weights[i] == 0;
            any |= masked[i];
        }
        return any ? masked : null;
    }

    private static void darken(float[] frame, boolean[] masked) {
        for (int i = 0; i < frame.length; i++) {
            if (masked[i]) {
                frame[i] = 0;
            }
        }
    }

    /**
     * Says in which order frames will be asked for next, so that those that are not in memory are read before: for
     * engines that do not take them one after the other. Being wrong costs time only.
     *
     * @param order indices of frames, each at most once
     */
    public void expect(int[] order) {
        expected.accept(order);
    }

    /** A background as in files, brought to the order of the frames; 0 on masked pixels, where it may be no number. */
    public float[] good(float[] background) {
        float[] counts = propagation.fromFile(background);
        float[] good = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            good[i] = weights[i] == 0 ? 0 : counts[i];
        }
        return good;
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

    /**
     * Some of the frames, in the order given, each as often as it is named: for batches. Frames are shared, not copied.
     *
     * @param which kept, not copied: a forward model that is held works on another batch once other indices are put in
     *     (counts stay those of the first)
     */
    public FrameStack picked(int[] which) {
        double[] theirs = new double[which.length];
        for (int k = 0; k < which.length; k++) {
            theirs[k] = counts[which[k]];
        }
        return new FrameStack(
                propagation,
                k -> amplitudes.apply(which[k]),
                order -> expected.accept(
                        Arrays.stream(order).map(k -> which[k]).distinct().toArray()),
                weights,
                theirs);
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
