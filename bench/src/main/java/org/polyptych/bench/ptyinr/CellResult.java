package org.polyptych.bench.ptyinr;

import java.nio.file.Path;
import java.util.Map;
import org.polyptych.io.WholeFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came out of a cell, and all that is needed to repeat it. Kept in a file of its own, so that a table can be made in
 * several goes.
 *
 * @param id of the cell
 * @param iterations done
 * @param seed of noise and engine
 * @param settings complete, qualified key to value
 * @param commit of the code
 * @param machine processor, threads, Java, FFT library
 * @param date of the run
 * @param seconds wall-clock time of the iterations
 * @param loss after the last iteration
 * @param scores of the protocol, key to figure
 */
record CellResult(
        String id,
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

    static Path file(Path folder, Cell cell) {
        return folder.resolve(cell.id() + ".json");
    }

    static CellResult read(Path file) {
        return JSON.readValue(file, CellResult.class);
    }

    /** Writes beside and renames: a file that is there is whole. */
    void write(Path file) {
        WholeFile.write(file, part -> JSON.writeValue(part, this));
    }
}
