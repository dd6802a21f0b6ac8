package org.polyptych.neural.ptychonn;

import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;

/** {@code train ptychonn}. */
public final class PtychoNnTrainerProvider implements TrainerProvider {
    @Override
    public String name() {
        return "ptychonn";
    }

    @Override
    public String description() {
        return "PtychoNN: from each pattern the object under it, learned from scans whose object is known (supervised)";
    }

    @Override
    public String bibtex() {
        return """
                @article{cherukara2020ptychonn,
                  author = {Cherukara, Mathew J. and Zhou, Tao and Nashed, Youssef and Enfedaque, Pablo and Hexemer, Alex
                            and Harder, Ross J. and Holt, Martin V.},
                  title = {{AI}-enabled high-resolution scanning coherent diffraction imaging},
                  journal = {Applied Physics Letters},
                  volume = {117},
                  number = {4},
                  pages = {044103},
                  year = {2020},
                  doi = {10.1063/5.0013065}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return PtychoNnTraining.class;
    }

    @Override
    public Trainer create(Record settings, TrainingData data, TrainingConditions conditions) {
        PtychoNnTraining training = (PtychoNnTraining) settings;
        return new PtychoNnTrainer(training, Examples.of(data, training), conditions);
    }
}
