package org.polyptych.bench.neural;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.physics.protocol.Evaluation;

/** The figures of a protocol, and whether they mean that something was learned ({@link LinesProtocol}). */
final class LinesFigures {
    private static final String VALIDATION = "validation.mae";
    private static final String MEAN_PATCH = "validation.mae.meanPatch";
    private static final String BRIGHT_PATCH = "validation.mae.brightPatch";
    private static final String TWIN = "validation.mae.twin";
    private static final String LAST_FALL = "validation.lastFall";
    private static final String NETWORK = "test.";
    private static final String BRIGHTNESS = "brightness.";
    private static final String[] SCORES = {"mae", "psnr", "ssim", "frc50"};

    /** From MAX 255 to MAX 1, in dB. */
    private static final double MAX_ONE = 20 * Math.log10(255);

    private LinesFigures() {}

    static CellResult of(LinesRun run, LinesRun.Trained trained, double twin, LinesTest test, String commit) {
        Map<String, String> facts = trained.model().facts();
        double unit = number(facts, "amplitude unit");
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put(VALIDATION, unit * number(facts, "validationLoss"));
        scores.put(MEAN_PATCH, unit * number(facts, "validation loss of the mean patch"));
        scores.put(BRIGHT_PATCH, unit * number(facts, "validation loss of the mean patch as bright as the pattern"));
        scores.put(TWIN, twin);
        double[] looks = trained.validation();
        double before = Arrays.stream(looks).limit(looks.length - 1).min().orElse(Double.NaN);
        scores.put(LAST_FALL, Math.max(0, 1 - looks[looks.length - 1] / before));
        put(scores, NETWORK, test.ofNetwork());
        put(scores, BRIGHTNESS, test.ofBrightness());
        return new CellResult(
                run.protocol().name(),
                run.protocol().toString(),
                "",
                Integer.parseInt(facts.get("completed")),
                run.seed(),
                trained.model().settings(),
                commit,
                facts.get("machine"),
                LocalDate.now().toString(),
                number(facts, "seconds"),
                number(facts, "trainingLoss"),
                scores);
    }

    private static double number(Map<String, String> facts, String name) {
        return Double.parseDouble(facts.get(name));
    }

    private static void put(Map<String, Double> scores, String of, Evaluation evaluation) {
        for (String score : SCORES) {
            scores.put(of + score, evaluation.value("object.amplitude." + score));
        }
    }

    /** Tables for {@code docs/benchmarks.md}. */
    static String markdown(CellResult result) {
        Map<String, Double> s = result.scores();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%s: %d rounds in %.0f s, seed %d, %s, commit %s, %s%n%n",
                result.id(),
                result.iterations(),
                result.seconds(),
                result.seed(),
                result.machine(),
                result.commit(),
                result.date()));
        text.append("| an object set apart, pixels in the light | MAE | of the mean patch's |\n|---|---|---|\n");
        row(text, "mean patch", s.get(MEAN_PATCH), s);
        row(text, "mean patch as bright as the pattern", s.get(BRIGHT_PATCH), s);
        row(text, "ptychonn", s.get(VALIDATION), s);
        row(text, "least that any network can have (twins)", s.get(TWIN), s);
        text.append("\n| the test's object, stitched | MAE | PSNR (dB, MAX 255 / MAX 1) | SSIM | FRC50 |\n");
        text.append("|---|---|---|---|---|\n");
        row(text, "brightness of the patterns alone", BRIGHTNESS, s);
        row(text, "ptychonn, " + result.id(), NETWORK, s);
        text.append(String.format(
                "| PtychoNN as published, 49,284 patterns, 50 epochs | .201 | 59.6 / %.1f | | 22 |%n%n",
                59.6 - MAX_ONE));
        text.append(String.format(
                "Learned: %s. Validation %.2f of the mean patch (asked: %.2f), %.2f of the bright one (below 1), %.0f%% of the"
                        + " way from there to the least that any network can have; last round %.1f%% better (at most"
                        + " %.0f%%); test %.2f of brightness alone (below 1).%n",
                learned(result) ? "yes" : "no",
                s.get(VALIDATION) / s.get(MEAN_PATCH),
                LinesProtocol.OF_MEAN,
                s.get(VALIDATION) / s.get(BRIGHT_PATCH),
                100 * (s.get(BRIGHT_PATCH) - s.get(VALIDATION)) / (s.get(BRIGHT_PATCH) - s.get(TWIN)),
                100 * s.get(LAST_FALL),
                100 * LinesProtocol.PLATEAU,
                s.get(NETWORK + "mae") / s.get(BRIGHTNESS + "mae")));
        return text.toString();
    }

    /** Whether all that was laid down holds. */
    static boolean learned(CellResult result) {
        Map<String, Double> s = result.scores();
        return s.get(VALIDATION) <= LinesProtocol.OF_MEAN * s.get(MEAN_PATCH)
                && s.get(VALIDATION) < s.get(BRIGHT_PATCH)
                && s.get(LAST_FALL) <= LinesProtocol.PLATEAU
                && s.get(NETWORK + "mae") < s.get(BRIGHTNESS + "mae");
    }

    private static void row(StringBuilder text, String name, double error, Map<String, Double> scores) {
        text.append(String.format("| %s | %.4f | %.2f |%n", name, error, error / scores.get(MEAN_PATCH)));
    }

    private static void row(StringBuilder text, String name, String of, Map<String, Double> scores) {
        double psnr = scores.get(of + "psnr");
        text.append(String.format(
                "| %s | %.4f | %.1f / %.1f | %.3f | %.0f |%n",
                name, scores.get(of + "mae"), psnr, psnr - MAX_ONE, scores.get(of + "ssim"), scores.get(of + "frc50")));
    }
}
