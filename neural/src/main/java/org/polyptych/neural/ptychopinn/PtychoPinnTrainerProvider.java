package org.polyptych.neural.ptychopinn;

import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;

/** {@code train ptychopinn}. */
public final class PtychoPinnTrainerProvider implements TrainerProvider {
    @Override
    public String name() {
        return "ptychopinn";
    }

    @Override
    public String description() {
        return "PtychoPINN: from groups of neighbouring patterns the object under each, learned from the patterns alone (no object is known)";
    }

    @Override
    public String bibtex() {
        return Paper.BIBTEX;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return PtychoPinnTraining.class;
    }

    @Override
    public boolean learnsFromPatterns() {
        return true;
    }

    @Override
    public Trainer create(Record settings, TrainingData data, TrainingConditions conditions) {
        PtychoPinnTraining training = (PtychoPinnTraining) settings;
        return new PtychoPinnTrainer(
                Lessons.byPatterns(name(), training, training, data, conditions.seed()), conditions);
    }
}
