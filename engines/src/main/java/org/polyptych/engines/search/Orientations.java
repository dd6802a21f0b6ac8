package org.polyptych.engines.search;

import java.util.Comparator;
import java.util.List;
import org.polyptych.physics.Orientation;

/**
 * How well each orientation fits.
 *
 * @param frames how many were tried
 * @param rows of them that were used
 * @param columns of them that were used
 * @param fromFile whether the trials began with a probe of the file
 * @param candidates all eight
 */
public record Orientations(int frames, int rows, int columns, boolean fromFile, List<Candidate> candidates) {
    /** A loss must be higher by this factor to count as worse. */
    private static final double WORSE = 1.1;

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

    /** The one to be used: of those that fit equally well, the one that changes least. */
    public Orientation best() {
        return equallyGood().stream()
                .map(Candidate::orientation)
                .min(Comparator.comparingInt(Orientations::changes))
                .orElseThrow();
    }

    /** By how much the loss of the next pair is higher than the best one's, as a factor. */
    public double margin() {
        Orientation best = best();
        return candidates.stream()
                        .filter(c -> !c.orientation().equals(best)
                                && !c.orientation().equals(best.turned()))
                        .mapToDouble(Candidate::loss)
                        .min()
                        .orElseThrow()
                / least();
    }

    /** Whether one pair fits better than the others. */
    public boolean clear() {
        return margin() > WORSE;
    }

    /** Whether the best is told from the same turned by 180 degrees, which takes a probe whose defocus is known. */
    public boolean clearFromTurned() {
        return equallyGood().stream().noneMatch(c -> c.orientation().equals(best().turned()));
    }

    /** The pair by the least curl of the deflections, and whether it is that of the loss. */
    public boolean curlAgrees() {
        Orientation least = candidates.stream()
                .min(Comparator.comparingDouble(Candidate::curl))
                .orElseThrow()
                .orientation();
        return least.equals(best()) || least.equals(best().turned());
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

    private List<Candidate> equallyGood() {
        double most = WORSE * least();
        return candidates.stream().filter(c -> c.loss() <= most).toList();
    }

    private double least() {
        return candidates.stream().mapToDouble(Candidate::loss).min().orElseThrow();
    }

    private static int changes(Orientation orientation) {
        return (orientation.swap() ? 1 : 0) + (orientation.flipY() ? 1 : 0) + (orientation.flipX() ? 1 : 0);
    }
}
