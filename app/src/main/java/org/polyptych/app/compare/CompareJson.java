package org.polyptych.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.polyptych.app.report.CompareData;
import org.polyptych.app.report.CompareEntry;
import org.polyptych.app.report.LossCurve;
import org.polyptych.physics.Result;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Threshold;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.protocol.Score;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All figures of a comparison as one JSON object; lengths in metres. */
public final class CompareJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private CompareJson() {}

    /** The object as text. */
    public static String of(CompareData data) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("scan", data.scan().name());
        object.put("source", data.scan().source());
        object.put("frames", data.scan().frames().count());
        Map<String, Object> loss = new LinkedHashMap<>();
        loss.put(
                "meaning",
                "sum of (modelled - measured amplitude)^2 over good pixels, divided by the counts, on the same frames for"
                        + " every engine");
        loss.put("frames", data.sample());
        object.put("common_loss", loss);
        object.put("halves", data.halves().isEmpty() ? null : data.halves());
        object.put("notes", data.notes());
        object.put("engines", data.entries().stream().map(CompareJson::entry).toList());
        return MAPPER.writeValueAsString(object);
    }

    private static Map<String, Object> entry(CompareEntry entry) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("engine", entry.name());
        object.put("folder", entry.folder());
        object.put("state", entry.state().name().toLowerCase(Locale.ROOT));
        object.put("reason", entry.reason().isEmpty() ? null : entry.reason());
        entry.result().ifPresent(result -> {
            Result.Provenance made = result.provenance();
            double[] losses = result.losses();
            object.put("iterations", made.iterations());
            object.put("seconds", number(made.seconds()));
            object.put("common_loss", number(entry.commonLoss()));
            object.put("own_loss", losses.length == 0 ? null : number(losses[losses.length - 1]));
            object.put("own_loss_name", made.lossName());
            object.put("seed", made.seed());
            object.put("settings", made.settings());
            object.put("common_loss_curve", curve(entry.curve()));
            object.put(
                    "halves",
                    entry.halves().map(halves -> halves(halves, entry.pixel())).orElse(null));
            object.put("halves_missing", entry.halvesMissing().isEmpty() ? null : entry.halvesMissing());
            object.put("truth", entry.truth().map(CompareJson::evaluation).orElse(null));
        });
        return object;
    }

    private static Map<String, Object> curve(LossCurve curve) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("iteration", curve.iterations());
        object.put("seconds", numbers(curve.seconds()));
        object.put("loss", numbers(curve.losses()));
        return object;
    }

    private static Map<String, Object> halves(Evaluation halves, double pixel) {
        Map<String, Object> object = evaluation(halves);
        halves.curve().ifPresent(curve -> {
            Map<String, Object> crossings = new LinkedHashMap<>();
            for (Threshold threshold : Threshold.values()) {
                crossings.put(threshold.name().toLowerCase(Locale.ROOT), crossing(curve, threshold, pixel));
            }
            object.put("crossings", crossings);
            Map<String, Object> rings = new LinkedHashMap<>();
            rings.put(
                    "fraction_of_nyquist",
                    IntStream.range(0, curve.correlation().length)
                            .mapToDouble(curve::fractionOfNyquist)
                            .toArray());
            rings.put("correlation", numbers(curve.correlation()));
            rings.put("pixels", curve.pixels());
            object.put("ring_correlation", rings);
        });
        return object;
    }

    /** Of a curve that disagrees on the lowest ring already there is no half period. */
    private static Map<String, Object> crossing(FourierRingCorrelation curve, Threshold threshold, double pixel) {
        FourierRingCorrelation.Crossing found = curve.crossing(threshold);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("fraction_of_nyquist", number(found.fractionOfNyquist()));
        object.put("crossed", found.crossed());
        object.put("half_period_m", CompareEntry.resolved(curve, threshold) ? number(found.halfPeriod(pixel)) : null);
        return object;
    }

    private static Map<String, Object> evaluation(Evaluation evaluation) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("protocol", evaluation.protocol());
        Map<String, Object> scores = new LinkedHashMap<>();
        for (Score score : evaluation.scores()) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("value", number(score.value()));
            value.put("unit", score.unit());
            value.put("meaning", score.meaning());
            scores.put(score.key(), value);
        }
        object.put("scores", scores);
        object.put("notes", evaluation.notes());
        return object;
    }

    /** JSON knows no NaN. */
    private static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static List<Double> numbers(double[] values) {
        List<Double> list = new ArrayList<>();
        Arrays.stream(values).forEach(value -> list.add(number(value)));
        return list;
    }
}
