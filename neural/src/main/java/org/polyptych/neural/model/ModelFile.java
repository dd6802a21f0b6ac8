package org.polyptych.neural.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.polyptych.core.BadInputException;

/**
 * Trained networks in files that open in many programs: safetensors, whose {@code __metadata__} says what is more than
 * weights. Arrays and texts, no code; see docs/formats/model.md.
 *
 * <p>In the metadata: {@code polyptych.format} (the version of these rules), {@code polyptych.kind}, every setting as {@code
 * setting.NAME}, every fact as {@code fact.NAME}.
 */
public final class ModelFile {
    /** Version of the rules; a file of a later one is refused. */
    static final int FORMAT = 1;

    private static final String FORMAT_KEY = "polyptych.format";
    private static final String KIND = "polyptych.kind";
    private static final String SETTING = "setting.";
    private static final String FACT = "fact.";

    private ModelFile() {}

    /**
     * Writes the file beside its place and renames it.
     *
     * @throws BadInputException if there can be no such file
     */
    public static void write(Path file, Model model) {
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT_KEY, Integer.toString(FORMAT));
        metadata.put(KIND, model.kind());
        model.settings().forEach((name, value) -> metadata.put(SETTING + name, value));
        model.facts().forEach((name, value) -> metadata.put(FACT + name, value));
        new Safetensors(metadata, model.weights()).write(file);
    }

    /**
     * Reads what {@link #write} wrote, or another program by the same rules; numbers of other types become floats.
     *
     * @throws BadInputException if it cannot be read, is something else, is damaged or of a later version
     */
    public static Model read(Path file) {
        Safetensors content = Safetensors.read(file);
        String kind = content.metadata().get(KIND);
        String format = content.metadata().get(FORMAT_KEY);
        if (kind == null || format == null) {
            throw new BadInputException(file + ": is a safetensors file, but no trained network of this program ("
                    + KIND + " or " + FORMAT_KEY + " is not in its metadata)");
        }
        requireKnown(file, format);
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        content.metadata().forEach((key, value) -> {
            if (key.startsWith(SETTING)) {
                settings.put(key.substring(SETTING.length()), value);
            } else if (key.startsWith(FACT)) {
                facts.put(key.substring(FACT.length()), value);
            }
        });
        return new Model(kind, settings, facts, content.arrays());
    }

    /**
     * Reads a trained network of one kind.
     *
     * @throws BadInputException also if it is of another kind
     */
    public static Model read(Path file, String kind) {
        Model model = read(file);
        if (!model.kind().equals(kind)) {
            throw new BadInputException(file + ": is a network of the kind '" + Quoted.of(model.kind())
                    + "', one of the kind '" + kind + "' is needed");
        }
        return model;
    }

    private static void requireKnown(Path file, String format) {
        int version;
        try {
            version = Integer.parseInt(format);
        } catch (NumberFormatException e) {
            version = 0;
        }
        if (version < 1) {
            throw new BadInputException(
                    file + ": " + FORMAT_KEY + " must be a number of 1 or more, got '" + Quoted.of(format) + "'");
        }
        if (version > FORMAT) {
            throw new BadInputException(file + ": is written in version " + version + " of the model format, this"
                    + " program knows up to " + FORMAT + "; use a newer one");
        }
    }
}
