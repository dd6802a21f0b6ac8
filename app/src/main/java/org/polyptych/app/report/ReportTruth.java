package org.polyptych.app.report;

import java.util.Map;
import org.polyptych.app.evaluate.EvaluationText;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.protocol.Score;

/** The part of the report that compares with the truth of a simulated scan. */
final class ReportTruth {
    private ReportTruth() {}

    /** Into a section that has begun, which it ends. */
    static void write(Html page, Evaluation evaluation) {
        page.element(
                "p",
                "Protocol " + evaluation.protocol()
                        + ": what was taken out of the result before it was compared is part of"
                        + " the table. 'polyptych evaluate' scores by other protocols.");
        page.markup("<table>\n");
        for (Score score : evaluation.scores()) {
            page.row(score.meaning(), (EvaluationText.number(score) + " " + score.unit()).strip());
        }
        page.markup("</table>\n");
        evaluation
                .curve()
                .ifPresent(curve -> page.figure(
                        "wide",
                        RingChart.of(Map.of("result / truth", curve)),
                        "Ring correlation with the truth",
                        "Frequency as a fraction of Nyquist; grey: the thresholds 1/2, 1/7 and half-bit."));
        page.markup("<ul>\n");
        evaluation.notes().forEach(note -> page.element("li", note));
        page.markup("</ul>\n").endSection();
    }
}
