package org.polyptych.io.matlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.ReadOut;
import org.polyptych.physics.Frames;

/** Files written by SciPy and h5py; src/test/resources/matlab/make_fixtures.py says what is in them. */
class MatlabFileTest {
    private static final int ROWS = 3;
    private static final int COLUMNS = 4;
    private static final int FRAMES = 5;

    static Path fixture(String name) {
        return Path.of("src/test/resources/matlab").resolve(name + ".mat").toAbsolutePath();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain5", "packed5", "plain73"})
    void frames_come_in_rows_whatever_the_file_keeps_first(String name) {
        for (long memory : new long[] {1 << 20, 0}) {
            try (MatlabFile file = MatlabFile.open(fixture(name))) {
                Frames frames = file.frames("counts", FrameAxes.MATLAB, ReadOut.counts(), memory);
                assertThat(frames.count()).isEqualTo(FRAMES);
                assertThat(frames.rows()).isEqualTo(ROWS);
                assertThat(frames.columns()).isEqualTo(COLUMNS);
                float[] two = new float[2 * ROWS * COLUMNS];
                frames.read(new int[] {4, 1}, two);
                for (int k = 0; k < two.length; k++) {
                    int frame = k < ROWS * COLUMNS ? 4 : 1;
                    int pixel = k % (ROWS * COLUMNS);
                    double counts = 100 * frame + 10 * (pixel / COLUMNS) + pixel % COLUMNS;
                    assertThat(two[k]).isEqualTo((float) Math.sqrt(counts));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain5", "packed5", "plain73"})
    void axes_are_what_a_person_says(String name) {
        try (MatlabFile file = MatlabFile.open(fixture(name))) {
            Frames turned = file.frames("counts", FrameAxes.of("x,y,frame"), ReadOut.counts(), 1 << 20);
            assertThat(turned.rows()).isEqualTo(COLUMNS);
            assertThat(turned.frame(2)[ROWS + 2]).isEqualTo((float) Math.sqrt(221));
            Frames otherwise = file.frames("counts", FrameAxes.of("frame,x,y"), ReadOut.counts(), 1 << 20);
            assertThat(otherwise.count()).isEqualTo(ROWS);
            assertThat(otherwise.rows()).isEqualTo(FRAMES);
            assertThat(otherwise.frame(2)[4 * COLUMNS + 3]).isEqualTo((float) Math.sqrt(423));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain5", "packed5", "plain73"})
    void complex_arrays_and_fields_of_structs_are_read(String name) {
        try (MatlabFile file = MatlabFile.open(fixture(name))) {
            ComplexImage[] modes = file.images("modes");
            assertThat(modes).hasSize(2);
            assertThat(modes[1].re()[2 * COLUMNS + 3]).isEqualTo(4);
            assertThat(modes[1].im()[2 * COLUMNS + 3]).isEqualTo(6);
            assertThat(file.images("wave")[0].im()[COLUMNS + 2]).isEqualTo(2);
            assertThat(file.images("step")[0].re()).containsExactly(2.5e-8f);
            assertThat(file.numbers("step")).containsExactly(2.5e-8);
            assertThat(file.numbers("p.lambda")).containsExactly(1e-10);
            assertThat(file.numbers("p.inner.table")).containsExactly(0, 3, 1, 4, 2, 5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain5", "packed5", "plain73"})
    void what_is_no_array_of_numbers_is_not_listed(String name) {
        try (MatlabFile file = MatlabFile.open(fixture(name))) {
            List<String> names =
                    file.arrays().stream().map(MatlabArray::name).sorted().toList();
            assertThat(names)
                    .contains("counts", "modes", "p.inner.table", "p.lambda", "step", "wave")
                    .noneMatch(n -> n.startsWith("label") || n.startsWith("pieces") || n.startsWith("several"));
            assertThatThrownBy(() -> file.numbers("label"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("no array 'label'; the file has ")
                    .hasMessageContaining("counts (3 x 4 x 5)");
            assertThatThrownBy(() -> file.frames("modes", FrameAxes.MATLAB, ReadOut.counts(), 1 << 20))
                    .isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void integers_keep_their_sign_and_size() {
        for (String name : new String[] {"plain5", "packed5"}) {
            try (MatlabFile file = MatlabFile.open(fixture(name))) {
                assertThat(file.numbers("signed")).containsExactly(-1, 127);
                assertThat(file.numbers("large")).containsExactly(0x1p63 + 2048);
                assertThat(file.numbers("flag")).containsExactly(1, 0);
                assertThat(file.numbers("nothing")).isEmpty();
            }
        }
    }

    @Test
    void negative_counts_are_named() {
        try (MatlabFile file = MatlabFile.open(fixture("plain5"))) {
            assertThatThrownBy(() -> MatlabFrames.of(
                            i -> i == 17 ? -3 : i,
                            file.array("counts").size(),
                            FrameAxes.MATLAB,
                            ReadOut.counts(),
                            "here"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("here: frame 1, pixel (y 2, x 1) is -3.0; counts must be finite and not negative");
        }
    }
}
