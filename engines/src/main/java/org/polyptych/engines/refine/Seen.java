package org.polyptych.engines.refine;

import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Propagation;
import org.polyptych.physics.Specimen;

/** All that decides what the frames should look like. */
record Seen(Specimen specimen, Probe probe, Propagation propagation, Positions positions) {
    Seen with(Specimen otherSpecimen, Probe otherProbe) {
        return new Seen(otherSpecimen, otherProbe, propagation, positions);
    }
}
