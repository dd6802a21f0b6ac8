package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** The training of PtychoNN on scans small enough to learn by heart. */
class PtychoNnTrainerTest {
    private static final TrainingConditions CONDITIONS = new TrainingConditions(5, 1, Device.CPU);

    private static TrainingData data(Scan... scans) {
        return new TrainingData(Stream.of(scans).map(ScannedField::labelled).toList(), List.of());
    }

    private static Trainer trainer(TrainingData data, Map<String, String> settings) {
        TrainerProvider provider = ServiceLoader.load(TrainerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals("ptychonn"))
                .findFirst()
                .orElseThrow();
        return provider.create(
                SettingsReader.read(provider.settingsType(), provider.name(), settings), data, CONDITIONS);
    }

    private static List<Double> losses(Trainer trainer, int rounds) {
        List<Double> losses = new ArrayList<>();
        for (int k = 0; k < rounds; k++) {
            losses.add(trainer.step().loss());
            trainer.validation().ifPresent(losses::add);
        }
        return losses;
    }

    @Test
    void it_learns_sixteen_patterns_by_heart() {
        Scan scan = ScannedField.scan(4, 4, 6, 1);
        Map<String, String> settings =
                Map.of("channels", "8", "batch", "8", "validation", "0", "rate", "0.005", "schedule", "constant");
        try (Trainer trainer = trainer(data(scan), settings)) {
            List<Double> losses = losses(trainer, 50);
            assertThat(losses.getLast()).isLessThan(0.25 * losses.getFirst());
        }
    }

    @Test
    void what_it_learns_serves_for_a_scan_it_never_saw() {
        Scan[] scans = Stream.of(1, 2, 3, 4, 9)
                .map(seed -> ScannedField.scan(9, 9, 4, seed, "lines:count=60", 1e6))
                .toArray(Scan[]::new);
        Map<String, String> settings = Map.of(
                "channels",
                "8",
                "batch",
                "16",
                "rounds",
                "6",
                "learn",
                "amplitude",
                "rate",
                "0.003",
                "validation",
                "0.2");
        try (Trainer trainer = trainer(data(scans), settings)) {
            losses(trainer, 6);
            Map<String, String> facts = trainer.model().facts();
            double learned = Double.parseDouble(facts.get("validationLoss"));
            double meanPatch = Double.parseDouble(facts.get("validation loss of the mean patch"));
            assertThat(learned).isLessThan(0.8 * meanPatch);
            assertThat(facts).containsEntry("training frames", "324").containsEntry("validation frames", "81");
        }
    }

    @Test
    void the_same_seed_gives_the_same_losses_and_a_resumed_training_goes_on_as_if_it_had_never_stopped() {
        TrainingData data = data(ScannedField.scan(8, 3, 3, 1));
        Map<String, String> settings = Map.of("channels", "4", "batch", "4", "validation", "0.2", "radius", "4");
        List<Double> straight;
        Snapshot half;
        try (Trainer trainer = trainer(data, settings)) {
            straight = losses(trainer, 2);
            half = trainer.save().deepCopy();
            straight.addAll(losses(trainer, 2));
        }
        try (Trainer again = trainer(data, settings)) {
            assertThat(losses(again, 4)).isEqualTo(straight);
        }
        try (Trainer resumed = trainer(data, settings)) {
            resumed.restore(half);
            assertThat(losses(resumed, 2)).isEqualTo(straight.subList(4, 8));
        }
    }

    @Test
    void the_model_says_what_it_needs_to_be_used_and_what_it_was_made_from() {
        try (Trainer trainer = trainer(
                data(ScannedField.scan(3, 3, 3, 1)), Map.of("channels", "4", "batch", "4", "validation", "0"))) {
            trainer.step();
            Model model = trainer.model();
            assertThat(model.kind()).isEqualTo("ptychonn");
            assertThat(model.settings()).containsEntry("channels", "4").containsEntry("learn", "both");
            assertThat(model.facts())
                    .containsEntry("frame", "32")
                    .containsEntry("preparation", "amplitudes each:sum=256.0 lift:exponent=0.5")
                    .containsEntry("seed", "5")
                    .containsKeys("amplitude unit", "radius", "data", "trainingLoss");
            assertThat(Double.parseDouble(model.facts().get("amplitude unit"))).isGreaterThan(0);
        }
    }

    @Test
    void data_that_do_not_serve_are_refused_in_one_line() {
        Scan scan = ScannedField.scan(3, 3, 3, 1);
        refused(new TrainingData(List.of(), List.of()), Map.of(), "ptychonn learns from scans");
        refused(
                new TrainingData(List.of(ScannedField.without(scan)), List.of()),
                Map.of(),
                "has no object to learn from");
        refused(data(scan), Map.of("batch", "16"), "only 0 frames are left to learn from when 3 are set apart");
        refused(data(scan), Map.of("radius", "20"), "ptychonn.radius must be at most half of a frame's side, 16.0");
        refused(data(scan), Map.of("rate", "0"), "ptychonn.rate must be above 0");
        refused(data(scan), Map.of("schedule", "plateu"), "did you mean 'plateau'");
    }

    @Test
    void frames_of_two_sizes_are_refused_with_both() {
        Scan scan = ScannedField.scan(3, 3, 3, 1);
        Scan other = ScannedField.scan(3, 3, 3, 1, 48);
        refused(data(scan, other), Map.of(), "frames of 48 x 48 pixels, those of simulated have 32 x 32");
        refused(data(ScannedField.scan(3, 3, 3, 1, 36)), Map.of(), "a multiple of 8");
    }

    @Test
    void what_the_engine_would_refuse_or_a_network_not_tell_apart_is_not_learned() {
        refused(
                data(SimulatedScan.wellPosed().near().scan()),
                Map.of(),
                "is a near-field scan; ptychonn knows the far field only");
        Scan scan = ScannedField.scan(3, 3, 3, 1);
        Specimen object = scan.truth().orElseThrow().specimen();
        Specimen thick = new Specimen(
                new ComplexImage[][] {{object.image(), object.image()}},
                object.pixelHeight(),
                object.pixelWidth(),
                object.centreY(),
                object.centreX(),
                new double[] {1e-6});
        TrainingData.Labelled labelled = new TrainingData.Labelled(scan, Optional.of(thick), scan.positions());
        refused(
                new TrainingData(List.of(labelled), List.of()),
                Map.of(),
                "its object has 2 slices and 1 states; networks learn objects of one slice and one state");
        refused(
                data(scan, ScannedField.scan(3, 3, 3, 1, ScannedField.geometry(32, 2e-8))),
                Map.of(),
                "has object pixels of 2.000e-08 x 2.000e-08 m, simulated has 1.000e-08 x 1.000e-08 m");
    }

    private static void refused(TrainingData data, Map<String, String> settings, String message) {
        assertThatThrownBy(() -> trainer(data, settings).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }
}
