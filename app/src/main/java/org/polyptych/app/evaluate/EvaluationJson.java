package org.polyptych.app.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.protocol.Score;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** An evaluation as one JSON object: what {@code evaluate --json} prints and metrics.json holds. */
public final class EvaluationJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private EvaluationJson() {}

    /**
     * @param subjects what was compared with what, put first
     * @return keys: the subjects, protocol, scores (value, unit and meaning by key), notes, ring_correlation
     */
    public static String of(Map<String, String> subjects, Evaluation evaluation) {
        return of(subjects, evaluation, Map.of());
    }

    /** Values by their names, written as the rest is. */
    public static String of(Map<String, Object> values) {
        return MAPPER.writeValueAsString(values);
    }

    /** @param beam what is known of the probe's focus, put last under the key beam; left out if empty */
    public static String of(Map<String, String> subjects, Evaluation evaluation, Map<String, Object> beam) {
        Map<String, Object> object = new LinkedHashMap<>(subjects);
        object.put("protocol", evaluation.protocol());
        Map<String, Object> scores = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>(evaluation.notes());
        for (Score score : evaluation.scores()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            // JSON has no infinity
            entry.put("value", Double.isFinite(score.value()) ? score.value() : null);
            entry.put("unit", score.unit());
            entry.put("meaning", score.meaning());
            scores.put(score.key(), entry);
            if (!Double.isFinite(score.value())) {
                notes.add(score.key() + " is infinite: the two are equal there");
            }
        }
        object.put("scores", scores);
        object.put("notes", notes);
        evaluation.curve().ifPresent(curve -> object.put("ring_correlation", rings(curve)));
        if (!beam.isEmpty()) {
            object.put("beam", beam);
        }
        return MAPPER.writeValueAsString(object);
    }

    private static Map<String, Object> rings(FourierRingCorrelation curve) {
        Map<String, Object> rings = new LinkedHashMap<>();
        rings.put(
                "fraction_of_nyquist",
                IntStream.range(0, curve.correlation().length)
                        .mapToDouble(curve::fractionOfNyquist)
                        .toArray());
        rings.put("correlation", curve.correlation());
        rings.put("pixels", curve.pixels());
        return rings;
    }
}
