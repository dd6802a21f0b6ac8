package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Writer;

class BackgroundFilesTest {
    private static final int ROWS = 3;
    private static final int COLUMNS = 4;

    @TempDir
    private Path folder;

    private final boolean[] mask = new boolean[ROWS * COLUMNS];
    private final double[] counts = new double[ROWS * COLUMNS];

    BackgroundFilesTest() {
        Arrays.fill(mask, true);
        Arrays.setAll(counts, i -> i / 2.0);
    }

    private Path npy(double[] values, int... shape) {
        Path file = folder.resolve("background.npy");
        NpyFile.write(file, NpyArray.of(values, shape));
        return file;
    }

    private BackgroundFiles.Measured open(Path file) {
        return BackgroundFiles.open(file, ROWS, COLUMNS, mask);
    }

    private void refused(Path file, String... says) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(says)
                .hasMessageNotContaining("\n");
    }

    private static float[] floats(double[] values) {
        float[] all = new float[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) values[i];
        }
        return all;
    }

    @Test
    void one_frame_is_taken_as_it_is_and_of_several_the_mean() {
        BackgroundFiles.Measured one = open(npy(counts, ROWS, COLUMNS));
        assertThat(one.counts()).isEqualTo(floats(counts));
        assertThat(one.note())
                .isEqualTo("background-file: background.npy, 2.750 counts on a good pixel on average,"
                        + " taken as counts of one frame's exposure");
        double[] two = Arrays.copyOf(counts, 2 * counts.length);
        two[counts.length] = 3;
        BackgroundFiles.Measured mean = open(npy(two, 2, ROWS, COLUMNS));
        assertThat(mean.counts()[0]).isEqualTo(1.5f);
        assertThat(mean.counts()[7]).isEqualTo(1.75f);
        assertThat(mean.note()).contains("the mean of 2 frames");
    }

    @Test
    void hdf5_has_it_under_a_usual_name_or_as_the_only_one_that_fits() {
        Path file = folder.resolve("b.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            writer.doubles("other", new double[ROWS * COLUMNS], ROWS, COLUMNS);
            writer.doubles("dark", counts, ROWS, COLUMNS);
        }
        assertThat(open(file).counts()).isEqualTo(floats(counts));
        assertThat(open(file).note()).contains("b.h5: dataset 'dark'");
        Path only = folder.resolve("only.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(only)) {
            writer.doubles("list", counts, ROWS * COLUMNS);
            writer.doubles("stray_light", counts, 1, ROWS, COLUMNS);
        }
        assertThat(open(only).counts()).isEqualTo(floats(counts));
        Path several = folder.resolve("several.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(several)) {
            writer.doubles("a", counts, ROWS, COLUMNS);
            writer.doubles("b", counts, ROWS, COLUMNS);
        }
        refused(several, "which dataset is the background?", "there are a, b");
    }

    /** Whole numbers as stored, not as parts of white. */
    @Test
    void a_grey_tiff_is_taken_as_counts() throws Exception {
        BufferedImage picture = new BufferedImage(COLUMNS, ROWS, BufferedImage.TYPE_USHORT_GRAY);
        picture.getRaster().setPixel(3, 1, new int[] {1234});
        Path file = folder.resolve("dark.tif");
        assertThat(ImageIO.write(picture, "tiff", file.toFile())).isTrue();
        float[] expected = new float[ROWS * COLUMNS];
        expected[7] = 1234;
        assertThat(open(file).counts()).isEqualTo(expected);
    }

    @Test
    void another_size_is_refused() {
        refused(npy(counts, COLUMNS, ROWS), "the background is 4 x 3, the frames have 3 x 4");
        refused(npy(counts, ROWS * COLUMNS), "the background is 12");
        refused(folder.resolve("none.npy"), "no such file");
    }

    @Test
    void what_is_no_count_is_refused_on_good_pixels_and_0_on_others() throws Exception {
        counts[6] = Double.NaN;
        refused(npy(counts, ROWS, COLUMNS), "is NaN at pixel (row 1, column 2)");
        counts[6] = -0.5;
        refused(npy(counts, ROWS, COLUMNS), "is -0.5 at pixel (row 1, column 2)", "0 or more");
        mask[6] = false;
        assertThat(open(npy(counts, ROWS, COLUMNS)).counts()[6]).isZero();
        Path text = folder.resolve("b.txt");
        Files.writeString(text, "1 2 3");
        refused(text, "not an npy file");
    }
}
