package org.polyptych.io.matlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Python;
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

    @TempDir
    private Path folder;

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

    /** In the last column but one of the middle row, as neither a turn nor a flip leaves it where it is. */
    @ParameterizedTest
    @ValueSource(strings = {"plain5", "plain73"})
    void a_pixel_that_the_detector_marks_in_all_frames_is_bad(String name) throws Exception {
        byte[] bytes = Files.readAllBytes(MatlabFileTest.fixture(name));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        // counts(:) as uint16, y fastest
        int at = text.indexOf("\0\0\n\0\24\0\1\0\13\0\25\0");
        assertThat(at).isPositive();
        for (int j = 0; j < 5; j++) {
            Arrays.fill(bytes, at + 2 * (12 * j + 7), at + 2 * (12 * j + 8), (byte) 0xff);
        }
        Path file = Files.write(folder.resolve("marked.mat"), bytes);
        for (long memory : new long[] {1 << 20, 0}) {
            Scan scan = new Matlab(memory).read(file, ReaderSettings.of(settings));
            for (int i = 0; i < 12; i++) {
                assertThat(scan.mask()[i]).as("pixel " + i).isEqualTo(i != 1 * 4 + 2);
            }
            assertThat(scan.notes()).anyMatch(note -> note.startsWith("mask: 1 of 12 pixels are the largest number"));
        }
    }

    @Test
    void a_mark_below_0_in_a_file_that_lies_on_its_side_is_no_light() {
        Path file = folder.resolve("signed.mat");
        Python.withH5py("""
                import sys, h5py, numpy as np
                a = np.full((3, 4, 5), 9, np.int32)
                a[1, 2] = -1
                with h5py.File(sys.argv[1], 'w', userblock_size=512) as f:
                    f.create_dataset('counts', data=np.ascontiguousarray(a.T)).attrs['MATLAB_class'] = np.bytes_('int32')
                with open(sys.argv[1], 'r+b') as f:
                    f.write(b'MATLAB 7.3 MAT-file, Platform: test'.ljust(124) + bytes([0, 2]) + b'IM')
                """, file);
        for (long memory : new long[] {1 << 20, 0}) {
            Scan scan = new Matlab(memory).read(file, ReaderSettings.of(settings));
            float[] frame = scan.frames().frame(3);
            for (int i = 0; i < 12; i++) {
                assertThat(frame[i]).isEqualTo(i == 1 * 4 + 2 ? 0 : 3);
                assertThat(scan.mask()[i]).isEqualTo(i != 1 * 4 + 2);
            }
        }
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
