package org.polyptych.bench.ptychopinn;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/** What a trained network makes of a scan, by the engine that reads networks of its kind. */
public final class Answer {
    private static final String ALONE = "ptychonn";
    private static final String TOGETHER = "ptychopinn";

    private static final String MODEL = ".model";

    private static final Pattern FRAMES = Pattern.compile("\\bframes=(\\d+)");

    private Answer() {}

    /** Stitched, with the true probe where there is one, which fixes the common factor only. */
    public static Result of(Path model, Scan scan, int threads) {
        String engine = engine(model);
        return Reconstruction.with(engine, Map.of(engine + MODEL, model.toString()), OptionalInt.of(1), 1, threads)
                .run(scan, scan.truth().map(Scan.Truth::probe), Optional.empty(), Observer.NONE, () -> false);
    }

    /** The settings of such a result, the network by its name alone: where it lay is of no use elsewhere. */
    public static Map<String, String> settings(Result result) {
        Map<String, String> settings = new LinkedHashMap<>(result.provenance().settings());
        settings.replaceAll((key, value) ->
                key.endsWith(MODEL) ? Path.of(value).getFileName().toString() : value);
        return settings;
    }

    /** The engine that a network is for. */
    public static String engine(Path model) {
        return ModelFile.read(model).kind().equals(ALONE) ? ALONE : TOGETHER;
    }

    /** How many patterns a network takes at a time. */
    static int group(Path model) {
        Matcher frames = FRAMES.matcher(ModelFile.read(model).facts().getOrDefault("network", ""));
        return frames.find() ? Integer.parseInt(frames.group(1)) : 1;
    }
}
