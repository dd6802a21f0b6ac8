package org.polyptych.neural.sampling;

import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Opened;
import org.polyptych.engines.Problem;
import org.polyptych.neural.torch.Device;
import org.polyptych.physics.Specimen;

/**
 * Which prior an engine asks, and how.
 *
 * @param engine that asks, for messages
 * @param model file of the prior
 * @param anyPixel whether the object may have other pixels than those that were learned from
 * @param overlap of neighbouring patches, as a share of their side
 * @param batch patches asked for at a time
 */
record PriorChoice(String engine, Path model, boolean anyPixel, double overlap, int batch, Device device) {
    /**
     * The prior for the object of a problem.
     *
     * @throws BadInputException if no model is named, it cannot be read, or it does not fit the scan
     */
    ObjectPrior open(Problem problem, PriorSource source) {
        if (model.toString().isEmpty()) {
            throw new BadInputException(engine + " needs a learned prior: name its file with --set " + engine
                    + ".model=FILE ('polyptych train diffusion' makes one)");
        }
        try (Opened opened = new Opened()) {
            LearnedPrior prior = opened.add(source.read(model, device));
            if (!anyPixel) {
                prior.requireFit(problem.scan(), engine);
            }
            Specimen object = problem.specimen();
            Canvas canvas =
                    Canvas.of(object.rows(), object.columns(), prior.denoiser().side());
            ObjectPrior whole = new ObjectPrior(prior.denoiser(), canvas, overlap, batch, device);
            opened.keep();
            return whole;
        }
    }
}
