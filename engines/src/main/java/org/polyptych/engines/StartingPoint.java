package org.polyptych.engines;

import java.util.Optional;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** Where a reconstruction begins. */
record StartingPoint(Specimen specimen, Probe probe) {
    static StartingPoint of(Scan scan, RunSettings run, Optional<Probe> probe, Optional<Specimen> specimen) {
        throw new UnsupportedOperationException("not written yet");
    }
}
