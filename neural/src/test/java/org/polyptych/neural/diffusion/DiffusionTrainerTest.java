package org.polyptych.neural.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.neural.train.StoppedException;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.Trainers;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.neural.train.TrainingRun;

/** The training of a prior so small that it learns smooth images in a second. */
@ExtendWith(OneThread.class)
class DiffusionTrainerTest {
    private static final TrainingConditions CONDITIONS = new TrainingConditions(5, 1, Device.CPU);

    @TempDir
    private Path folder;

    /** Waves of amplitude and phase. */
    private static ComplexImage object(int rows, int columns, double turn) {
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double amplitude = 1 + 0.4 * Math.sin(0.25 * (y * Math.cos(turn) + x * Math.sin(turn)));
                double phase = 0.8 * Math.cos(0.2 * (x * Math.cos(turn) - y * Math.sin(turn)));
                image.re()[y * columns + x] = (float) (amplitude * Math.cos(phase));
                image.im()[y * columns + x] = (float) (amplitude * Math.sin(phase));
            }
        }
        return image;
    }

    private static TrainingData data() {
        return new TrainingData(
                List.of(),
                List.of(
                        new TrainingData.Image("one", object(64, 48, 0.3), 2e-9, 3e-9),
                        new TrainingData.Image("two", object(48, 64, 1.2), 2e-9, 3e-9)));
    }

    private static Trainer trainer(String... more) {
        Map<String, String> settings = new LinkedHashMap<>(
                Map.of("side", "16", "base", "8", "multipliers", "1,2", "blocks", "1", "attention", "1"));
        settings.put("headChannels", "8");
        settings.put("batch", "4");
        settings.put("rounds", "3");
        settings.put("rate", "0.006");
        settings.put("schedule", "constant");
        settings.put("average", "0.9");
        settings.put("validation", "0.25");
        settings.put("samples", "0");
        for (int k = 0; k < more.length; k += 2) {
            settings.put(more[k], more[k + 1]);
        }
        TrainerProvider provider = Trainers.named("diffusion");
        return provider.create(SettingsReader.read(provider.settingsType(), "diffusion", settings), data(), CONDITIONS);
    }

    private static List<Double> losses(Trainer trainer, int rounds) {
        List<Double> losses = new ArrayList<>();
        for (int k = 0; k < rounds; k++) {
            losses.add(trainer.step().loss());
            losses.add(trainer.validation().orElseThrow());
        }
        return losses;
    }

    @ParameterizedTest
    @CsvSource({"edm, real_imaginary", "ddpm, amplitude_phase"})
    void it_learns_to_take_noise_off_and_its_file_does_it_again(String noise, String channels) {
        Model model;
        try (Trainer trainer = trainer("noise", noise, "channels", channels, "steps", "30")) {
            List<Double> losses = losses(trainer, 3);
            assertThat(losses.get(5)).isLessThan(0.9 * losses.get(1)).isLessThan(0.75);
            model = trainer.model();
        }
        Path file = folder.resolve("prior.safetensors");
        ModelFile.write(file, model);
        try (DiffusionPrior prior = DiffusionPrior.read(file, Device.CPU);
                Scope scope = Scope.open()) {
            assertThat(prior.side()).isEqualTo(16);
            assertThat(prior.multiple()).isEqualTo(4);
            assertThat(prior.pixelHeight()).hasValue(2e-9);
            assertThat(prior.pixelWidth()).hasValue(3e-9);
            Tensor clean = prior.channels().of(Tensors.of(object(16, 16, 0.7), object(16, 16, 2.1)));
            RandomStream random = new RandomStream(6, 0);
            float[] noiseValues = new float[2 * 2 * 256];
            for (int k = 0; k < noiseValues.length; k++) {
                noiseValues[k] = (float) (0.3 * random.gaussian());
            }
            Tensor noisy = clean.add(Tensors.of(noiseValues, 2, 2, 16, 16));
            noisy.requires_grad_(true);
            Tensor made = prior.denoise(noisy, 0.3);
            double left = Tensors.number(made.sub(clean).square().mean());
            assertThat(left).isLessThan(0.65 * 0.09);
            made.square().sum().backward();
            assertThat(Tensors.number(noisy.grad().abs().max())).isPositive();
        }
    }

    @Test
    void killed_within_a_round_and_resumed_it_gives_the_same_bits() {
        List<Double> whole;
        Map<String, Weights> expected;
        try (Trainer trainer = trainer("steps", "3")) {
            whole = losses(trainer, 3);
            expected = trainer.model().weights();
        }
        Snapshot saved;
        try (Trainer trainer = trainer("steps", "3")) {
            AtomicInteger asked = new AtomicInteger();
            trainer.stopWhen(() -> asked.getAndIncrement() == 4);
            assertThatThrownBy(() -> losses(trainer, 3)).isInstanceOf(StoppedException.class);
            assertThat(trainer.completed()).isEqualTo(1);
            saved = trainer.save().deepCopy();
        }
        try (Trainer trainer = trainer("steps", "3")) {
            trainer.restore(saved);
            assertThat(losses(trainer, 2)).isEqualTo(whole.subList(2, 6));
            trainer.model()
                    .weights()
                    .forEach((name, weights) -> assertThat(weights.values())
                            .as(name)
                            .isEqualTo(expected.get(name).values()));
        }
    }

    @Test
    void after_each_round_it_makes_samples_of_the_same_noise() {
        try (Trainer trainer = trainer("samples", "2", "steps", "1", "validation", "0")) {
            assertThat(trainer.samples()).isEmpty();
            trainer.step();
            List<ComplexImage> first = trainer.samples();
            assertThat(first).hasSize(2).allMatch(sample -> sample.rows() == 16 && sample.isFinite());
            assertThat(first.get(0).re()).isNotEqualTo(first.get(1).re());
            assertThat(trainer.validation()).isEmpty();
            trainer.step();
            double far = 0;
            for (int i = 0; i < 256; i++) {
                far = Math.max(
                        far,
                        Math.abs(first.get(0).re()[i] - trainer.samples().get(0).re()[i]));
            }
            assertThat(far).isPositive().isLessThan(0.5);
        }
    }

    @Test
    void scans_are_refused_and_so_are_settings_that_cannot_be() {
        TrainerProvider provider = Trainers.named("diffusion");
        Record usual = SettingsReader.defaults(provider.settingsType());
        assertThatThrownBy(() -> provider.create(usual, new TrainingData(List.of(), List.of()), CONDITIONS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("name some with --images");
        for (String[] bad : new String[][] {
            {"side", "18", "diffusion.side must be a multiple of 4"},
            {"multipliers", "1,two", "diffusion.multipliers must be whole numbers"},
            {"attention", "2", "diffusion.attention must name levels"},
            {"zoom", "0.5", "diffusion.zoom must be 1 to 4"},
            {"turned", "2", "diffusion.turned must be 0 to 1"},
        }) {
            assertThatThrownBy(() -> trainer(bad[0], bad[1]))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith(bad[2]);
        }
    }

    @Test
    void damaged_files_are_refused_in_one_line() {
        Model model;
        try (Trainer trainer = trainer("steps", "1")) {
            trainer.step();
            model = trainer.model();
        }
        model.facts().put(TrainingRun.MADE + "x", "y");
        refused(model, "base", "12", "a file: its network has");
        refused(model, "base", "five", "a file: its 'base' must be a number");
        refused(model, "multipliers", "1,,2", "a file: its 'multipliers' must be whole numbers");
        refused(model, "attention levels", "7", "a file: says a network that cannot be: attention must name levels");
        refused(model, "side", "18", "a file: says patches of 18 pixels");
        refused(model, "channel unit", "0", "a file: its 'channel unit' must be a number");
        refused(model, "noise", "none", "a file: its 'noise' must be ddpm or edm");
        Weights old = model.weights().get("first.bias");
        float[] broken = old.values().clone();
        broken[0] = Float.NaN;
        model.weights().put("first.bias", new Weights(old.shape(), broken));
        assertThatThrownBy(() -> DiffusionPrior.of("a file", model, Device.CPU))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("a file: the weights first.bias hold NaN");
    }

    private static void refused(Model model, String fact, String value, String message) {
        Model changed = new Model(
                model.kind(),
                model.settings(),
                new LinkedHashMap<>(model.facts()),
                new LinkedHashMap<>(model.weights()));
        changed.facts().put(fact, value);
        assertThatThrownBy(() -> DiffusionPrior.of("a file", changed, Device.CPU))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(message);
    }
}
