package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;

class MaskFilesTest {
    @TempDir
    private Path folder;

    private final boolean[] mask = new boolean[20];

    MaskFilesTest() {
        Arrays.fill(mask, true);
        mask[7] = false;
    }

    private Path written(NpyArray array) {
        Path file = folder.resolve("mask.npy");
        NpyFile.write(file, array);
        return file;
    }

    @Test
    void what_is_true_or_not_zero_is_good() {
        assertThat(MaskFiles.open(written(NpyArray.of(mask, 4, 5)), 4, 5)).isEqualTo(mask);
        double[] numbers = new double[20];
        Arrays.fill(numbers, 3);
        numbers[7] = 0;
        assertThat(MaskFiles.open(written(NpyArray.of(numbers, 4, 5)), 4, 5)).isEqualTo(mask);
    }

    @Test
    void a_mask_of_another_size_is_refused() {
        refused(NpyArray.of(mask, 5, 4), "the mask is 5 x 4, the frames have 4 x 5");
        refused(NpyArray.of(mask, 20), "the mask is 20");
    }

    @Test
    void a_mask_that_marks_the_bad_pixels_is_refused() {
        boolean[] inverted = new boolean[20];
        inverted[7] = true;
        refused(NpyArray.of(inverted, 4, 5), "leaves 1 of 20 pixels");
    }

    @Test
    void nan_and_complex_numbers_are_no_masks() {
        double[] numbers = new double[20];
        numbers[6] = Double.NaN;
        refused(NpyArray.of(numbers, 4, 5), "NaN at (row 1, column 1)");
        refused(NpyArray.of(new ComplexImage[] {ComplexImage.constant(4, 5, 1, 0)}), "not complex");
    }

    @Test
    void a_missing_file_is_refused() {
        assertThatThrownBy(() -> MaskFiles.open(folder.resolve("absent.npy"), 4, 5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("absent.npy");
    }

    private void refused(NpyArray array, String said) {
        Path file = written(array);
        assertThatThrownBy(() -> MaskFiles.open(file, 4, 5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mask.npy")
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }
}
