package org.polyptych.app.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.Setting;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.StepReport;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.train.DivergedException;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;

/** A stranger's trainer without a network: it learns the mean of the first image, by noisy steps. */
public final class MeanTrainerProvider implements TrainerProvider {
    /** One setting of each kind that matters to the command. */
    public record Settings(
            @Setting(value = "5", doc = "rounds") int rounds,

            @Setting(value = "0.3", doc = "rate, 0 to 1") double rate,

            @Setting(value = "0", doc = "milliseconds that a round takes")
            int pause,

            @Setting(value = "0", doc = "looks above the best one that end it; 0: never")
            int patience,

            @Setting(value = "1000000", doc = "from this round on what is seen apart gets worse")
            int turns,

            @Setting(value = "1000000", doc = "in this round the loss is no number")
            int breaks,

            @Setting(value = "1000000", doc = "in this round it is none either, and the trainer does not notice")
            int slips) {
        public Settings {
            if (rounds < 1) {
                throw new IllegalArgumentException("rounds must be 1 or more, got " + rounds);
            }
            if (!(rate > 0 && rate <= 1)) {
                throw new IllegalArgumentException("rate must be above 0 and at most 1, got " + rate);
            }
        }
    }

    @Override
    public String name() {
        return "mean";
    }

    @Override
    public String description() {
        return "the mean of an image, by noisy steps";
    }

    @Override
    public String bibtex() {
        return "@misc{mean, title = {The mean}}";
    }

    @Override
    public Class<? extends Record> settingsType() {
        return Settings.class;
    }

    @Override
    public Trainer create(Record settings, TrainingData data, TrainingConditions conditions) {
        if (data.images().isEmpty()) {
            throw new BadInputException("train mean: needs an image, with --images");
        }
        double sum = 0;
        for (float value : data.images().getFirst().image().re()) {
            sum += value;
        }
        return new MeanTrainer(
                (Settings) settings, sum / data.images().getFirst().image().size(), conditions.seed());
    }

    private static final class MeanTrainer implements Trainer {
        private final Settings settings;
        private final double truth;
        private final long seed;
        private int completed;
        private float guess;

        MeanTrainer(Settings settings, double truth, long seed) {
            this.settings = settings;
            this.truth = truth;
            this.seed = seed;
        }

        @Override
        public int rounds() {
            return settings.rounds();
        }

        @Override
        public int patience() {
            return settings.patience();
        }

        @Override
        public StepReport step() {
            try {
                Thread.sleep(settings.pause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (completed + 1 >= settings.breaks()) {
                throw new DivergedException("the loss of step 9 (round " + (completed + 1) + ") is NaN");
            }
            double seen = truth + 0.01 * new RandomStream(seed, completed).gaussian();
            double loss = completed + 1 >= settings.slips() ? Double.NaN : Math.pow(seen - guess, 2);
            guess += (float) (settings.rate() * (seen - guess));
            completed++;
            return new StepReport(completed, loss);
        }

        @Override
        public OptionalDouble validation() {
            double error = Math.abs(truth - guess);
            return OptionalDouble.of(completed >= settings.turns() ? 10 + completed : error);
        }

        @Override
        public int completed() {
            return completed;
        }

        @Override
        public String lossName() {
            return "squared error";
        }

        @Override
        public Model model() {
            LinkedHashMap<String, Weights> weights = new LinkedHashMap<>();
            weights.put("mean", new Weights(new long[0], new float[] {guess}));
            LinkedHashMap<String, String> facts = new LinkedHashMap<>(Map.of("rounds", "" + completed));
            return new Model("mean", new LinkedHashMap<>(SettingsReader.write(settings)), facts, weights);
        }

        @Override
        public void beginWith(Model model) {
            guess = model.weights().get("mean").values()[0];
        }

        @Override
        public Snapshot save() {
            Snapshot snapshot = new Snapshot();
            snapshot.floats().put("guess", new float[][] {{guess}});
            snapshot.longs().put("completed", new long[] {completed});
            return snapshot;
        }

        @Override
        public void restore(Snapshot snapshot) {
            guess = snapshot.floats().get("guess")[0][0];
            completed = (int) snapshot.longs().get("completed")[0];
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
