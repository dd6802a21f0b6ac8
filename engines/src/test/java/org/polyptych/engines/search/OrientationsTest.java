package org.polyptych.engines.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.physics.Orientation;

/** What follows from losses and curls. */
class OrientationsTest {
    private static final Orientation ACROSS = new Orientation(true, false, false);

    /** Curl and loss 1 but for the pair of one orientation. */
    private static Orientations found(Orientation one, double loss, double lossOfTurned, double curl) {
        Map<Orientation, Double> losses = Map.of(one, loss, one.turned(), lossOfTurned);
        List<Orientations.Candidate> candidates = Orientation.all().stream()
                .map(o ->
                        new Orientations.Candidate(o, losses.getOrDefault(o, 1.0), losses.containsKey(o) ? curl : 1.0))
                .toList();
        return new Orientations(64, 32, 32, 20, true, candidates);
    }

    @Test
    void aClearLossDecidesWhateverTheCurlSays() {
        Orientations found = found(ACROSS, 0.5, 0.51, 1.7);
        assertThat(found.best()).isEqualTo(ACROSS);
        assertThat(found.clearByLoss()).isTrue();
        assertThat(found.curlAgrees()).isFalse();
        assertThat(found.clearFromTurned()).isFalse();
        assertThat(found.margin()).isEqualTo(2);
    }

    @Test
    void whereLossesAreAlikeAClearCurlDecides() {
        Orientations found = found(ACROSS, 1.01, 1.02, 0.25);
        assertThat(found.best()).isEqualTo(ACROSS);
        assertThat(found.clear()).isTrue();
        assertThat(found.clearByLoss()).isFalse();
        assertThat(found.curlMargin()).isEqualTo(4);
    }

    @Test
    void whereNothingIsClearEverythingStays() {
        Orientations found = found(ACROSS, 0.95, 0.95, 0.8);
        assertThat(found.best()).isEqualTo(Orientation.NONE);
        assertThat(found.clear()).isFalse();
    }

    @Test
    void theTurnedOneIsTakenOnlyIfItsLossIsClearlyLower() {
        assertThat(found(ACROSS, 0.5, 0.3, 0.2).best()).isEqualTo(ACROSS.turned());
        assertThat(found(ACROSS, 0.5, 0.3, 0.2).clearFromTurned()).isTrue();
        assertThat(found(ACROSS, 0.5, 0.48, 0.2).best()).isEqualTo(ACROSS);
    }

    @Test
    void onALineNothingIsSaidByTheCurl() {
        Orientations found = found(ACROSS, 1.01, 1.02, Double.NaN);
        assertThat(found.clearByCurl()).isFalse();
        assertThat(found.fromBest()).hasSize(8);
    }
}
