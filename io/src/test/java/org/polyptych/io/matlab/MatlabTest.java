package org.polyptych.io.matlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;

class MatlabTest {
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "beam", "xray",
            "energy", "8000",
            "distance", "2",
            "detectorPixel", "1e-4",
            "scanRows", "5",
            "scanColumns", "1",
            "scanStep", "1e-7"));

    @ParameterizedTest
    @ValueSource(strings = {"plain5", "packed5", "plain73"})
    void an_array_of_counts_and_what_a_person_says_make_a_scan(String name) {
        Scan scan = open(name);
        assertThat(scan.frames().count()).isEqualTo(5);
        assertThat(scan.frames().frame(3)[6]).isEqualTo((float) Math.sqrt(312));
        assertThat(scan.positions().y()).containsExactly(new double[] {0, 1e-7, 2e-7, 3e-7, 4e-7}, within(1e-20));
        assertThat(scan.notes())
                .anyMatch(note -> note.contains("'counts', 3 x 4 x 5, taken as counts (y, x, frame)")
                        && note.contains("file.dataset=counts:frame,y,x"));
    }

    @Test
    void what_lacks_is_named_with_its_settings() {
        settings.clear();
        refused("plain5")
                .contains("--set file.beam=")
                .contains("--set file.energy=EV")
                .contains("--set file.detectorPixel=METRES")
                .contains("file.positions=FILE");
    }

    @Test
    void a_grid_that_has_dimensions_of_its_own_says_its_rows() {
        settings.remove("scanRows");
        settings.remove("scanColumns");
        settings.put("dataset", "grid:row,column,y,x");
        Scan scan = open("grid5");
        assertThat(scan.frames().count()).isEqualTo(5);
        assertThat(scan.frames().frame(3)[6]).isEqualTo((float) Math.sqrt(312));
        assertThat(scan.positions().y()[4]).isCloseTo(4e-7, within(1e-20));
    }

    @Test
    void axes_are_never_guessed_where_there_are_four() {
        settings.remove("dataset");
        refused("grid5").contains("has 4 dimensions; say what they are").contains("file.dataset=grid:y,x,column,row");
        settings.put("dataset", "grid:y,x,frame");
        refused("grid5").contains("has 4 dimensions, but file.dataset names y, x, frame");
        settings.put("dataset", "grid:y,x,frame,wrong");
        refused("grid5").contains("the dimensions must be y, x and frame");
        settings.put("dataset", "counts:y,x,y");
        refused("plain5").contains("the dimensions must be y, x and frame");
    }

    @Test
    void a_dataset_that_is_not_there_is_refused_with_what_is() {
        settings.put("dataset", "frames");
        refused("plain73").contains("no array 'frames'; the file has").contains("counts (3 x 4 x 5)");
        settings.put("dataset", "wave");
        refused("plain73").contains("is complex");
    }

    @Test
    void variables_called_as_other_formats_datasets_do_not_make_a_file_theirs() {
        Path file = MatlabFileTest.fixture("names73");
        assertThat(ScanFiles.formats().stream().filter(format -> format.recognises(file)))
                .singleElement()
                .isInstanceOf(Matlab.class);
        assertThat(open("names73").frames().frame(3)[6]).isEqualTo((float) Math.sqrt(312));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain5", "plain73"})
    void values_can_be_amplitudes(String name) {
        settings.put("values", "amplitudes");
        Scan scan = open(name);
        assertThat(scan.frames().frame(3)[6]).isEqualTo(312);
        assertThat(scan.notes()).anyMatch(note -> note.contains("amplitudes (square roots of counts) (file.values)"));
    }

    private Scan open(String name) {
        return ScanFiles.open(MatlabFileTest.fixture(name), ReaderSettings.of(settings));
    }

    private AbstractStringAssert<?> refused(String name) {
        Path file = MatlabFileTest.fixture(name);
        return assertThatThrownBy(() -> open(name))
                .isInstanceOf(BadInputException.class)
                .message()
                .startsWith(file.toString())
                .doesNotContain("\n");
    }
}
