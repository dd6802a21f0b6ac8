package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** Scans of any exposure, objects of any unit, become examples of one kind. */
class LabelledScanTest {
    private final Scan scan = ScannedField.scan(5, 4, 4, 3);
    private final LitDisc disc = LitDisc.of(scan);

    @Test
    void the_disc_is_where_the_light_is() {
        assertThat(disc.radius()).isBetween(ScannedField.RADIUS, ScannedField.RADIUS + 2);
        assertThat(disc.side()).isEqualTo(14);
        double lit = LabelledScan.lit(disc.mask());
        assertThat(lit).isCloseTo(Math.PI * disc.radius() * disc.radius(), Percentage.withPercentage(6));
    }

    @Test
    void patterns_have_the_power_that_the_paper_gives_them() {
        LabelledScan labelled = new LabelledScan(ScannedField.labelled(scan), disc, PatternPreparation.plain(32));
        float[] all = new float[labelled.count() * 32 * 32];
        double sum = 0;
        for (int j = 0; j < labelled.count(); j++) {
            labelled.pattern(j, all, j);
        }
        for (float x : all) {
            sum += (double) x * x;
        }
        assertThat(sum / labelled.count()).isCloseTo(16 * 16, Percentage.withPercentage(1e-3));
    }

    @Test
    void neither_exposure_nor_unit_nor_a_common_phase_of_the_object_changes_an_example() {
        Scan brighter = ScannedField.scan(5, 4, 4, 3, "grf:blur=2,phase=tanh", 4e6);
        Specimen object = scan.truth().orElseThrow().specimen();
        ComplexImage turned = object.image().copy();
        for (int i = 0; i < turned.size(); i++) {
            float re = turned.re()[i];
            turned.re()[i] = -3 * turned.im()[i];
            turned.im()[i] = 3 * re;
        }
        Specimen other =
                Specimen.of(turned, object.pixelHeight(), object.pixelWidth(), object.centreY(), object.centreX());
        LabelledScan one = new LabelledScan(ScannedField.labelled(scan), disc, PatternPreparation.plain(32));
        LabelledScan two = new LabelledScan(
                new TrainingData.Labelled(brighter, Optional.of(other), brighter.positions()),
                disc,
                PatternPreparation.plain(32));
        assertThat(two.rootMeanSquare()).isCloseTo(3 * one.rootMeanSquare(), Percentage.withPercentage(1e-4));
        assertThat(two.object(7).re()).containsExactly(one.object(7).re(), Offset.offset(1e-5f));
        assertThat(two.object(7).im()).containsExactly(one.object(7).im(), Offset.offset(1e-5f));
        float[] dim = new float[32 * 32];
        float[] bright = new float[32 * 32];
        one.pattern(7, dim, 0);
        two.pattern(7, bright, 0);
        assertThat(bright[16 * 32 + 16]).isCloseTo(dim[16 * 32 + 16], Percentage.withPercentage(2));
    }

    @Test
    void labels_are_cut_where_the_data_say_and_not_where_the_scan_does() {
        Specimen object = scan.truth().orElseThrow().specimen();
        double pixel = scan.geometry().pixelWidth();
        Positions said = scan.positions();
        double[] x = Arrays.stream(said.x()).map(value -> value + pixel).toArray();
        LabelledScan right = new LabelledScan(
                new TrainingData.Labelled(scan, Optional.of(object), new Positions(said.y(), x)),
                disc,
                PatternPreparation.plain(32));
        LabelledScan left = new LabelledScan(ScannedField.labelled(scan), disc, PatternPreparation.plain(32));
        int side = disc.side();
        double relative = right.rootMeanSquare() / left.rootMeanSquare();
        for (int i = 0; i < side * side; i++) {
            if (i % side < side - 1) {
                double there =
                        Math.hypot(right.object(5).re()[i], right.object(5).im()[i]);
                double here =
                        Math.hypot(left.object(5).re()[i + 1], left.object(5).im()[i + 1]);
                assertThat(relative * there).isCloseTo(here, within(1e-4));
            }
        }
        assertThat(right.positions().x()).isEqualTo(x);
    }

    @Test
    void a_scan_without_an_object_says_how_to_come_by_one() {
        assertThatThrownBy(() -> new LabelledScan(ScannedField.without(scan), disc, PatternPreparation.plain(32)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no object to learn from")
                .hasMessageContaining("--object");
    }
}
