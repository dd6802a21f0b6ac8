package org.polyptych.bench.electron;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Columns found beside those that are there. Frames do not tell where the specimen lies as a whole (the probe can lie
 * elsewhere in its array), so a common shift is taken out first; it is told. Then the nearest pairs are made, each column
 * in one at most.
 *
 * @param found how many lie in the window
 * @param there how many columns of atoms lie in it
 * @param foundRight of those found, how many have a partner within the reach
 * @param thereFound of those that are there, how many have one
 * @param rms distance of pairs in Å
 * @param shiftY of what is found, in Å, down
 * @param shiftX to the right
 * @param stretchY of what is found against what is there, down: the scan's steps against the atoms' lengths
 * @param stretchX to the right
 */
public record ColumnMatch(
        int found,
        int there,
        int foundRight,
        int thereFound,
        double rms,
        double shiftY,
        double shiftX,
        double stretchY,
        double stretchX) {
    /** Farther than this two columns are no pair, in Å. */
    static final double REACH = 0.5;

    private static final int ROUNDS = 10;

    private record Pair(int found, int there, double distance) {}

    public double precision() {
        return (double) foundRight / found;
    }

    public double recall() {
        return (double) thereFound / there;
    }

    static ColumnMatch of(List<Column> peaks, List<Column> atoms, Window window) {
        // a little beyond the window too, so that what lies at its edge is not alone
        List<Column> found = window.around(peaks, REACH);
        NearColumns near = new NearColumns(found, REACH);
        double dy = 0;
        double dx = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double sumY = 0;
            double sumX = 0;
            int count = 0;
            for (Column atom : window.around(moved(atoms, dy, dx), 0)) {
                for (int k : near.of(atom)) {
                    sumY += found.get(k).y() - atom.y();
                    sumX += found.get(k).x() - atom.x();
                    count++;
                }
            }
            dy += count > 0 ? sumY / count : 0;
            dx += count > 0 ? sumX / count : 0;
        }
        List<Column> there = window.around(moved(atoms, dy, dx), REACH);
        boolean[] foundPaired = new boolean[found.size()];
        boolean[] therePaired = new boolean[there.size()];
        List<Pair> kept = new ArrayList<>();
        for (Pair pair : pairs(near, there, found)) {
            if (!foundPaired[pair.found] && !therePaired[pair.there]) {
                foundPaired[pair.found] = true;
                therePaired[pair.there] = true;
                kept.add(pair);
            }
        }
        return new ColumnMatch(
                window.around(found, 0).size(),
                window.around(there, 0).size(),
                within(found, foundPaired, window),
                within(there, therePaired, window),
                Math.sqrt(kept.stream()
                        .mapToDouble(pair -> pair.distance * pair.distance)
                        .average()
                        .orElse(Double.NaN)),
                dy,
                dx,
                stretch(kept, k -> there.get(k).y(), k -> found.get(k).y()),
                stretch(kept, k -> there.get(k).x(), k -> found.get(k).x()));
    }

    /** The slope of the line through places found against places there. */
    private static double stretch(List<Pair> pairs, IntToDoubleFunction there, IntToDoubleFunction found) {
        double middle = pairs.stream()
                .mapToDouble(pair -> there.applyAsDouble(pair.there))
                .average()
                .orElse(Double.NaN);
        double both = 0;
        double square = 0;
        for (Pair pair : pairs) {
            double at = there.applyAsDouble(pair.there) - middle;
            both += at * found.applyAsDouble(pair.found);
            square += at * at;
        }
        return both / square;
    }

    private static List<Column> moved(List<Column> columns, double dy, double dx) {
        return columns.stream().map(column -> column.moved(dy, dx)).toList();
    }

    private static List<Pair> pairs(NearColumns near, List<Column> there, List<Column> found) {
        List<Pair> pairs = new ArrayList<>();
        for (int t = 0; t < there.size(); t++) {
            for (int k : near.of(there.get(t))) {
                pairs.add(new Pair(k, t, there.get(t).distance(found.get(k))));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance));
        return pairs;
    }

    private static int within(List<Column> columns, boolean[] paired, Window window) {
        int count = 0;
        for (int k = 0; k < columns.size(); k++) {
            if (paired[k] && window.holds(columns.get(k))) {
                count++;
            }
        }
        return count;
    }
}
