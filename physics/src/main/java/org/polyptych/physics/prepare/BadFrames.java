package org.polyptych.physics.prepare;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polyptych.physics.Scan;

/**
 * Frames that do not look like the others of their scan: beam dumps, a closed shutter, a readout that failed.
 *
 * <p>A frame is far off if its figure is more than 4 times larger or smaller than the median <em>and</em> the logarithm
 * is more than 5 robust standard deviations off (1.4826 times the median absolute deviation). The first keeps frames of
 * a scan that is very even, the second those of one that scatters by nature. A specimen that absorbs half of the beam
 * moves a frame by a factor of two.
 *
 * @param list in the order of frames
 */
public record BadFrames(List<Bad> list) {
    private static final double MOST_SIGMA = 5;
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

    /**
     * A frame and its fault.
     *
     * @param why in a few words, with numbers
     */
    public record Bad(int frame, Kind kind, String why) {}

    /** Looks at every frame once. */
    public static BadFrames of(Scan scan) {
        FrameCounts figures = FrameCounts.of(scan.frames(), scan.mask());
        int count = figures.counts().length;
        int[] usable = IntStream.range(0, count)
                .filter(j -> figures.counts()[j] > 0 && figures.notNumbers()[j] == 0)
                .toArray();
        Spread counts = logarithms(figures.counts(), usable);
        Spread lit = logarithms(figures.lit(), usable);
        return new BadFrames(IntStream.range(0, count)
                .mapToObj(j -> judged(figures, j, counts, lit))
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<Bad> judged(FrameCounts figures, int frame, Spread ofCounts, Spread ofLit) {
        double counts = figures.counts()[frame];
        double lit = figures.lit()[frame];
        if (figures.notNumbers()[frame] > 0) {
            return bad(frame, Kind.NOT_A_NUMBER, "%.0f pixels not numbers", figures.notNumbers()[frame]);
        }
        if (counts == 0) {
            return bad(frame, Kind.EMPTY, "no counts");
        }
        double medianCounts = Math.exp(ofCounts.median());
        if (far(counts, ofCounts, 1 / Math.sqrt(medianCounts))) {
            return bad(frame, Kind.COUNTS, "%.3g counts, median %.3g", counts, medianCounts);
        }
        if (far(lit, ofLit, 0)) {
            double medianLit = Math.exp(ofLit.median());
            return bad(frame, Kind.LIT_PIXELS, "%.3g%% of pixels lit, median %.3g%%", 100 * lit, 100 * medianLit);
        }
        return Optional.empty();
    }

    private static Optional<Bad> bad(int frame, Kind kind, String why, Object... values) {
        Object[] numbers =
                Arrays.stream(values).map(v -> ((Number) v).doubleValue()).toArray();
        return Optional.of(new Bad(frame, kind, String.format(Locale.ROOT, why, numbers)));
    }

    /** Counts differ by factors: what absorbs, and what fails, multiplies. */
    private static Spread logarithms(double[] values, int[] usable) {
        return usable.length == 0
                ? new Spread(0, 0)
                : Spread.of(Arrays.stream(usable)
                        .mapToDouble(j -> Math.log(values[j]))
                        .toArray());
    }

    private static boolean far(double value, Spread ofLogarithms, double noise) {
        double distance = Math.abs(Math.log(value) - ofLogarithms.median());
        return distance > Math.log(MOST_FACTOR) && distance > MOST_SIGMA * Math.max(ofLogarithms.sigma(), noise);
    }

    public int count() {
        return list.size();
    }

    /** Those that no method can use: without a single count. */
    public BadFrames empty() {
        return new BadFrames(
                list.stream().filter(bad -> bad.kind() == Kind.EMPTY).toList());
    }

    /** The frames, ascending. */
    public int[] frames() {
        return list.stream().mapToInt(Bad::frame).toArray();
    }

    /**
     * One line: which frames, and why.
     *
     * @param names what the frames are called: their indexes in the file
     */
    public String text(int[] names) {
        Map<Kind, List<Bad>> byKind = list.stream()
                .collect(Collectors.groupingBy(Bad::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()));
        return byKind.values().stream()
                .map(some -> FrameSelection.text(some.stream()
                                .mapToInt(bad -> names[bad.frame()])
                                .toArray())
                        + " (" + some.getFirst().why() + (same(some) ? ")" : " in the first)"))
                .collect(Collectors.joining(", "));
    }

    private static boolean same(List<Bad> some) {
        return some.stream().allMatch(bad -> bad.why().equals(some.getFirst().why()));
    }
}
