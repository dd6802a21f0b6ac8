package org.polyptych.bench.electron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Specimen;

class ColumnMatchTest {
    private static final Window WINDOW = new Window(new Extent(0.5, 20.5), new Extent(0.5, 30.5));

    /** 1.5 Å apart, so that none is near two others. */
    private static List<Column> lattice() {
        List<Column> columns = new ArrayList<>();
        for (int y = -2; y < 18; y++) {
            for (int x = -2; x < 24; x++) {
                columns.add(new Column(1.5 * y + 0.2 * (x % 2), 1.5 * x, 1));
            }
        }
        return columns;
    }

    @Test
    void what_is_missing_lowers_the_recall_and_what_is_false_the_precision() {
        List<Column> there = lattice();
        List<Column> found = new ArrayList<>(
                lattice().stream().map(column -> column.moved(0.21, -0.13)).toList());
        Column lost = found.get(8 * 26 + 9);
        assertThat(WINDOW.holds(lost)).isTrue();
        found.remove(lost);
        found.add(new Column(8.1, 9.8, 0));
        found.add(new Column(11.1, 12.8, 0));

        ColumnMatch match = ColumnMatch.of(found, there, WINDOW);

        assertThat(match.shiftY()).isCloseTo(0.21, within(0.02));
        assertThat(match.shiftX()).isCloseTo(-0.13, within(0.02));
        assertThat(match.there()).isGreaterThan(200);
        assertThat(match.recall()).isCloseTo((match.there() - 1.0) / match.there(), within(1e-12));
        assertThat(match.precision()).isCloseTo((match.found() - 2.0) / match.found(), within(1e-12));
        assertThat(match.rms()).isLessThan(0.02);
        assertThat(match.stretchY()).isCloseTo(1, within(1e-12));
    }

    @Test
    void what_is_longer_than_it_should_be_is_told_by_the_stretch() {
        List<Column> found = lattice().stream()
                .map(column -> new Column(1.01 * column.y(), 0.99 * column.x(), 0))
                .toList();
        ColumnMatch match = ColumnMatch.of(found, lattice(), WINDOW);
        assertThat(match.stretchY()).isCloseTo(1.01, within(1e-3));
        assertThat(match.stretchX()).isCloseTo(0.99, within(1e-3));
    }

    @Test
    void a_column_has_one_partner_at_most() {
        List<Column> there = List.of(new Column(10, 10, 1), new Column(15, 15, 1));
        List<Column> found = List.of(new Column(10.1, 10, 0), new Column(9.9, 10, 0), new Column(15, 15, 0));
        ColumnMatch match = ColumnMatch.of(found, there, WINDOW);
        assertThat(match.thereFound()).isEqualTo(2);
        assertThat(match.foundRight()).isEqualTo(2);
    }

    @Test
    void peaks_of_the_phase_lie_where_atoms_do_whatever_the_ramp() {
        double pixel = 0.3e-10;
        ComplexImage image = ComplexImage.constant(120, 140, 1, 0);
        List<Column> atoms = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            atoms.add(new Column(-6 + 2.13 * (k / 8) + 0.1 * (k % 3), -8 + 2.17 * (k % 8) - 0.1 * (k % 5), 1));
        }
        for (int i = 0; i < image.size(); i++) {
            double y = (i / 140 - 60) * 0.3;
            double x = (i % 140 - 70) * 0.3;
            double phase = 0.01 * (i / 140) - 0.02 * (i % 140);
            for (Column atom : atoms) {
                phase += 0.3 * Math.exp(-(Math.pow(y - atom.y(), 2) + Math.pow(x - atom.x(), 2)) / (2 * 0.25));
            }
            image.re()[i] = (float) Math.cos(phase);
            image.im()[i] = (float) Math.sin(phase);
        }
        Window window = new Window(new Extent(-7, 4), new Extent(-9, 8.5));
        List<Column> peaks = PhasePeaks.in(Specimen.of(image, pixel, pixel, 0, 0), window);
        ColumnMatch match = ColumnMatch.of(peaks, atoms, window);
        assertThat(match.recall()).isEqualTo(1);
        assertThat(match.rms()).isLessThan(0.03);
        assertThat(Math.hypot(match.shiftY(), match.shiftX())).isLessThan(0.03);
    }

    @Test
    void atoms_above_each_other_are_one_column(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "10,20,1,6\n10.1,20.1,5,6\n12,20,1,6\n");
        List<Column> columns = AtomColumns.read(file, new double[] {4, 5});
        assertThat(columns).extracting(Column::atoms).containsExactly(2, 1);
        assertThat(columns.getFirst().y()).isCloseTo(6.05, within(1e-12));
        assertThat(columns.getFirst().x()).isCloseTo(15.05, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"10 20 1 6 | line 1", "10,20,1,6;x,y,z,Z | line 2", "1,2,foo,6 | line 1", "'' | no atoms"})
    void what_are_no_atoms_is_told_in_one_line(String text, String said, @TempDir Path folder) throws Exception {
        Path bad = Files.writeString(folder.resolve("b.csv"), text.replace(";", "\n"));
        assertThatThrownBy(() -> AtomColumns.read(bad, new double[2]))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(said);
        assertThatThrownBy(() -> AtomColumns.read(folder.resolve("none.csv"), new double[2]))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.csv");
    }
}
