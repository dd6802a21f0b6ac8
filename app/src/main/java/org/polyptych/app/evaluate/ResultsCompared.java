package org.polyptych.app.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polyptych.physics.Result;
import org.polyptych.physics.protocol.Agreement;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.Subject;

/** Two results compared, with a warning of what they share. */
public final class ResultsCompared {
    private ResultsCompared() {}

    /** The agreement of two results, on the grid of the other. */
    public static Evaluation of(String name, Result result, String otherName, Result other) {
        Evaluation agreement = Agreement.of(Comparison.of(
                Subject.of(name, result), withoutPositions(Subject.of(otherName, other)), Placement.AUTOMATIC));
        List<String> notes = new ArrayList<>(SharedOrigin.warnings(result, other));
        notes.addAll(agreement.notes());
        return new Evaluation(agreement.protocol(), agreement.scores(), List.copyOf(notes), agreement.curve());
    }

    /** Their frames are different ones, so that their positions are not to be compared. */
    private static Subject withoutPositions(Subject subject) {
        return new Subject(
                subject.name(), subject.specimen(), subject.probe(), Optional.empty(), subject.illumination());
    }
}
