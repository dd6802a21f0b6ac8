package org.polyptych.physics.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.polyptych.physics.Scan;

/**
 * Frames that do not look like the others of their scan: beam dumps, a closed shutter, a readout that failed.
 *
 * <p>A frame is far off if its figure is more than 8 robust standard deviations (median absolute deviation) from the
 * median <em>and</em> more than 4 times larger or smaller. The first keeps frames of a scan that scatters by nature, the
 * second those of a scan that is very even; a specimen that absorbs half of the beam moves a frame by a factor of two.
 *
 * @param frames ascending
 * @param kinds why, one a frame
 * @param reasons in words, one a frame
 */
public record BadFrames(int[] frames, List<Kind> kinds, List<String> reasons) {
    private static final double MOST_SIGMA = 8;
    private static final double MOST_FACTOR = 4;

    /** What is wrong with a frame. */
    public enum Kind {
        /** No counts on any good pixel. */
        EMPTY,
        /** Holds NaN, infinite or negative amplitudes on good pixels. */
        NOT_A_NUMBER,
        /** Far more or far fewer counts than the median frame. */
        COUNTS,
        /** Far more or far fewer pixels with a count than the median frame. */
        LIT_PIXELS
    }

    /** Looks at every frame once. */
    public static BadFrames of(Scan scan) {
        return of(FrameCounts.of(scan.frames(), scan.mask()));
    }

    static BadFrames of(FrameCounts figures) {
        int n = figures.counts().length;
        int[] usable = IntStream.range(0, n)
                .filter(j -> figures.counts()[j] > 0 && figures.notNumbers()[j] == 0)
                .toArray();
        double[] counts = Arrays.stream(usable).mapToDouble(j -> figures.counts()[j]).toArray();
        double[] lit = Arrays.stream(usable).mapToDouble(j -> figures.lit()[j]).toArray();
        Spread ofCounts = usable.length == 0 ? null : Spread.of(counts);
        Spread ofLit = usable.length == 0 ? null : Spread.of(lit);
        List<Integer> frames = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            Kind kind;
            String reason;
            if (figures.notNumbers()[j] > 0) {
                kind = Kind.NOT_A_NUMBER;
                reason = figures.notNumbers()[j] + " pixels are not numbers of 0 or more";
            } else if (figures.counts()[j] == 0) {
                kind = Kind.EMPTY;
                reason = "no counts";
            } else if (far(figures.counts()[j], ofCounts, Math.sqrt(ofCounts.median()))) {
                kind = Kind.COUNTS;
                reason = text("%.3g counts, median %.3g", figures.counts()[j], ofCounts.median());
            } else if (far(figures.lit()[j], ofLit, 0)) {
                kind = Kind.LIT_PIXELS;
                reason = text("%.3g%% of pixels lit, median %.3g%%", 100 * figures.lit()[j], 100 * ofLit.median());
            } else {
                continue;
            }
            frames.add(j);
            kinds.add(kind);
            reasons.add(reason);
        }
        return new BadFrames(
                frames.stream().mapToInt(Integer::intValue).toArray(), List.copyOf(kinds), List.copyOf(reasons));
    }

    private static boolean far(double value, Spread spread, double noise) {
        double median = spread.median();
        double factor = Math.max(value / median, median / value);
        return factor > MOST_FACTOR
                && Math.abs(value - median) > MOST_SIGMA * DoubleStream.of(spread.sigma(), noise).max().orElseThrow();
    }

    /** Those of the given kinds. */
    BadFrames only(Kind... wanted) {
        int[] kept = IntStream.range(0, frames.length)
                .filter(k -> Arrays.asList(wanted).contains(kinds.get(k)))
                .toArray();
        return new BadFrames(
                Arrays.stream(kept).map(k -> frames[k]).toArray(),
                Arrays.stream(kept).mapToObj(kinds::get).toList(),
                Arrays.stream(kept).mapToObj(reasons::get).toList());
    }

    public int count() {
        return frames.length;
    }

    /** The frames of a kind, ascending. */
    public int[] of(Kind kind) {
        return only(kind).frames;
    }

    /**
     * One line: which frames, and why.
     *
     * @param names what the frames are called: their indexes in the file
     */
    public String text(int[] names) {
        List<String> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            BadFrames some = only(kind);
            if (some.count() > 0) {
                String why =
                        switch (kind) {
                            case EMPTY -> "no counts";
                            case NOT_A_NUMBER -> "not numbers";
                            case COUNTS, LIT_PIXELS -> some.count() == 1
                                    ? some.reasons.getFirst()
                                    : some.reasons.getFirst() + " in the first";
                        };
                String which = FrameSelection.text(
                        Arrays.stream(some.frames).map(j -> names[j]).toArray());
                parts.add(which + " (" + why + ")");
            }
        }
        return String.join(", ", parts);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
