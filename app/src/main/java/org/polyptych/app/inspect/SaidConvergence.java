package org.polyptych.app.inspect;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polyptych.physics.Scan;

/** The convergence semi-angle that a reader has found in a file and told in its notes, as no reconstruction needs it. */
final class SaidConvergence {
    private static final Pattern NOTE = Pattern.compile("(?:semi-angle is|convergence) ([0-9.]+) mrad");

    private SaidConvergence() {}

    /** In radians. */
    static OptionalDouble of(Scan scan) {
        for (String note : scan.notes()) {
            Matcher said = NOTE.matcher(note);
            if (said.find()) {
                return OptionalDouble.of(Double.parseDouble(said.group(1)) * 1e-3);
            }
        }
        return OptionalDouble.empty();
    }
}
