package org.polyptych.app.stream;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.polyptych.app.plan.Plan;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Version;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.DivergedException;
import org.polyptych.neural.train.StoppedException;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.Trainers;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Scan;

/**
 * The network of an engine, trained on with the frames that come: between two looks for some seconds, at most one round over
 * all frames so far, as it was trained before. Adam begins anew each time.
 */
final class Adaptation {
    private static final String MODEL = ".model";
    /** Trainers that learn from patterns have it: the share set apart, by which the best network is kept. */
    private static final String VALIDATION = "validation";

    private final TrainerProvider provider;
    private final Record settings;
    private final TrainingConditions conditions;
    private Model model;
    private long steps;

    /** Of a network that the provider's trainer can begin with. */
    Adaptation(TrainerProvider provider, Record settings, TrainingConditions conditions, Model model) {
        this.provider = provider;
        this.settings = settings;
        this.conditions = conditions;
        this.model = model;
    }

    /**
     * Opens the network that the plan names.
     *
     * @throws BadInputException if the plan's engine has none, or its trainer needs known objects
     */
    static Adaptation of(Plan plan) {
        String file = plan.settings().getOrDefault(plan.engine() + MODEL, "");
        if (file.isEmpty()) {
            throw new BadInputException("--adapt trains on the network that --set " + plan.engine() + MODEL
                    + "=FILE names; engine " + plan.engine() + " has none");
        }
        Model model = ModelFile.read(Path.of(file));
        TrainerProvider provider = Trainers.all().stream()
                .filter(some -> some.name().equals(model.kind()) && some.learnsFromPatterns())
                .findFirst()
                .orElseThrow(() -> new BadInputException("--adapt: networks of the kind '" + model.kind()
                        + "' learn from known objects, which a scan being measured has not; leave it out, or take one"
                        + " that 'train ptychopinn' has made"));
        Map<String, String> typed = new LinkedHashMap<>(model.settings());
        typed.put(TrainerProvider.ROUNDS, "1");
        typed.put(VALIDATION, "0");
        String device = plan.settings().getOrDefault(plan.engine() + ".device", Device.CPU.typed());
        return new Adaptation(
                provider,
                SettingsReader.read(provider.settingsType(), provider.name(), typed),
                new TrainingConditions(
                        plan.seed(), plan.threads().orElse(Parallel.allProcessors()), Device.named(device)),
                model);
    }

    /** The setting that names the network. */
    static String key(Plan plan) {
        return plan.engine() + MODEL;
    }

    /**
     * Learns from the frames so far.
     *
     * @param scan prepared
     * @param seconds for how long, from when all is read and ready; one step is done in any case
     * @param interrupt asked between steps
     * @return whether the network is another one now
     * @throws BadInputException if there is nothing to learn from yet, or if learning diverged; the network is the same then
     */
    boolean learn(Scan scan, double seconds, BooleanSupplier interrupt) {
        TrainingData data = new TrainingData(List.of(TrainingData.Labelled.byTruth(scan)), List.of());
        try (Trainer trainer = provider.create(settings, data, conditions)) {
            trainer.beginWith(model);
            // only now: to read and group many frames may take longer than there is to learn
            long until = System.nanoTime() + (long) (1e9 * seconds);
            trainer.stopWhen(() -> interrupt.getAsBoolean() || trainer.begun() > 0 && System.nanoTime() - until >= 0);
            try {
                trainer.step();
            } catch (StoppedException e) {
                // so far and no further, this time
            } catch (DivergedException e) {
                throw new BadInputException(
                        "--adapt: the network did not learn from these frames and stays as it was, since "
                                + e.getMessage(),
                        e);
            }
            if (trainer.begun() == 0) {
                return false;
            }
            model = trainer.model();
            steps += Long.parseLong(model.facts().getOrDefault("steps", "0"));
            return true;
        }
    }

    /** The network as it is now. */
    Model model() {
        return model;
    }

    /** Writes the network as it is now. */
    void write(Path file, Scan scan) {
        model.facts().put("program", Version.program());
        model.facts().put("adapted", steps + " steps while " + scan.source() + " was measured");
        ModelFile.write(file, model);
    }
}
