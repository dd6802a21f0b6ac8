package org.polyptych.physics.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;

/** Noise as text: {@code kind:key=value,key=value}. */
public final class NoiseSpec {
    private static final String EXPECTED = "none, poisson:peak=N, poisson:alpha=N, poisson:perframe=N, poisson:dose=N,"
            + " thin:mean=N, gaussian:sigma=S or mixed:alpha=N,sigma=S";

    /** The keys of each kind; of Poisson's, exactly one. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "none", List.of(),
            "poisson", List.of("peak", "alpha", "perframe", "dose"),
            "thin", List.of("mean"),
            "gaussian", List.of("sigma"),
            "mixed", List.of("alpha", "sigma"));

    private NoiseSpec() {}

    /** @throws BadInputException for anything but one of the forms, or numbers that are not finite and above 0 */
    public static Noise parse(String spec) {
        int colon = spec.indexOf(':');
        String kind = colon < 0 ? spec : spec.substring(0, colon);
        if (!KEYS.containsKey(kind)) {
            throw new BadInputException("unknown noise '" + kind + "': did you mean '"
                    + NearestName.of(kind, KEYS.keySet()) + "'? Known: " + EXPECTED);
        }
        Map<String, Double> values = values(spec, kind, colon < 0 ? "" : spec.substring(colon + 1));
        return switch (kind) {
            case "none" -> new Noise.None();
            case "thin" -> new Noise.Thinning(value(spec, values, "mean"));
            case "gaussian" -> new Noise.Gaussian(value(spec, values, "sigma"));
            case "mixed" -> new Noise.Mixed(value(spec, values, "alpha"), value(spec, values, "sigma"));
            default -> poisson(spec, values);
        };
    }

    private static Noise poisson(String spec, Map<String, Double> values) {
        if (values.size() != 1) {
            throw new BadInputException(
                    "noise '" + spec + "': poisson needs exactly one of " + String.join(", ", KEYS.get("poisson")));
        }
        Map.Entry<String, Double> only = values.entrySet().iterator().next();
        return switch (only.getKey()) {
            case "peak" -> new Noise.PoissonPeak(only.getValue());
            case "alpha" -> new Noise.PoissonAlpha(only.getValue());
            case "perframe" -> new Noise.PoissonPerFrame(only.getValue());
            default -> new Noise.PoissonDose(only.getValue());
        };
    }

    private static Map<String, Double> values(String spec, String kind, String text) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = (equals < 0 ? part : part.substring(0, equals)).strip();
            if (!KEYS.get(kind).contains(key)) {
                String nearest = NearestName.of(key, KEYS.get(kind));
                throw new BadInputException("noise '" + spec + "': unknown key '" + key + "'"
                        + (nearest.isEmpty() ? "" : ": did you mean '" + nearest + "'?"));
            }
            if (values.put(key, number(spec, key, equals < 0 ? "" : part.substring(equals + 1))) != null) {
                throw new BadInputException("noise '" + spec + "': " + key + " is said twice");
            }
        }
        return values;
    }

    private static double number(String spec, String key, String text) {
        double value;
        try {
            value = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(
                    "noise '" + spec + "': " + key + " must be a number larger than 0, got '" + text + "'");
        }
        return value;
    }

    private static double value(String spec, Map<String, Double> values, String key) {
        if (!values.containsKey(key)) {
            throw new BadInputException("noise '" + spec + "': " + key + "=NUMBER is missing");
        }
        return values.get(key);
    }

    /** The text that {@link #parse} makes the same noise of. */
    public static String write(Noise noise) {
        return switch (noise) {
            case Noise.None none -> "none";
            case Noise.PoissonPeak n -> "poisson:peak=" + n.counts();
            case Noise.PoissonAlpha n -> "poisson:alpha=" + n.alpha();
            case Noise.PoissonPerFrame n -> "poisson:perframe=" + n.counts();
            case Noise.PoissonDose n -> "poisson:dose=" + n.perSquareAngstrom();
            case Noise.Thinning n -> "thin:mean=" + n.mean();
            case Noise.Gaussian n -> "gaussian:sigma=" + n.sigma();
            case Noise.Mixed n -> "mixed:alpha=" + n.alpha() + ",sigma=" + n.sigma();
        };
    }
}
