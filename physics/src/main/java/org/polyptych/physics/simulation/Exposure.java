package org.polyptych.physics.simulation;

/**
 * How bright a scan is before noise is added, as {@link Noise} needs to know it.
 *
 * @param peak the brightest pixel of all frames, in the unit of |probe|^2
 * @param meanPerFrame sum of a frame's intensities, mean over the frames
 * @param incident what a frame would have without a specimen: the probe's power
 * @param areaPerFrame area of the specimen that a frame stands for, in square metres; NaN if the frames
 *     cover none, or the noise does not need it ({@link Noise#needsArea()})
 */
public record Exposure(double peak, double meanPerFrame, double incident, double areaPerFrame) {}
