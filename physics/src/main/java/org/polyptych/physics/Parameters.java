package org.polyptych.physics;

/**
 * What a forward model predicts patterns from.
 *
 * @param specimen any number of modes and slices
 * @param probe one variation, any number of modes
 * @param positions one a frame, metres
 * @param conditions how frames were taken
 */
public record Parameters(Specimen specimen, Probe probe, Positions positions, Conditions conditions) {
    /** With a stage at rest, no background and a steady beam. */
    public Parameters(Specimen specimen, Probe probe, Positions positions) {
        this(specimen, probe, positions, Conditions.NONE);
    }
}
