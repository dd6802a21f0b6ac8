package org.polyptych.bench.ptychopinn;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.app.job.ResultFolder.Existing;
import org.polyptych.app.train.ModelPlace;
import org.polyptych.app.train.TrainJob;
import org.polyptych.app.train.TrainRequest;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.Trainers;

/**
 * Trains up to a time, by what the command {@code train} does: killed and started again it goes on from its last checkpoint,
 * and with more time from where it ended.
 *
 * @param trainer its name
 * @param settings of the trainer, qualified
 * @param objects of the scans, one each, or none
 * @param images objects by themselves, for trainers that learn from them
 * @param model the file that grows; log and picture lie beside it
 * @param seconds 0: until all rounds are done
 */
public record TimedTraining(
        String trainer,
        Map<String, String> settings,
        List<Path> scans,
        List<Path> objects,
        List<Path> images,
        Path model,
        int seconds,
        long seed,
        int threads) {

    /** From scans alone. */
    public TimedTraining(
            String trainer,
            Map<String, String> settings,
            List<Path> scans,
            List<Path> objects,
            Path model,
            int seconds,
            long seed,
            int threads) {
        this(trainer, settings, scans, objects, List.of(), model, seconds, seed, threads);
    }

    /** @throws BadInputException if there is no such trainer or setting */
    public void check() {
        request();
    }

    /**
     * What there is to train.
     *
     * @param command that asked for it, for the log
     * @return the best network so far
     * @throws BadInputException if not one round was done
     */
    public Model run(String command, PrintWriter err) {
        new TrainJob(request(), ModelPlace.at(model, Existing.RESUME), err).run(command, () -> false);
        if (!Files.exists(model)) {
            throw new BadInputException("no round was done in " + seconds + " s");
        }
        return ModelFile.read(model);
    }

    private TrainRequest request() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("stop.seconds", String.valueOf(seconds));
        all.put("checkpoint.keep", "true");
        return TrainRequest.of(
                Trainers.named(trainer),
                scans.stream().map(Path::toString).toList(),
                objects,
                images,
                Optional.empty(),
                all,
                OptionalInt.empty(),
                seed,
                threads,
                Device.CPU);
    }

    /**
     * For trainings of minutes: weak amplitudes lifted, blocks normalised, maxima in place of averages, and a quarter of the
     * paper's width; {@code docs/train.md} tells the short trials behind this ("Learning begins late").
     */
    public static Map<String, String> reduced(String trainer) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(trainer + ".exponent", "0.5");
        settings.put(trainer + ".normalised", "true");
        if (!trainer.equals(Plan.BASELINE)) {
            settings.put(trainer + ".width", "64");
            settings.put(trainer + ".pooling", "max");
        }
        return settings;
    }

    /**
     * For scans of some hundred frames, whose rounds are short and their losses uneven: the rate is halved late, as in the tables of
     * PtychoPINN.
     */
    public static Map<String, String> patient(String trainer) {
        return Map.of(trainer + ".schedule", "plateau:patience=10,by=0.5,least=0.02", trainer + ".steps", "50");
    }

    /** A fact of a model that is a number. */
    public static Optional<Double> number(Model model, String fact) {
        return Optional.ofNullable(model.facts().get(fact)).map(Double::valueOf);
    }
}
