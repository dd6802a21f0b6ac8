package org.polyptych.bench.neural;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.StepReport;
import org.polyptych.io.CheckpointFile;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Scan;

/**
 * The training of a protocol in a folder: after every round it is written down, so that it goes on where it was killed.
 *
 * @param protocol what is learned
 * @param seed of the trainer
 * @param threads of libtorch
 */
record LinesRun(LinesProtocol protocol, Path folder, long seed, int threads) {
    private static final String SECONDS = "seconds";
    private static final String TRAINING = "training";
    private static final String VALIDATION = "validation";

    /**
     * What came of it.
     *
     * @param training loss of each round
     * @param validation loss of each round
     * @param seconds of the rounds together, wall-clock
     */
    record Trained(Model model, double[] training, double[] validation, double seconds) {}

    Path model() {
        return folder.resolve("model.safetensors");
    }

    private Path checkpoint() {
        return folder.resolve("checkpoint.h5");
    }

    /** Trains what is left to train. */
    Trained train(PrintWriter out) {
        List<TrainingData.Labelled> scans = protocol.scans().stream()
                .map(scan -> new TrainingData.Labelled(scan, scan.truth().map(Scan.Truth::specimen)))
                .toList();
        TrainerProvider provider = ServiceLoader.load(TrainerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals("ptychonn"))
                .findFirst()
                .orElseThrow();
        Record settings = SettingsReader.read(provider.settingsType(), provider.name(), protocol.settings());
        try (Trainer trainer = provider.create(
                settings, new TrainingData(scans, List.of()), new TrainingConditions(seed, threads, Device.CPU))) {
            Map<String, String> identity = Map.of("protocol", protocol.text(), "seed", String.valueOf(seed));
            Course course = begun(trainer, identity);
            while (trainer.completed() < trainer.rounds()) {
                long began = System.nanoTime();
                StepReport report = trainer.step();
                course.add(report.loss(), trainer.validation().orElse(Double.NaN), (System.nanoTime() - began) * 1e-9);
                out.printf(
                        "round %d of %d: training %.5f, validation %.5f, %.0f s%n",
                        report.iteration(),
                        trainer.rounds(),
                        report.loss(),
                        trainer.validation().orElse(Double.NaN),
                        course.seconds);
                out.flush();
                CheckpointFile.write(
                        checkpoint(),
                        new Checkpoint(identity, Map.of(), trainer.completed(), trainer.save(), course.save()));
            }
            Model model = trainer.model();
            ModelFile.write(model(), model);
            return new Trained(model, numbers(course.training), numbers(course.validation), course.seconds);
        }
    }

    private Course begun(Trainer trainer, Map<String, String> identity) {
        Course course = new Course();
        Optional<Checkpoint> kept =
                Files.exists(checkpoint()) ? Optional.of(CheckpointFile.read(checkpoint())) : Optional.empty();
        kept.ifPresent(checkpoint -> {
            if (!checkpoint.identity().equals(identity)) {
                throw new BadInputException(checkpoint() + ": is of another protocol or seed; name another folder");
            }
            trainer.restore(checkpoint.state());
            course.restore(checkpoint.history());
        });
        return course;
    }

    /** How the losses went. */
    private static final class Course {
        private final List<Double> training = new ArrayList<>();
        private final List<Double> validation = new ArrayList<>();
        private double seconds;

        void add(double trained, double judged, double took) {
            training.add(trained);
            validation.add(judged);
            seconds += took;
        }

        Snapshot save() {
            Snapshot snapshot = new Snapshot();
            snapshot.doubles().put(TRAINING, numbers(training));
            snapshot.doubles().put(VALIDATION, numbers(validation));
            snapshot.doubles().put(SECONDS, new double[] {seconds});
            return snapshot;
        }

        void restore(Snapshot snapshot) {
            for (double loss : snapshot.doubles().get(TRAINING)) {
                training.add(loss);
            }
            for (double loss : snapshot.doubles().get(VALIDATION)) {
                validation.add(loss);
            }
            seconds = snapshot.doubles().get(SECONDS)[0];
        }
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
