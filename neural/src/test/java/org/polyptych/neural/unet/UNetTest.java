package org.polyptych.neural.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** A U-Net is taught on what AWF makes of pieces of an image, and used behind it. */
class UNetTest {
    private static final Scan SCAN =
            SimulatedScan.wellPosed().frames(3).step(12).scan();

    @TempDir
    private Path folder;

    /** The object of another scan, larger than this one's. */
    private static TrainingData data() {
        ComplexImage image = SimulatedScan.wellPosed()
                .frames(6)
                .step(12)
                .seed(3)
                .scan()
                .truth()
                .orElseThrow()
                .specimen()
                .image();
        return new TrainingData(
                List.of(TrainingData.Labelled.byTruth(SCAN)), List.of(TrainingData.Image.of("objects", image)));
    }

    private static Trainer trainer(TrainingData data, String... pairs) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "pairs",
                "6",
                "iterations",
                "10",
                "base",
                "8",
                "levels",
                "2",
                "rounds",
                "4",
                "steps",
                "8",
                "batch",
                "2",
                "side",
                "48",
                "validation",
                "0.2"));
        for (String pair : pairs) {
            settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        UNetTrainerProvider provider = new UNetTrainerProvider();
        return provider.create(
                SettingsReader.read(UNetTraining.class, "unet", settings),
                data,
                new TrainingConditions(1, 1, Device.CPU));
    }

    private Reconstruction recipe(Path model, String chain) {
        return Reconstruction.with(
                chain, Map.of("unet.model", model.toString(), "probe.known", "true"), OptionalInt.empty(), 1, 1);
    }

    private Path written(Model model) {
        Path file = folder.resolve("unet.safetensors");
        ModelFile.write(file, model);
        return file;
    }

    @Test
    void it_learns_to_take_mistakes_off_and_a_stop_changes_nothing() {
        try (Trainer whole = trainer(data());
                Trainer again = trainer(data())) {
            double first = whole.step().loss();
            double before = whole.validation().orElseThrow();
            again.restore(whole.save());
            double last = first;
            for (int round = 1; round < 4; round++) {
                last = whole.step().loss();
                assertThat(again.step().loss()).isEqualTo(last);
            }
            assertThat(last).isLessThan(first);
            assertThat(whole.validation().orElseThrow()).isLessThan(before);
            Path file = written(whole.model());
            Result alone = Reconstruction.with("awf", Map.of("probe.known", "true"), OptionalInt.of(10), 1, 1)
                    .run(SCAN, Observer.NONE);
            Result behind = recipe(file, "awf*10,unet").run(SCAN, Observer.NONE);
            assertThat(behind.losses()).hasSize(11);
            assertThat(behind.losses()[9]).isEqualTo(alone.losses()[9]);
            assertThat(behind.specimen().image().isFinite()).isTrue();
            assertThat(behind.specimen().image().re())
                    .isNotEqualTo(alone.specimen().image().re());
        }
    }

    /** A network that adds nothing: what is left is phase, channels, patches and margin, there and back. */
    @Test
    void with_nothing_to_add_it_gives_back_what_was_made() {
        try (Trainer trainer = trainer(data())) {
            Model model = trainer.model();
            Arrays.fill(model.weights().get("last.weight").values(), 0);
            Arrays.fill(model.weights().get("last.bias").values(), 0);
            Path file = written(model);
            Result alone = Reconstruction.with("awf", Map.of("probe.known", "true"), OptionalInt.of(10), 1, 1)
                    .run(SCAN, Observer.NONE);
            Result behind = recipe(file, "awf*10,unet").run(SCAN, Observer.NONE);
            for (int i = 0; i < alone.specimen().image().size(); i++) {
                assertThat(behind.specimen().image().re()[i])
                        .isCloseTo(alone.specimen().image().re()[i], within(2e-5f));
                assertThat(behind.specimen().image().im()[i])
                        .isCloseTo(alone.specimen().image().im()[i], within(2e-5f));
            }
        }
    }

    @Test
    void it_learns_from_results_that_are_there() {
        Result made = Reconstruction.with("awf", Map.of("probe.known", "true"), OptionalInt.of(5), 1, 1)
                .run(SCAN, Observer.NONE);
        TrainingData.Labelled one = new TrainingData.Labelled(SCAN, Optional.of(made.specimen()), SCAN.positions());
        Pair pair = new GivenPairs(List.of(one), 0, true).pair(0);
        Pair free = new GivenPairs(List.of(one), 0, false).pair(0);
        assertThat(pair.truth().rows()).isEqualTo(pair.made().rows());
        // with the probe known the objects' amplitude is their own
        double power = SCAN.truth().orElseThrow().specimen().image().power()
                / SCAN.truth().orElseThrow().specimen().image().size();
        assertThat(pair.truth().power() / pair.truth().size()).isCloseTo(power, within(0.05 * power));
        assertThat(free.truth().power()).isNotCloseTo(pair.truth().power(), within(1e-3 * power));
        try (Trainer trainer = trainer(new TrainingData(List.of(one), List.of()), "validation=0", "rounds=1")) {
            assertThat(trainer.step().loss()).isPositive();
            assertThat(trainer.validation()).isEmpty();
        }
    }

    @Test
    void what_does_not_fit_is_told_in_one_line() {
        refused(() -> trainer(new TrainingData(List.of(), data().images())), "needs a scan");
        refused(() -> trainer(new TrainingData(data().scans(), List.of())), "with --object, or give --images");
        TrainingData.Image small = TrainingData.Image.of("small.npy", ComplexImage.constant(20, 20, 1, 0));
        refused(() -> trainer(new TrainingData(data().scans(), List.of(small))), "small.npy: has 20 x 20 pixels");
        TrainingData.Image coarse =
                new TrainingData.Image("coarse.cxi", data().images().getFirst().image(), 1e-7, 1e-7);
        refused(
                () -> trainer(new TrainingData(data().scans(), List.of(coarse))),
                "coarse.cxi: has pixels of 1.000e-07");
        try (Trainer trainer = trainer(data())) {
            Model model = trainer.model();
            Path file = written(model);
            refused(() -> recipe(file, "unet").run(SCAN, Observer.NONE), "--engine awf,unet");
            model.facts().put("pixel height", "3e-8");
            written(model);
            refused(() -> recipe(file, "awf*1,unet").run(SCAN, Observer.NONE), "unet.anyPixel=true");
            model.facts().put("base", "16");
            written(model);
            refused(() -> recipe(file, "awf*1,unet").run(SCAN, Observer.NONE), "bottom.0.weight");
        }
    }

    private static void refused(Runnable what, String message) {
        assertThatThrownBy(what::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
