package org.polyptych.app.report;

import java.util.List;
import java.util.Optional;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Threshold;
import org.polyptych.physics.protocol.Evaluation;

/**
 * One engine of a comparison, and how it fared.
 *
 * @param name as typed: an engine or a chain
 * @param folder of its results, in the folder of the comparison
 * @param state whether it gave a result
 * @param reason why it did not, or did not in full; one line, empty if it did
 * @param result from all frames
 * @param curve common loss of that run
 * @param commonLoss of the result; NaN where there is none
 * @param halves agreement of the results of the two halves of the frames
 * @param halvesMissing why there is none, in one line; empty where none was asked for
 * @param truth scores of the result by protocol aligned, where the truth is known and comparable
 * @param bibtex what to cite
 */
public record CompareEntry(
        String name,
        String folder,
        State state,
        String reason,
        Optional<Result> result,
        LossCurve curve,
        double commonLoss,
        Optional<Evaluation> halves,
        String halvesMissing,
        Optional<Evaluation> truth,
        List<String> bibtex) {

    /** How far an engine came. */
    public enum State {
        DONE,
        /** Somebody stopped it; the result is of fewer iterations. */
        INTERRUPTED,
        /** It refused or diverged. */
        FAILED,
        /** Its turn never came. */
        NOT_RUN
    }

    /** The pixel of the object, in metres; there must be a result. */
    public double pixel() {
        Specimen specimen = result.orElseThrow().specimen();
        return Math.sqrt(specimen.pixelHeight() * specimen.pixelWidth());
    }

    /** Whether a crossing is one: not where two objects disagree on the lowest ring already. */
    public static boolean resolved(FourierRingCorrelation curve, Threshold threshold) {
        return curve.crossing(threshold).fractionOfNyquist() >= curve.fractionOfNyquist(1);
    }
}
