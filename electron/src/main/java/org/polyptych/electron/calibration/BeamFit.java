package org.polyptych.electron.calibration;

/**
 * Climbs from a {@link BeamModel} to the nearest one that matches best: each of the four numbers a step up or down, and half
 * the steps where none helps.
 */
final class BeamFit {
    private static final int MOST_ROUNDS = 20;

    private final BeamMatch match;
    private final int count;
    private final double length;
    private final double turn;
    private final int most;

    /**
     * @param count frequencies looked at
     * @param length first step of the aberrations, metres
     * @param turn first step of the angle, radians
     * @param halvings how often the steps are halved
     */
    BeamFit(BeamMatch match, int count, double length, double turn, int halvings) {
        this.match = match;
        this.count = count;
        this.length = length;
        this.turn = turn;
        this.most = halvings;
    }

    /** A model and how well it matches. */
    record Found(BeamModel model, double quality) {}

    Found from(BeamModel start) {
        Found best = new Found(start, match.quality(start, count));
        double scale = 1;
        int halvings = 0;
        for (int round = 0; round < MOST_ROUNDS && halvings < most; round++) {
            Found before = best;
            for (int k = 0; k < 4; k++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    BeamModel tried = moved(best.model(), k, sign * scale);
                    double quality = match.quality(tried, count);
                    best = quality > best.quality() ? new Found(tried, quality) : best;
                }
            }
            if (best == before) {
                scale /= 2;
                halvings++;
            }
        }
        return best;
    }

    private BeamModel moved(BeamModel m, int which, double step) {
        return switch (which) {
            case 0 ->
                new BeamModel(
                        new ScanAxes(m.axes().angle() + step * turn, m.axes().transposed()), m.c10(), m.ca(), m.cb());
            case 1 -> new BeamModel(m.axes(), m.c10() + step * length, m.ca(), m.cb());
            case 2 -> new BeamModel(m.axes(), m.c10(), m.ca() + step * length, m.cb());
            default -> new BeamModel(m.axes(), m.c10(), m.ca(), m.cb() + step * length);
        };
    }
}
