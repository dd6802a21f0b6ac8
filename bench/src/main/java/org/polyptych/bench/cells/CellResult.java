package org.polyptych.bench.cells;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.polyptych.core.WholeFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came out of a cell, and all that is needed to repeat it. Kept in a file of its own, so that a table can be made in
 * several goes.
 *
 * @param id of the cell
 * @param recipe as {@link Recipe#text()} gives it: a result of another recipe does not count
 * @param failure why there are no scores, such as that the method diverged; empty where there are
 * @param iterations done
 * @param seed of noise and engine
 * @param settings complete, qualified key to value
 * @param commit of the code
 * @param machine processor, threads, Java, FFT library
 * @param date of the run
 * @param seconds wall-clock time of the iterations
 * @param loss after the last iteration; NaN if it failed
 * @param scores of the protocol, key to figure
 */
public record CellResult(
        String id,
        String recipe,
        String failure,
        int iterations,
        long seed,
        Map<String, String> settings,
        String commit,
        String machine,
        String date,
        double seconds,
        double loss,
        Map<String, Double> scores) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public static CellResult read(Path file) {
        return JSON.readValue(file, CellResult.class);
    }

    public boolean failed() {
        return !failure.isEmpty();
    }

    /** A figure, if the protocol gave it. */
    public OptionalDouble score(String key) {
        Double value = scores.get(key);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Writes beside and renames: a file that is there is whole. */
    public void write(Path file) {
        WholeFile.write(file, part -> JSON.writeValue(part, this));
    }
}
