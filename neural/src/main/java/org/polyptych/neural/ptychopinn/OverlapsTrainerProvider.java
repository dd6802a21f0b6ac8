package org.polyptych.neural.ptychopinn;

import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;

/** {@code train overlaps}. */
public final class OverlapsTrainerProvider implements TrainerProvider {
    @Override
    public String name() {
        return "overlaps";
    }

    @Override
    public String description() {
        return "overlaps: the network of ptychopinn, learned from scans whose object is known (supervised; an ablation)";
    }

    @Override
    public String bibtex() {
        return Paper.BIBTEX;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return OverlapsTraining.class;
    }

    @Override
    public Trainer create(Record settings, TrainingData data, TrainingConditions conditions) {
        OverlapsTraining training = (OverlapsTraining) settings;
        return new PtychoPinnTrainer(Lessons.byLabels(name(), training, data, conditions.seed()), conditions);
    }
}
