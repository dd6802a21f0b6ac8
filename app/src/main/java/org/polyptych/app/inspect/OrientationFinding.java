package org.polyptych.app.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.polyptych.engines.search.OrientationSearch;
import org.polyptych.engines.search.Orientations;
import org.polyptych.io.ReaderSettings;
import org.polyptych.physics.Orientation;
import org.polyptych.physics.Scan;

/**
 * How the axes of the scan lie against those of the detector, as {@code inspect --orientation} says it.
 *
 * @param framesTried how many frames were tried
 * @param rows of the detector that were used
 * @param columns of the detector that were used
 * @param tried the eight, those that fit best first
 * @param settings that make it so, from the file as it is, key to value: every one of them, also where nothing changes
 * @param changes whether they differ from those that were given
 * @param iterations of each trial
 * @param margin the lowest loss of another pair over that of the pair with the lowest
 * @param curlMargin the same of the curl
 * @param clear whether one pair fits better than the other three
 * @param decidedBy loss or curl, or nothing
 * @param clearFromTurned whether it is told from the same turned by 180 degrees
 * @param curlAgrees whether the curl of the deflections is least for the same pair
 */
public record OrientationFinding(
        int framesTried,
        int rows,
        int columns,
        int iterations,
        List<Row> tried,
        Map<String, String> settings,
        boolean changes,
        double margin,
        double curlMargin,
        boolean clear,
        String decidedBy,
        boolean clearFromTurned,
        boolean curlAgrees) {

    /** One of the eight, relative to the scan with the settings given. */
    public record Row(boolean swap, boolean flipY, boolean flipX, double loss, double curl) {
        private String text() {
            return new Orientation(swap, flipY, flipX).text();
        }
    }

    /**
     * Tries them.
     *
     * @param given the settings with which the scan was read
     */
    public static OrientationFinding of(Scan scan, ReaderSettings given, int threads) {
        Orientations found = OrientationSearch.of(scan, threads);
        // what is not clear is no reason to change anything
        Orientation best = found.clear() ? found.best() : Orientation.NONE;
        ReaderSettings then = given.then(best);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(ReaderSettings.GROUP + ".swap", String.valueOf(then.swap()));
        settings.put(ReaderSettings.GROUP + ".flipY", String.valueOf(then.flipY()));
        settings.put(ReaderSettings.GROUP + ".flipX", String.valueOf(then.flipX()));
        return new OrientationFinding(
                found.frames(),
                found.rows(),
                found.columns(),
                found.iterations(),
                found.fromBest().stream()
                        .map(c -> new Row(
                                c.orientation().swap(),
                                c.orientation().flipY(),
                                c.orientation().flipX(),
                                c.loss(),
                                c.curl()))
                        .toList(),
                settings,
                !best.equals(Orientation.NONE),
                found.margin(),
                found.curlMargin(),
                found.clear(),
                found.clearByLoss() ? "loss" : found.clearByCurl() ? "curl" : "nothing",
                found.clearFromTurned(),
                found.curlAgrees());
    }

    /** For people: a line for each orientation, and what follows. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(text(
                "tried with %d iterations on %d neighbouring frames, %d x %d pixels of each",
                iterations, framesTried, rows, columns));
        for (Row row : tried) {
            lines.add(text(
                    "%-20s loss %.4g, curl of the deflections %s",
                    row.text(), row.loss(), Double.isFinite(row.curl()) ? text("%.3f", row.curl()) : "not known"));
        }
        lines.add(conclusion());
        return lines;
    }

    private String conclusion() {
        if (!clear) {
            return text(
                    "not clear: neither the loss nor the curl of one pair is clearly lower (the next is %.3g and %.3g"
                            + " times as high), so nothing is changed",
                    margin, curlMargin);
        }
        return (changes ? "set " + said() : "the positions are right as they are") + "; " + why() + "; "
                + (clearFromTurned
                        ? "the probe of the file tells it from the same turned by 180 degrees"
                        : "turned by 180 degrees it fits as well: then the object found is turned and conjugate");
    }

    private String why() {
        return decidedBy.equals("loss")
                ? text(
                        "the next pair's loss is %.3g times as high; the curl %s",
                        margin, curlAgrees ? "agrees" : "does not agree, since absorption has a curl too")
                : text("the losses are alike, but the next pair's curl is %.3g times as high", curlMargin);
    }

    private String said() {
        return String.join(
                " ",
                settings.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
