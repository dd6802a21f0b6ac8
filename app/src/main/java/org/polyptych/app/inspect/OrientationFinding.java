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
 * @param margin the loss of the next pair over that of the best
 * @param clear whether one pair fits better than the other three
 * @param clearFromTurned whether it is told from the same turned by 180 degrees
 * @param curlAgrees whether the curl of the deflections is least for the same pair
 */
public record OrientationFinding(
        int framesTried,
        int rows,
        int columns,
        List<Row> tried,
        Map<String, String> settings,
        boolean changes,
        double margin,
        boolean clear,
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
                found.clear(),
                found.clearFromTurned(),
                found.curlAgrees());
    }

    /** For people: a line for each orientation, and what follows. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(text("tried on %d neighbouring frames, %d x %d pixels of each", framesTried, rows, columns));
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
                    "not clear: the best two fit alike (a factor of %.2f between their losses), so nothing is changed",
                    margin);
        }
        return text(
                "%s; the next pair's loss is %.3g times as high; the curl %s; %s",
                changes ? "set " + said() : "the positions are right as they are",
                margin,
                curlAgrees ? "agrees" : "does not (absorption has a curl too)",
                clearFromTurned
                        ? "the probe of the file tells it from the same turned by 180 degrees"
                        : "turned by 180 degrees it fits as well: then the object found is turned and conjugate");
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
