package org.polyptych.neural.train;

import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Libtorch;

/**
 * How a training is run.
 *
 * @param seed of every random choice
 * @param threads 1 or more
 */
public record TrainingConditions(long seed, int threads, Device device) {
    /**
     * Loads libtorch and makes it work with these threads: before the first tensor is made.
     *
     * @throws org.polyptych.core.BadInputException if it, or the device, is not to be had here
     */
    public void begin() {
        device.require();
        Libtorch.useThreads(threads);
    }
}
