package org.polyptych.app.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;

/** What two results have in common that would pass for agreement. */
final class SharedOrigin {
    /** Programs other than this one do not say their seed. */
    private static final String UNKNOWN = "unknown";

    private SharedOrigin() {}

    /** A warning a line; none for halves of one scan from different seeds. */
    static List<String> warnings(Result one, Result other) {
        List<String> warnings = new ArrayList<>();
        int shared = shared(one.positions(), other.positions(), one.specimen().pixelHeight());
        if (shared > 0) {
            warnings.add("warning: " + shared + " of " + other.positions().count()
                    + " positions are those of frames in the other result too: with shared frames the ring correlation"
                    + " measures the method, not the resolution; reconstruct --half odd and --half even");
        }
        boolean ours = !one.provenance().engine().equals(UNKNOWN)
                && !other.provenance().engine().equals(UNKNOWN);
        if (ours && one.provenance().seed() == other.provenance().seed()) {
            warnings.add(
                    "warning: both results come from seed " + one.provenance().seed()
                            + ": a common start counts as agreement; reconstruct one of them with another --seed");
        }
        if (!ours) {
            warnings.add("one of the results does not say its seed: whether the starts differ is not known");
        }
        return warnings;
    }

    /** Positions of one that the other has too, to a thousandth of a pixel. */
    private static int shared(Positions one, Positions other, double pixel) {
        Set<List<Long>> places = new HashSet<>();
        for (int j = 0; j < one.count(); j++) {
            places.add(place(one, j, pixel));
        }
        int count = 0;
        for (int j = 0; j < other.count(); j++) {
            count += places.contains(place(other, j, pixel)) ? 1 : 0;
        }
        return count;
    }

    private static List<Long> place(Positions positions, int j, double pixel) {
        return List.of(
                Math.round(1000 * positions.y()[j] / pixel),
                Math.round(1000 * positions.x()[j] / pixel));
    }
}
