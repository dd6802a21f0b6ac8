package org.polyptych.bench.dgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.polyptych.core.Median;
import org.polyptych.core.WholeFile;

/**
 * How a run went: a file of comma-separated values beside its cell. A line an iteration; what was not measured there is empty.
 *
 * @param points in the order of time
 */
record Course(List<Point> points) {
    static final String SUFFIX = ".csv";
    /** As the engine tells it. */
    static final String LOSS = "loss";
    /** Of frames that are held out. */
    static final String HELD_OUT = "held_out";

    /**
     * @param iteration completed
     * @param seconds wall-clock time of all iterations so far; what is done before the first of an engine in a chain, such as
     *     to teach networks, is in it, judging is not
     * @param figures key to value
     */
    record Point(int iteration, double seconds, Map<String, Double> figures) {
        Optional<Double> figure(String key) {
            return Optional.ofNullable(figures.get(key));
        }
    }

    /** Iterations, seconds and values of all points that have a figure. */
    record Line(double[] iterations, double[] seconds, double[] values) {}

    Line line(String key) {
        List<Point> with = points.stream()
                .filter(point -> point.figures().containsKey(key))
                .toList();
        return new Line(
                with.stream().mapToDouble(Point::iteration).toArray(),
                with.stream().mapToDouble(Point::seconds).toArray(),
                with.stream().mapToDouble(point -> point.figures().get(key)).toArray());
    }

    /** The first second at which a figure is so large; empty if it never is. */
    OptionalDouble reached(String key, double value) {
        Line line = line(key);
        for (int k = 0; k < line.values().length; k++) {
            if (line.values()[k] >= value) {
                return OptionalDouble.of(line.seconds()[k]);
            }
        }
        return OptionalDouble.empty();
    }

    /** What a figure was at last; empty if it never was. */
    OptionalDouble last(String key) {
        return Arrays.stream(line(key).values()).reduce((before, value) -> value);
    }

    /** The first point with the largest value of a figure, or the least; empty if none has it. */
    Optional<Point> best(String key, boolean largest) {
        return points.stream()
                .filter(point -> point.figures().containsKey(key))
                .reduce((one, other) ->
                        Math.signum(other.figures().get(key) - one.figures().get(key)) == (largest ? 1 : -1)
                                ? other
                                : one);
    }

    /**
     * Seconds an iteration of the last engine: the median of the later half of all iterations, so that neither a short start nor
     * what another program does for a while is in it. Empty of a single iteration.
     */
    OptionalDouble pace() {
        int from = points.size() / 2;
        double[] steps = new double[Math.max(0, points.size() - 1 - from)];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = points.get(from + k + 1).seconds() - points.get(from + k).seconds();
        }
        return steps.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Median.of(steps));
    }

    void write(Path file) {
        List<String> keys = points.stream()
                .flatMap(point -> point.figures().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("iteration,seconds" + keys.stream().map(key -> "," + key).collect(Collectors.joining()));
        for (Point point : points) {
            lines.add(point.iteration() + "," + point.seconds()
                    + keys.stream()
                            .map(key ->
                                    "," + point.figure(key).map(String::valueOf).orElse(""))
                            .collect(Collectors.joining()));
        }
        WholeFile.write(file, part -> Files.write(part, lines));
    }

    static Course read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            String[] keys = lines.getFirst().split(",", -1);
            return new Course(lines.stream()
                    .skip(1)
                    .map(line -> point(keys, line.split(",", -1)))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Point point(String[] keys, String[] values) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int k = 2; k < keys.length; k++) {
            if (!values[k].isEmpty()) {
                figures.put(keys[k], Double.parseDouble(values[k]));
            }
        }
        return new Point(Integer.parseInt(values[0]), Double.parseDouble(values[1]), figures);
    }
}
