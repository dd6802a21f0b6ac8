package org.polyptych.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.polyptych.app.evaluate.EvaluationText;
import org.polyptych.physics.metrics.Threshold;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.protocol.Score;

/** The tables of a comparison below the first one: scores and what is said of them. */
final class CompareScores {
    private final CompareData data;

    CompareScores(CompareData data) {
        this.data = data;
    }

    /** All scores of some evaluations, a row a score, a column an engine. */
    void scores(Html page, Function<CompareEntry, Optional<Evaluation>> evaluation) {
        List<CompareEntry> scored = data.entries().stream()
                .filter(entry -> evaluation.apply(entry).isPresent())
                .toList();
        List<Score> keys = new ArrayList<>();
        for (CompareEntry entry : scored) {
            merge(keys, evaluation.apply(entry).orElseThrow().scores());
        }
        page.markup("<div class=\"scroll\"><table class=\"engines scores\">\n<thead><tr><th scope=\"col\">Score</th>");
        for (CompareEntry entry : scored) {
            page.markup("<th scope=\"col\">");
            CompareTables.swatch(page, data.entries().indexOf(entry));
            page.text(entry.name()).markup("</th>");
        }
        page.markup("</tr></thead>\n<tbody>\n");
        for (Score key : keys) {
            page.markup("<tr><th scope=\"row\">").text(key.meaning() + side(key.key()));
            page.markup(key.unit().isEmpty() ? "</th>" : "<small>" + Html.escaped(key.unit()) + "</small></th>");
            for (CompareEntry entry : scored) {
                String text = evaluation.apply(entry).orElseThrow().scores().stream()
                        .filter(score -> score.key().equals(key.key()))
                        .map(EvaluationText::number)
                        .findFirst()
                        .orElse("–");
                page.element("td", text.replace('-', '−'));
            }
            page.markup("</tr>\n");
        }
        page.markup("</tbody></table></div>\n");
    }

    /** Adds what is not there yet after what it follows. */
    private static void merge(List<Score> keys, List<Score> more) {
        int after = 0;
        for (Score score : more) {
            int at = 0;
            while (at < keys.size() && !keys.get(at).key().equals(score.key())) {
                at++;
            }
            if (at == keys.size()) {
                keys.add(after, score);
                at = after;
            }
            after = at + 1;
        }
    }

    /** Scores along the two axes have one meaning. */
    private static String side(String key) {
        return key.endsWith(".down") && key.contains("shift")
                ? ", down"
                : key.endsWith(".right") && key.contains("shift") ? ", to the right" : "";
    }

    /** What the first table has no room for of the ring correlation. */
    void rings(Html page) {
        page.markup("<div class=\"scroll\"><table class=\"engines\">\n<thead><tr><th scope=\"col\">Engine</th>"
                + "<th scope=\"col\">Half-bit<small>Nyquist</small></th><th scope=\"col\">Half period<small>at"
                + " half-bit</small></th><th scope=\"col\">Mean correlation<small>up to half of Nyquist</small></th>"
                + "<th scope=\"col\">Difference<small>of the objects</small></th><th scope=\"col\">Pixels<small>of the"
                + " ring correlation</small></th></tr></thead>\n<tbody>\n");
        for (int k = 0; k < data.entries().size(); k++) {
            CompareEntry entry = data.entries().get(k);
            if (CompareTables.curve(entry).isPresent()) {
                Evaluation halves = entry.halves().orElseThrow();
                page.markup("<tr><th scope=\"row\">");
                CompareTables.swatch(page, k);
                page.text(entry.name()).markup("</th>");
                page.element("td", CompareTables.frequencyText(entry, Threshold.HALF_BIT));
                page.element("td", CompareTables.periodText(entry, Threshold.HALF_BIT));
                page.element("td", Quantity.text(halves.value("object.frc.mean"), 3));
                page.element("td", Quantity.text(halves.value("object.nrmse"), 3));
                page.element(
                        "td",
                        String.valueOf(CompareTables.curve(entry).orElseThrow().size()));
                page.markup("</tr>\n");
            }
        }
        page.markup("</tbody></table></div>\n");
    }

    /** Warnings among the notes of the halves, each once. */
    List<String> warnings() {
        return data.entries().stream()
                .flatMap(entry -> entry.halves().stream())
                .flatMap(halves -> halves.notes().stream())
                .filter(note -> note.startsWith("warning") || note.contains("hardly resemble"))
                .distinct()
                .toList();
    }

    /** Notes of some evaluations, those that several engines share only once. */
    void notes(Html page, Function<CompareEntry, Optional<Evaluation>> evaluation) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        for (CompareEntry entry : data.entries()) {
            evaluation
                    .apply(entry)
                    .ifPresent(found -> found.notes()
                            .forEach(note -> said.computeIfAbsent(note, n -> new ArrayList<>())
                                    .add(entry.name())));
        }
        page.markup("<ul class=\"small\">\n");
        said.forEach((note, names) -> page.element(
                "li", (names.size() == data.shown().size() ? "" : String.join(", ", names) + ": ") + note));
        page.markup("</ul>\n");
    }
}
