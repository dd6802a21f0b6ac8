package org.polyptych.bench.ptychopinn;

import java.util.List;
import org.polyptych.core.BadInputException;

/**
 * How much is learned from, and for how long: a named protocol.
 *
 * <p>{@code tiny} is for tests; {@code quick} for trying settings, on smaller patterns, in minutes; {@code short} for the tables,
 * with networks of a quarter of the paper's width; {@code half} for twice the width and time; {@code paper} has the paper's patterns
 * and rounds.
 *
 * <p>Of <i>Lines</i> and <i>GRF</i> objects have the seeds 1, 2, ... to learn from; the next one judges while a network learns;
 * {@link #LOOK} is scored at several times of the training, to tell how the arms come apart; {@link #TEST} at the end. Nothing
 * is chosen by the last two. Scans lie in the middle of their objects. The object with large features is one image: what is
 * learned from is the upper four fifths of its left half, the rest of that half judges, the right half is scored.
 *
 * @param name as typed
 * @param frame side of a pattern in pixels
 * @param object side in pixels of an object that is drawn
 * @param lines on the canvas of <i>Lines</i>, which is twice as wide
 * @param objects to learn from
 * @param learn frames an axis on each
 * @param judge frames an axis on the one that judges
 * @param look frames an axis on the one that is scored meanwhile
 * @param test frames an axis on the one that is scored at the end
 * @param step of all rasters in whole pixels: networks of several patterns know no other
 * @param rounds of a training, after which it ends; so many that the clock ends it before: see {@link #timed}
 */
record Design(
        String name,
        int frame,
        int object,
        int lines,
        int objects,
        int learn,
        int judge,
        int look,
        int test,
        int step,
        int rounds) {
    static final long LOOK = 1001;
    static final long TEST = 1000;

    /** A pixel of the object and of the paper's geometry, which it does not give: any will do. */
    static final double PIXEL = 10e-9;

    /** Of the beam, a disc blurred by one pixel, in shares of the frame's side. */
    static final double RADIUS = 10.94 / 64;

    /** Never reached: the clock ends the training. */
    private static final int ENDLESS = 1_000_000;

    static final List<Design> ALL = List.of(
            new Design("tiny", 32, 96, 60, 2, 6, 5, 6, 8, 4, 2),
            new Design("quick", 32, 200, 200, 4, 24, 12, 24, 40, 2, ENDLESS),
            new Design("short", 64, 392, 400, 9, 36, 12, 40, 83, 4, ENDLESS),
            new Design("half", 64, 392, 400, 9, 36, 12, 40, 83, 4, ENDLESS),
            new Design("paper", 64, 392, 400, 9, 74, 20, 40, 83, 4, 50));

    /** @throws BadInputException if there is none of that name */
    static Design named(String name) {
        return ALL.stream()
                .filter(design -> design.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("no protocol '" + name + "'; there are "
                        + ALL.stream().map(Design::name).toList()));
    }

    /** Whether the clock ends a training. */
    boolean timed() {
        return rounds == ENDLESS;
    }

    /** Of a training on <i>Lines</i> that the clock ends, unless another time is asked for; 25 minutes of one or of two processors. */
    int linesSeconds() {
        return name.equals("half") ? 3000 : 1500;
    }

    double beamRadius() {
        return RADIUS * frame;
    }
}
