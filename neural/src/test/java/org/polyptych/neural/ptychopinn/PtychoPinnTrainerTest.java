package org.polyptych.neural.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.ptychonn.ScannedField;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.Trainers;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** The three arms on scans small enough to learn by heart. */
class PtychoPinnTrainerTest {
    private static final TrainingConditions CONDITIONS = new TrainingConditions(5, 1, Device.CPU);

    private static TrainingData data(Scan... scans) {
        return new TrainingData(Stream.of(scans).map(ScannedField::labelled).toList(), List.of());
    }

    /** A small network, but for what is said. */
    private static Trainer trainer(String name, TrainingData data, String... settings) {
        TrainerProvider provider = Trainers.named(name);
        Map<String, String> typed = new HashMap<>(Map.of("width", "16", "batch", "4", "validation", "0"));
        for (String setting : settings) {
            typed.put(setting.split("=")[0], setting.split("=")[1]);
        }
        return provider.create(SettingsReader.read(provider.settingsType(), name, typed), data, CONDITIONS);
    }

    private static List<Double> losses(Trainer trainer, int rounds) {
        List<Double> losses = new ArrayList<>();
        for (int k = 0; k < rounds; k++) {
            losses.add(trainer.step().loss());
            trainer.validation().ifPresent(losses::add);
        }
        return losses;
    }

    @ParameterizedTest
    @CsvSource({
        "ptychopinn, 0.55, mae=1",
        "ptychopinn, 0.35, nll=1;mae=0;clip=1",
        "ptychopinn, 0.6, nll=0.5;tv=0.01;agree=0.1;shift=fourier;grouping=random;repeats=2;batch=8",
        "pinn, 0.55, mae=1",
        "overlaps, 0.6, learn=both",
        "overlaps, 0.6, learn=amplitude;merged=false;group=1"
    })
    void each_arm_learns_a_few_patterns(String name, double share, String settings) {
        String[] typed = (settings + ";rate=0.004;schedule=constant").split(";");
        try (Trainer trainer = trainer(name, data(ScannedField.scan(4, 4, 4, 1)), typed)) {
            List<Double> losses = losses(trainer, 12);
            assertThat(losses.getLast()).isLessThan(share * losses.getFirst());
        }
    }

