package org.polyptych.neural.train;

import org.polyptych.neural.torch.Device;

/**
 * How a training is run.
 *
 * @param seed of every random choice
 * @param threads 1 or more
 */
public record TrainingConditions(long seed, int threads, Device device) {}
