package org.polyptych.neural.sampling;

import java.nio.file.Path;
import org.polyptych.neural.torch.Device;

/** Where priors come from: files, or a formula that a test knows. */
@FunctionalInterface
interface PriorSource {
    /** @throws org.polyptych.core.BadInputException if there is no such file, it is damaged or of something else */
    LearnedPrior read(Path file, Device device);
}