    @Test
    void a_resumed_training_goes_on_to_the_same_bits_also_of_scale_and_probe() {
        TrainingData data = data(ScannedField.scan(12, 3, 3, 1));
        String[] settings = {"width=8", "validation=0.2", "probeRate=0.01", "headroom=2", "probe=data"};
        List<Double> straight;
        Snapshot half;
        try (Trainer trainer = trainer("ptychopinn", data, settings)) {
            straight = losses(trainer, 2);
            half = trainer.save().deepCopy();
            straight.addAll(losses(trainer, 2));
            Model model = trainer.model();
            assertThat(model.weights().get("logScale").values()[0]).isNotEqualTo((float) Math.log(2));
            assertThat(model.facts()).containsEntry("validation groups", "4").containsEntry("validation frames", "9");
        }
        try (Trainer resumed = trainer("ptychopinn", data, settings)) {
            resumed.restore(half);
            assertThat(losses(resumed, 2)).isEqualTo(straight.subList(4, 8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ptychopinn", "pinn", "overlaps"})
    void the_model_file_says_all_that_its_use_needs(String name, @TempDir Path folder) {
        Scan scan = ScannedField.scan(4, 4, 3, 1);
        Path file = folder.resolve("some.safetensors");
        try (Trainer trainer = trainer(name, data(scan), "width=8", "exponent=0.5", "pooling=max")) {
            trainer.step();
            ModelFile.write(file, trainer.model());
        }
        try (PtychoPinnModel model = PtychoPinnModel.read(file)) {
            assertThat(model.taught().side()).isEqualTo(32);
            assertThat(model.taught().pixelHeight()).isCloseTo(1e-8, within(1e-20));
            assertThat(model.preparation().text()).isEqualTo("amplitudes power:sum=256.0 lift:exponent=0.5");
            assertThat(model.network().settings().frames()).isEqualTo(name.equals("pinn") ? 1 : 4);
            assertThat(model.network().settings().pooling()).isEqualTo(Pooling.MAX);
            assertThat(model.grouping()).isEqualTo(name.equals("pinn") ? Grouping.NEAREST : Grouping.AUTO);
            assertThat(model.radius()).isBetween(5.0, 8.0);
            assertThat(model.unit()).isBetween(1.0, 5.0);
            assertThat(model.probe().power()).isCloseTo(1, within(1e-5));
        }
        Model model = ModelFile.read(file);
        assertThat(model.facts()).containsEntry("training frames", "16").containsEntry("seed", "5");
        try (Trainer more = trainer(name, data(scan), "width=8", "exponent=0.5", "pooling=max", "rate=1e-9")) {
            more.beginWith(model);
            assertThat(more.step().loss())
                    .isCloseTo(Double.parseDouble(model.facts().get("trainingLoss")), within(0.3));
        }
    }

    /** The same scan with other amplitudes. */
    private static Scan changed(Scan scan, UnaryOperator<float[]> change) {
        Frames frames = scan.frames();
        return scan.withFrames(new Frames() {
            @Override
            public int count() {
                return frames.count();
            }

            @Override
            public int rows() {
                return frames.rows();
            }

            @Override
            public int columns() {
                return frames.columns();
            }

            @Override
            public void read(int[] indices, float[] buffer) {
                int pixels = rows() * columns();
                for (int k = 0; k < indices.length; k++) {
                    System.arraycopy(change.apply(frames.frame(indices[k])), 0, buffer, k * pixels, pixels);
                }
            }
        });
    }

    /** As if its object had seven times the amplitude: as many times the counts, squared. */
    private static Scan sevenfold(Scan scan) {
        return changed(scan, frame -> {
            for (int i = 0; i < frame.length; i++) {
                frame[i] *= 7;
            }
            return frame;
        });
    }

    @Test
    void bad_pixels_have_no_say() {
        Scan scan = ScannedField.scan(4, 4, 3, 1);
        boolean[] mask = scan.mask().clone();
        Arrays.fill(mask, 500, 520, false);
        Scan masked = scan.withMask(mask);
        Scan broken = changed(masked, frame -> {
            Arrays.fill(frame, 500, 520, Float.NaN);
            return frame;
        });
        try (Trainer whole = trainer("ptychopinn", data(scan), "width=8");
                Trainer one = trainer("ptychopinn", data(masked), "width=8");
                Trainer other = trainer("ptychopinn", data(broken), "width=8")) {
            double loss = one.step().loss();
            assertThat(other.step().loss()).isEqualTo(loss);
            assertThat(whole.step().loss()).isNotEqualTo(loss);
        }
    }

    @Test
    void amplitudes_far_above_1_are_the_units_and_change_nothing_of_what_is_learned() {
        Scan scan = ScannedField.scan(4, 4, 3, 1);
        try (Trainer one = trainer("ptychopinn", data(scan), "width=8");
                Trainer seven = trainer("ptychopinn", data(sevenfold(scan)), "width=8")) {
            List<Double> losses = losses(one, 2);
            assertThat(losses(seven, 2).getLast()).isCloseTo(losses.getLast(), within(1e-4 * losses.getLast()));
            float unit = one.model().weights().get("logScale").values()[0];
            assertThat(seven.model().weights().get("logScale").values()[0]).isCloseTo(unit, within(1e-4f));
        }
    }

    @Test
    void nothing_is_known_of_objects_and_of_places_only_what_the_scan_says() {
        Scan scan = ScannedField.scan(4, 4, 3, 1);
        Scan untold = new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                scan.truth().map(Scan.Truth::probe),
                Optional.empty(),
                Optional.empty(),
                List.of());
        TrainingData without = new TrainingData(List.of(ScannedField.without(untold)), List.of());
        try (Trainer told = trainer("ptychopinn", data(scan), "width=8");
                Trainer alone = trainer("ptychopinn", without, "width=8")) {
            assertThat(losses(alone, 2)).isEqualTo(losses(told, 2));
        }
    }

    @Test
    void of_several_scans_the_last_judges_and_each_has_its_own_probe_and_exposure() {
        Scan bright = ScannedField.scan(3, 3, 3, 2, "grf:blur=2,phase=tanh", 1e8);
        try (Trainer trainer = trainer(
                "ptychopinn",
                data(ScannedField.scan(3, 3, 3, 1), sevenfold(bright), ScannedField.scan(4, 3, 3, 3)),
                "width=8",
                "validation=0.3")) {
            trainer.step();
            assertThat(trainer.validation()).isPresent();
            assertThat(trainer.model().facts())
                    .containsEntry("training groups", "8")
                    .containsEntry("training frames", "18")
                    .containsEntry("validation groups", "6")
                    .containsKey("validationLoss");
        }
    }

    @Test
    void data_and_settings_that_do_not_serve_are_refused_in_one_line() {
        Scan scan = ScannedField.scan(3, 3, 3, 1);
        refused("ptychopinn", new TrainingData(List.of(), List.of()), "ptychopinn learns from scans");
        refused("ptychopinn", data(ScannedField.scan(1, 3, 3, 1)), "3 frames are too few for groups of 4");
        refused("ptychopinn", data(scan), "too few for groups of 4; give more frames, or set", "validation=0.4");
        // one row is no square of a raster
        refused(
                "ptychopinn",
                data(ScannedField.scan(12, 4, 3, 1)),
                "of its groups of 4 neighbours 18 lie within the frames to learn from and 0 within those set apart",
                "validation=0.08");
        refused(
                "ptychopinn",
                data(scan, ScannedField.scan(3, 3, 3, 1, 48)),
                "one network learns from frames of one size");
        refused("pinn", data(SimulatedScan.wellPosed().near().scan()), "pinn knows the far field only");
        refused("ptychopinn", data(scan), "ptychopinn.probe=auto or data", "probe=file");
        refused(
                "ptychopinn",
                data(scan),
                "ptychopinn.blocks=6 needs patterns whose side is a multiple of 64",
                "blocks=6");
        refused("ptychopinn", data(scan), "ptychopinn.width must be a multiple of 4", "width=6");
        refused("ptychopinn", data(scan), "ptychopinn.mae or nll must be above 0", "mae=0");
        refused("ptychopinn", data(scan), "ptychopinn.rate must be above 0", "rate=0");
        refused("pinn", data(scan), "unknown setting 'pinn.group'", "group=4");
        refused(
                "overlaps",
                new TrainingData(List.of(ScannedField.without(scan)), List.of()),
                "has no object to learn from");
        refused("overlaps", data(scan), "overlaps.radius must be at most a quarter", "radius=9");
    }

    private static void refused(String name, TrainingData data, String message, String... settings) {
        assertThatThrownBy(() -> trainer(name, data, settings).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
