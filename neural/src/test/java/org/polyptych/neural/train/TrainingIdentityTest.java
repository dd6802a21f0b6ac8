package org.polyptych.neural.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Identity;
import org.polyptych.neural.ptychonn.PtychoNnTrainerProvider;
import org.polyptych.neural.torch.Device;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** Whatever decides what is learned decides whether one training may go on for another. */
class TrainingIdentityTest {
    private static Map<String, String> identity(Scan scan) {
        PtychoNnTrainerProvider provider = new PtychoNnTrainerProvider();
        return TrainingIdentity.of(
                provider,
                SettingsReader.read(provider.settingsType(), provider.name(), Map.of()),
                new TrainingData(List.of(TrainingData.Labelled.byTruth(scan)), List.of()),
                new TrainingConditions(1, 1, Device.CPU),
                false,
                Optional.empty());
    }

    private static Scan with(Scan scan, Optional<Probe> probe, Optional<Scan.Truth> truth) {
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                probe,
                scan.specimen(),
                truth,
                scan.notes());
    }

    @Test
    void the_probe_decides_which_pixels_are_learned() {
        Scan scan = with(SimulatedScan.wellPosed().scan(), Optional.empty(), Optional.empty());
        Probe probe = SimulatedScan.wellPosed().scan().truth().orElseThrow().probe();
        assertThat(Identity.difference(identity(scan), identity(scan))).isEmpty();
        assertThat(Identity.difference(identity(scan), identity(with(scan, Optional.of(probe), Optional.empty()))))
                .hasValue("the probe is not the same");
    }

    @Test
    void the_true_probe_and_positions_decide_what_lies_under_a_pattern() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Scan.Truth truth = scan.truth().orElseThrow();
        double[] y = scan.positions().y().clone();
        y[3] += 1e-9;
        Positions moved = new Positions(y, scan.positions().x());
        List<String> differences = new ArrayList<>();
        for (Scan.Truth other : List.of(
                new Scan.Truth(
                        truth.specimen(),
                        truth.probe().withPower(2 * truth.probe().power()),
                        truth.positions()),
                new Scan.Truth(truth.specimen(), truth.probe(), Optional.of(moved)))) {
            Identity.difference(identity(scan), identity(with(scan, scan.probe(), Optional.of(other))))
                    .ifPresent(differences::add);
        }
        assertThat(differences)
                .containsExactly("the true probe is not the same", "the positions on the object is not the same");
    }
}
