package org.polyptych.bench.ptyinr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.WholeFile;

/**
 * How good a run was while it went on: a file of comma-separated values, in front of which stands what made it.
 *
 * @param recipe as {@link org.polyptych.bench.cells.Recipe#text()} gives it: a curve of another recipe does not count
 * @param made commit, machine and date, and why it ended if it diverged
 * @param points in the order of time
 */
record Curve(String recipe, String made, List<Point> points) {
    /** The figures that are kept, each also behind {@link CellScores#REMOVED}. */
    static final List<String> FIGURES =
            List.of("object.amplitude.psnr", "object.phase.psnr.ramp_removed", "probe.amplitude.psnr");

    private static final List<String> COLUMNS = columns();
    private static final String RECIPE = "# recipe: ";
    private static final String MADE = "# made: ";

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(FIGURES);
        FIGURES.forEach(figure -> columns.add(CellScores.REMOVED + figure));
        return List.copyOf(columns);
    }

    /**
     * @param iterations done
     * @param seconds wall-clock time of the iterations; that of the scoring is left out
     * @param figures key to dB
     */
    record Point(int iterations, double seconds, Map<String, Double> figures) {
        private String line() {
            StringBuilder line = new StringBuilder(iterations + "," + seconds);
            COLUMNS.forEach(column ->
                    line.append(',').append(figures.containsKey(column) ? String.valueOf(figures.get(column)) : ""));
            return line.toString();
        }

        private static Point parse(String line) {
            String[] parts = line.split(",", -1);
            Map<String, Double> figures = new LinkedHashMap<>();
            for (int c = 0; c < COLUMNS.size(); c++) {
                if (!parts[2 + c].isEmpty()) {
                    figures.put(COLUMNS.get(c), Double.parseDouble(parts[2 + c]));
                }
            }
            return new Point(Integer.parseInt(parts[0]), Double.parseDouble(parts[1]), figures);
        }
    }

    /** The last point not later than a time; empty if the first is later. */
    Optional<Point> at(double seconds) {
        return points.stream().filter(point -> point.seconds() <= seconds).reduce((first, second) -> second);
    }

    Point end() {
        return points.getLast();
    }

    /** A figure of every point that has it: seconds and dB. */
    double[][] line(String key) {
        List<Point> with = points.stream()
                .filter(point -> point.figures().containsKey(key))
                .toList();
        return new double[][] {
            with.stream().mapToDouble(Point::seconds).toArray(),
            with.stream().mapToDouble(point -> point.figures().get(key)).toArray()
        };
    }

    void write(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add(RECIPE + recipe);
        lines.add(MADE + made);
        lines.add("iterations,seconds," + String.join(",", COLUMNS));
        points.forEach(point -> lines.add(point.line()));
        WholeFile.write(file, part -> Files.write(part, lines));
    }

    /** Empty if there is no such file, or it is of another recipe. */
    static Optional<Curve> read(Path file, String recipe) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new Curve(
                            lines.get(0).substring(RECIPE.length()),
                            lines.get(1).substring(MADE.length()),
                            lines.stream().skip(3).map(Point::parse).toList()))
                    .filter(curve -> curve.recipe().equals(recipe));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
