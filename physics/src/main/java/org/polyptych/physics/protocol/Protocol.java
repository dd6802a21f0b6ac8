package org.polyptych.physics.protocol;

import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;

/**
 * A complete rule for scoring a reconstruction: which pixels count, what is taken out first, which figures are computed.
 * Every paper has its own, and figures of different protocols cannot be compared. A protocol refuses NaN.
 */
public sealed interface Protocol permits AlignedProtocol, DiffusionProtocol, PtychoPinnProtocol, PtyInrProtocol {

    /** As typed. */
    String name();

    /** One line for a reader. */
    String description();

    /**
     * Scores.
     *
     * @throws BadInputException if the comparison does not hold what the protocol needs
     */
    Evaluation evaluate(Comparison comparison);

    /** All there are, the default first. */
    static List<Protocol> all() {
        return List.of(new AlignedProtocol(), new PtyInrProtocol(), new PtychoPinnProtocol(), new DiffusionProtocol());
    }

    /**
     * The protocol of a name.
     *
     * @throws BadInputException naming the nearest one if there is none
     */
    static Protocol named(String name) {
        List<String> names = all().stream().map(Protocol::name).toList();
        return all().stream()
                .filter(protocol -> protocol.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("no protocol '" + name + "'; did you mean '"
                        + NearestName.of(name, names) + "'? There are " + String.join(", ", names)));
    }
}
