package org.polyptych.app.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.protocol.Score;

/** An evaluation as lines for a terminal. */
public final class EvaluationText {
    private EvaluationText() {}

    /** A line a score, then the notes. */
    public static List<String> lines(Evaluation evaluation) {
        int width = evaluation.scores().stream()
                .mapToInt(score -> score.key().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Score score : evaluation.scores()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %11s %-7s  %s",
                    score.key(),
                    number(score),
                    score.unit(),
                    score.meaning()));
        }
        evaluation.notes().forEach(note -> lines.add("note: " + note));
        return lines;
    }

    /** The value with the digits that mean something. */
    public static String number(Score score) {
        if (!Double.isFinite(score.value())) {
            return "infinite";
        }
        return switch (score.unit()) {
            case "dB" -> String.format(Locale.ROOT, "%.2f", score.value());
            case "rings" -> String.format(Locale.ROOT, "%.0f", score.value());
            default -> String.format(Locale.ROOT, "%.4g", score.value());
        };
    }
}
