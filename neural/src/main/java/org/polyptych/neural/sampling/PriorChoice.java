package org.polyptych.neural.sampling;

import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Opened;
import org.polyptych.core.settings.Setting;
import org.polyptych.engines.Problem;
import org.polyptych.neural.torch.Device;

/** Which learned prior an engine asks, and how: settings that engines with a prior have in common. */
public record PriorChoice(
        @Setting(value = "", doc = "the learned prior, a file that 'polyptych train diffusion' has written")
        Path model,

        @Setting(
                value = "false",
                doc = "true: also a prior that has learned from objects with other pixels, as if they were the scan's")
        boolean anyPixel,

        @Setting(
                value = "cpu",
                doc = "where the network works: cpu, or cuda (an NVIDIA card; the same as --device cuda)")
        Device device,

        @Setting(
                value = "0.25",
                doc = "by how much patches of an object larger than the prior's lie over each other, as a share of"
                        + " their side, 0 to 0.9")
        double overlap,

        @Setting(
                value = "8",
                doc = "patches given to the network at a time, 1 to 4096; changes the result by rounding alone")
        int batch) {
    public PriorChoice {
        if (!(overlap >= 0 && overlap <= 0.9)) {
            throw new IllegalArgumentException("overlap must be 0 to 0.9, got " + overlap);
        }
        if (batch < 1 || batch > 4096) {
            throw new IllegalArgumentException("batch must be 1 to 4096, got " + batch);
        }
    }

    /**
     * The prior for the object of a problem.
     *
     * @param engine that asks, for messages
     * @throws BadInputException if the file cannot be read, or does not fit the scan
     */
    ObjectPrior open(String engine, Problem problem, PriorSource source) {
        try (Opened opened = new Opened()) {
            LearnedPrior prior = opened.add(source.read(model, device));
            if (!anyPixel) {
                prior.requireFit(problem.scan(), engine);
            }
            Canvas canvas = Canvas.of(problem, prior.denoiser().side());
            ObjectPrior whole = new ObjectPrior(prior.denoiser(), canvas, overlap, batch, device);
            opened.keep();
            return whole;
        }
    }
}
