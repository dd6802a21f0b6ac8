package org.polyptych.app.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;

/**
 * Several scans reconstructed together.
 *
 * @param what they have in common
 * @param others the scans after the first, as a plan keeps them
 */
public record Sharing(What what, List<String> others) {

    /** What several scans have in common. */
    public enum What {
        /** One beam on different specimens, or on places of one that have nothing to do with each other. */
        PROBE,
        /** One specimen in one system of coordinates, each scan with a beam of its own. */
        OBJECT;

        /** @throws BadInputException for another word */
        public static What named(String text) {
            return Stream.of(values())
                    .filter(what -> what.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new BadInputException("share must be probe or object, got '" + text + "'"));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Sharing {
        others = List.copyOf(others);
        if (others.isEmpty()) {
            throw new BadInputException("share=" + what + " is for several scans, but there is only one");
        }
    }
}
