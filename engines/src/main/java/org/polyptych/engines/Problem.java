package org.polyptych.engines;

import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * What an engine is given: the scan (frames already in the driver's canonical order), where to start, the common
 * settings, the threads to use, what else happened to the frames, and where they are meanwhile. Engines copy specimen,
 * probe and conditions before they change them.
 *
 * @param beam the probe that was given, or else is the scan's own, as it was; empty where the one to start from is made from the
 *     data
 */
public record Problem(
        Scan scan,
        Specimen specimen,
        Probe probe,
        RunSettings settings,
        Parallel parallel,
        Conditions conditions,
        FrameKeeping keeping,
        Optional<Probe> beam) {

    /** @throws BadInputException for an object of several modes or slices, or a probe without light */
    public void requireOneSliceAndLight() {
        if (specimen.modes() > 1 || specimen.slices() > 1) {
            throw new BadInputException("the object has " + specimen.modes() + " modes and " + specimen.slices()
                    + " slices; this engine takes one of each");
        }
        requireLight();
    }

    /** @throws BadInputException for a probe without light */
    public void requireLight() {
        if (!(probe.power() > 0)) {
            throw new BadInputException("the starting probe is zero everywhere or not finite; give another");
        }
    }

    /** Of a step scan without background, with all frames in memory. */
    Problem(Scan scan, Specimen specimen, Probe probe, RunSettings settings, Parallel parallel, Optional<Probe> beam) {
        this(scan, specimen, probe, settings, parallel, Conditions.NONE, FrameKeeping.HELD, beam);
    }

    /** The same with another start. */
    Problem startingFrom(Specimen otherSpecimen, Probe otherProbe) {
        return new Problem(scan, otherSpecimen, otherProbe, settings, parallel, conditions, keeping, beam);
    }

    /** The same with frames taken in other conditions. */
    Problem in(Conditions other) {
        return new Problem(scan, specimen, probe, settings, parallel, other, keeping, beam);
    }

    /** The same with the frames elsewhere. */
    Problem at(Positions positions) {
        return new Problem(
                scan.withPositions(positions), specimen, probe, settings, parallel, conditions, keeping, beam);
    }

    /** The frames, read and checked, in memory or not as the settings and the memory say. */
    public FrameStack frames() {
        return FrameStack.of(scan, parallel, keeping);
    }
}
