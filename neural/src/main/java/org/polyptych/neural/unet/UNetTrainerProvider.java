package org.polyptych.neural.unet;

import org.polyptych.core.BadInputException;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;

/** {@code train unet}. */
public final class UNetTrainerProvider implements TrainerProvider {
    /** The network's own paper. */
    static final String PAPER = """
            @article{ronneberger2015unet,
              author  = {Ronneberger, Olaf and Fischer, Philipp and Brox, Thomas},
              title   = {{U-Net}: convolutional networks for biomedical image segmentation},
              journal = {arXiv preprint},
              volume  = {arXiv:1505.04597},
              year    = {2015}
            }
            """;

    @Override
    public String name() {
        return UNetEngine.NAME;
    }

    @Override
    public String description() {
        return "a U-Net behind an engine: what its results lack, from images scanned as a given scan was (--images), or from"
                + " results of scans with truth (--object)";
    }

    @Override
    public String bibtex() {
        return PAPER;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return UNetTraining.class;
    }

    @Override
    public Trainer create(Record settings, TrainingData data, TrainingConditions conditions) {
        UNetTraining training = (UNetTraining) settings;
        if (data.scans().isEmpty()) {
            throw new BadInputException(
                    "unet needs a scan: with --images one whose positions, probe and counts the images"
                            + " are scanned with, or scans with truth and their results, with --object");
        }
        if (data.images().isEmpty()) {
            return new UNetTrainer(
                    training, new GivenPairs(data.scans(), training.validation(), training.known()), conditions);
        }
        if (data.scans().size() > 1) {
            throw new BadInputException(
                    "unet with --images takes one scan, whose positions and probe it learns for; got "
                            + data.scans().size());
        }
        return new UNetTrainer(
                training,
                new SimulatedPairs(
                        training,
                        data.scans().getFirst().scan(),
                        data.images(),
                        conditions.seed(),
                        conditions.threads()),
                conditions);
    }
}
