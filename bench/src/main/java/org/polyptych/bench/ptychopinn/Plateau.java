package org.polyptych.bench.ptychopinn;

import java.util.List;
import java.util.Locale;
import org.polyptych.bench.neural.TrainingLog;

/**
 * Whether a training had come to where more time brings little: of all that its best validation loss fell from the first look
 * on, how much it fell in the last third of the time. Shares of the fall, since losses of counts have no natural 0.
 *
 * @param share of the fall; NaN if there were too few looks to tell
 */
record Plateau(double share) {
    /** At most this share: a plateau. */
    private static final double REACHED = 0.02;

    private static final int FEW = 4;

    static Plateau of(List<TrainingLog.Round> rounds) {
        List<TrainingLog.Round> looks = rounds.stream()
                .filter(round -> Double.isFinite(round.validation()) && Double.isFinite(round.seconds()))
                .toList();
        if (looks.size() < FEW) {
            return new Plateau(Double.NaN);
        }
        double from = looks.getLast().seconds() * 2 / 3;
        double before = Double.POSITIVE_INFINITY;
        double best = Double.POSITIVE_INFINITY;
        for (TrainingLog.Round look : looks) {
            best = Math.min(best, look.validation());
            before = look.seconds() <= from ? best : before;
        }
        double fall = looks.getFirst().validation() - best;
        return new Plateau(fall > 0 ? Math.min(1, (before - best) / fall) : 0);
    }

    boolean reached() {
        return share <= REACHED;
    }

    @Override
    public String toString() {
        return Double.isNaN(share)
                ? "too few looks"
                : String.format(
                        Locale.ROOT,
                        "%s (%.1f%% of the fall in the last third)",
                        reached() ? "yes" : "no",
                        100 * share);
    }
}
