package org.polyptych.engines.search;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.polyptych.physics.Orientation;

/**
 * How well each orientation fits.
 *
 * @param frames how many were tried
 * @param rows of them that were used
 * @param columns of them that were used
 * @param iterations of each trial
 * @param fromFile whether the trials began with a probe of the file
 * @param candidates all eight
 */
public record Orientations(
        int frames, int rows, int columns, int iterations, boolean fromFile, List<Candidate> candidates) {
    /** A loss must be higher by this factor to count as worse. */
    private static final double WORSE = 1.1;
    /** A curl must be higher by this factor. */
    private static final double MORE_CURL = 2;

    /**
     * One of the eight.
     *
     * @param loss squared amplitude error relative to the counts, after the trial
     * @param curl share of the deflections' slopes, {@link Deflections#curl}; NaN where nothing can be said
     */
    public record Candidate(Orientation orientation, double loss, double curl) {}

    public Orientations {
        candidates = List.copyOf(candidates);
    }

    /**
     * The one to be used. The loss decides where one pair is clearly better by it; else the curl, if it is clear; else
     * all that fit equally well are possible. Of several possible ones it is the one that changes least.
     */
    public Orientation best() {
        List<Orientation> possible = equallyGood();
        if (!clearByLoss() && clearByCurl()) {
            Orientation least = leastCurl();
            possible = List.of(least, least.turned());
        }
        return possible.stream()
                .min(Comparator.comparingInt(Orientations::changes))
                .orElseThrow();
    }

    /** By how much the loss of the next pair is higher than the best one's, as a factor. */
    public double margin() {
        return margin(Candidate::loss);
    }

    /** By how much the curl of the next pair is higher than the least, as a factor; NaN where it is not known. */
    public double curlMargin() {
        return margin(Candidate::curl);
    }

    /** The least value of the other pairs over that of the pair with the least of all. */
    private double margin(ToDoubleFunction<Candidate> value) {
        Candidate best =
                candidates.stream().min(Comparator.comparingDouble(value)).orElseThrow();
        return candidates.stream()
                        .filter(c -> !samePair(c.orientation(), best.orientation()))
                        .mapToDouble(value)
                        .min()
                        .orElseThrow()
                / value.applyAsDouble(best);
    }

    /** Whether one pair fits better than the others, by the loss or else by the curl. */
    public boolean clear() {
        return clearByLoss() || clearByCurl();
    }

    /** Whether the loss of one pair is clearly lower than that of the others. */
    public boolean clearByLoss() {
        return margin() > WORSE;
    }

    /** Whether the curl of one pair is clearly lower. */
    public boolean clearByCurl() {
        return curlMargin() > MORE_CURL;
    }

    /** Whether the best is told from the same turned by 180 degrees, which takes a probe whose defocus is known. */
    public boolean clearFromTurned() {
        List<Orientation> good = equallyGood();
        return good.contains(best()) && !good.contains(best().turned());
    }

    /** Whether the curl is least for the best pair. */
    public boolean curlAgrees() {
        return samePair(leastCurl(), best());
    }

    private Orientation leastCurl() {
        return candidates.stream()
                .min(Comparator.comparingDouble(Candidate::curl))
                .orElseThrow()
                .orientation();
    }

    private static boolean samePair(Orientation a, Orientation b) {
        return a.equals(b) || a.equals(b.turned());
    }

    /** The candidates, the one to be used and its like turned first, the others by their loss. */
    public List<Candidate> fromBest() {
        Orientation best = best();
        return candidates.stream()
                .sorted(Comparator.comparingInt((Candidate c) -> c.orientation().equals(best)
                                ? 0
                                : c.orientation().equals(best.turned()) ? 1 : 2)
                        .thenComparingDouble(Candidate::loss))
                .toList();
    }

    private List<Orientation> equallyGood() {
        double most = WORSE * least();
        return candidates.stream()
                .filter(c -> c.loss() <= most)
                .map(Candidate::orientation)
                .toList();
    }

    private double least() {
        return candidates.stream().mapToDouble(Candidate::loss).min().orElseThrow();
    }

    private static int changes(Orientation orientation) {
        return (orientation.swap() ? 1 : 0) + (orientation.flipY() ? 1 : 0) + (orientation.flipX() ? 1 : 0);
    }
}
