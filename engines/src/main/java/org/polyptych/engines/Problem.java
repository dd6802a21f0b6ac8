package org.polyptych.engines;

import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * What an engine is given: the scan (frames already in the driver's canonical order), where to start, the common
 * settings, and the threads to use. Engines copy specimen and probe before they change them.
 */
public record Problem(Scan scan, Specimen specimen, Probe probe, RunSettings settings, Parallel parallel) {
    /** @throws BadInputException for an object of several modes or slices, or a probe without light */
    public void requireOneSliceAndLight() {
        if (specimen.modes() > 1 || specimen.slices() > 1) {
            throw new BadInputException("the object has " + specimen.modes() + " modes and " + specimen.slices()
                    + " slices; this engine takes one of each");
        }
        if (!(probe.power() > 0)) {
            throw new BadInputException("the starting probe is zero everywhere or not finite; give another");
        }
    }

    /** The same with another start. */
    Problem with(Specimen otherSpecimen, Probe otherProbe) {
        return new Problem(scan, otherSpecimen, otherProbe, settings, parallel);
    }

    /** The frames, read and checked, held in memory or not as the settings say. */
    public FrameStack frames() {
        return FrameStack.of(scan, parallel, settings.data().stream());
    }
}
