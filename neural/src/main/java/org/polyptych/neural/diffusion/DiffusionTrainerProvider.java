package org.polyptych.neural.diffusion;

import org.polyptych.core.BadInputException;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;

/** {@code train diffusion}. */
public final class DiffusionTrainerProvider implements TrainerProvider {
    @Override
    public String name() {
        return DiffusionPrior.KIND;
    }

    @Override
    public String description() {
        return "a diffusion prior: what objects look like, learned from a few complex images of such objects (--images)";
    }

    @Override
    public String bibtex() {
        return """
                @misc{cam2025diffusion,
                  author = {Cam, Refik M. and Deng, Junjing and Kettimuthu, Rajkumar and Cherukara, Mathew J. and Bicer, Tekin},
                  title = {Ptychographic image reconstruction from limited data via score-based diffusion models with
                           physics-guidance},
                  year = {2025},
                  eprint = {2502.18767},
                  archivePrefix = {arXiv}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return DiffusionTraining.class;
    }

    @Override
    public Trainer create(Record settings, TrainingData data, TrainingConditions conditions) {
        if (!data.scans().isEmpty()) {
            throw new BadInputException("diffusion learns from images of objects, not from scans: name them with"
                    + " --images and leave out "
                    + data.scans().getFirst().scan().source());
        }
        return new DiffusionTrainer((DiffusionTraining) settings, data.images(), conditions);
    }
}
