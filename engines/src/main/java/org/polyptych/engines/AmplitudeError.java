package org.polyptych.engines;

import org.polyptych.core.Parallel;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.loss.AmplitudeL2;

/**
 * How well object and probe predict some frames: the squared amplitude error relative to the counts. One quantity for all
 * engines, whatever each of them minimises.
 */
public final class AmplitudeError {
    private final FrameStack frames;
    private final ForwardModel model;
    private Positions positions;

    /** Of frames that are held in memory. */
    public AmplitudeError(Scan scan, boolean round, Parallel parallel) {
        this(scan, round, parallel, FrameKeeping.HELD);
    }

    /**
     * @param scan the frames to be predicted
     * @param round whether the engine rounds positions to whole pixels
     * @param keeping where the frames are meanwhile
     */
    public AmplitudeError(Scan scan, boolean round, Parallel parallel, FrameKeeping keeping) {
        this.positions = scan.positions();
        this.frames = FrameStack.of(scan, parallel, keeping);
        this.model = new ForwardModel(
                frames, new AmplitudeL2(), parallel, round, scan.geometry().wavelength());
    }

    FrameStack frames() {
        return frames;
    }

    /** Puts the frames elsewhere. */
    void move(Positions moved) {
        positions = moved;
    }

    /** Sum over frames and good pixels of (modelled - measured amplitude)^2, divided by the sum of the counts. */
    public double of(Specimen specimen, Probe probe) {
        return of(specimen, probe, Conditions.NONE);
    }

    /** {@link #of(Specimen, Probe)} for frames taken in these conditions. */
    public double of(Specimen specimen, Probe probe, Conditions conditions) {
        try (model) { // looked at now and then only: nothing need be held in between
            return model.loss(new Parameters(specimen, probe, positions, conditions)) / frames.totalCounts();
        }
    }
}
