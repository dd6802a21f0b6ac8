package org.polyptych.physics;

/**
 * What a forward model predicts patterns from.
 *
 * @param specimen one mode, one slice
 * @param probe one variation, any number of modes
 * @param positions one a frame, metres
 */
public record Parameters(Specimen specimen, Probe probe, Positions positions) {}
