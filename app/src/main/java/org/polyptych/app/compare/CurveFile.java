package org.polyptych.app.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.polyptych.app.report.LossCurve;
import org.polyptych.core.WholeFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A {@link LossCurve} on disk, so that a run that goes on goes on with its curve, too. */
final class CurveFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CurveFile() {}

    /** What is there; nothing if the file is absent or cannot be read: it can be done without. */
    static LossCurve read(Path file) {
        if (!Files.exists(file)) {
            return LossCurve.EMPTY;
        }
        try {
            return MAPPER.readValue(Files.readString(file), LossCurve.class);
        } catch (IOException | JacksonException e) {
            return LossCurve.EMPTY;
        }
    }

    /** Replaces the file as a whole. */
    static void write(Path file, LossCurve curve) {
        WholeFile.write(file, part -> Files.writeString(part, MAPPER.writeValueAsString(curve)));
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
