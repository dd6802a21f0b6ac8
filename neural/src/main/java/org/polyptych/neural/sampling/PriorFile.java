package org.polyptych.neural.sampling;

import java.nio.file.Path;
import org.polyptych.neural.diffusion.DiffusionPrior;
import org.polyptych.neural.torch.Device;

/** Priors in files that {@code polyptych train diffusion} has written. */
final class PriorFile {
    private PriorFile() {}

    /** @throws org.polyptych.core.BadInputException if there is no such file, it is damaged or of something else */
    static LearnedPrior read(Path file, Device device) {
        DiffusionPrior prior = DiffusionPrior.read(file, device);
        return new LearnedPrior(
                prior,
                prior.source(),
                prior.pixelHeight().orElse(Double.NaN),
                prior.pixelWidth().orElse(Double.NaN));
    }
}
