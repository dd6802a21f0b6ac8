package org.polyptych.neural.ptychopinn;

import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;

/** {@code train pinn}. */
public final class PinnTrainerProvider implements TrainerProvider {
    @Override
    public String name() {
        return "pinn";
    }

    @Override
    public String description() {
        return "PINN: as ptychopinn with one pattern a group, so that overlap tells nothing (an ablation)";
    }

    @Override
    public String bibtex() {
        return Paper.BIBTEX;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return PinnTraining.class;
    }

    @Override
    public boolean learnsFromPatterns() {
        return true;
    }

    @Override
    public Trainer create(Record settings, TrainingData data, TrainingConditions conditions) {
        PinnTraining training = (PinnTraining) settings;
        return new PtychoPinnTrainer(
                Lessons.byPatterns(name(), training, training.groupsOfOne(), data, conditions.seed()), conditions);
    }
}
