package org.polyptych.neural.sampling;

/**
 * What engines with a prior have in common.
 *
 * @param samples reconstructions with noise of their own
 * @param scale what fixes the amplitude of the object where the probe is known
 * @param probeFrom iteration of each sample, from 0 on, before which an unknown probe stays
 * @param probeSteps steps of an unknown probe in an iteration
 */
record PosteriorSettings(int samples, Scale scale, int probeFrom, int probeSteps) {}
