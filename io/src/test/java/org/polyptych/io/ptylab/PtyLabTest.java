package org.polyptych.io.ptylab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.SharedData;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

class PtyLabTest {
    private static final double[] ROW = {0, 1e-7, 2e-7, 3e-7, 4e-7};
    private static final double[] COLUMN = {0, -2e-7, -4e-7, -6e-7, -8e-7};

    @TempDir
    private Path folder;

    /** PtyLab's simulation with a visible laser, in MATLAB's 7.3: 22 frames of 64 x 64. */
    @Test
    void a_file_of_ptylab_s_own_is_read_with_its_numbers() {
        Path file = SharedData.file("formats/SimuData_New.mat");
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(PtyLab.class);
        for (long memory : new long[] {1L << 30, 0}) {
            Scan scan = new PtyLab(memory).read(file, ReaderSettings.NONE);
            assertThat(scan.frames().count()).isEqualTo(22);
            XrayGeometry geometry = (XrayGeometry) scan.geometry();
            assertThat(geometry.wavelength()).isCloseTo(632.8e-9, within(1e-13));
            assertThat(geometry.distance()).isCloseTo(0.01, within(1e-8));
            assertThat(geometry.pixelHeight()).isCloseTo(6.866e-7, within(1e-9));
            // its positions are whole pixels
            assertThat(scan.positions().y()[1] / geometry.pixelHeight()).isCloseTo(-5, within(0.01));
            assertThat(scan.positions().x()[2] / geometry.pixelWidth()).isCloseTo(-4, within(0.01));
            assertThat(scan.probe()).isPresent();
            assertThat(scan.frames().frame(0)[32 * 64 + 32]).isGreaterThan(10);
            assertThat(scan.notes()).anyMatch(note -> note.contains("steps of 'xd'"));
        }
    }

    @Test
    void a_level_5_file_means_the_same() {
        Scan scan = ScanFiles.open(Path.of("src/test/resources/matlab/ptylab5.mat"));
        check(scan);
        assertThat(scan.probe().orElseThrow().mode(0).im()[4 + 2]).isEqualTo(2);
    }

    @Test
    void python_s_hdf5_has_the_frames_first() {
        check(ScanFiles.open(write(5, 2, true)));
        check(ScanFiles.open(write(2, 5, true)));
    }

    private static void check(Scan scan) {
        assertThat(scan.frames().rows()).isEqualTo(3);
        assertThat(scan.frames().frame(3)[6]).isEqualTo((float) Math.sqrt(312));
        assertThat(scan.positions().y()).containsExactly(ROW, within(1e-20));
        assertThat(scan.positions().x()).containsExactly(COLUMN, within(1e-20));
        assertThat(scan.geometry().wavelength()).isCloseTo(1e-10, within(1e-22));
        assertThat(scan.geometry().pixelHeight()).isCloseTo(1e-10 * 2 / (3 * 5e-5), within(1e-15));
        assertThat(scan.geometry().pixelWidth()).isCloseTo(1e-10 * 2 / (4 * 5e-5), within(1e-15));
    }

    @Test
    void what_lacks_is_named_with_its_setting() {
        refused(write(5, 2, false)).contains("--set file.distance=METRES; looked for in 'zo' in metres");
    }

    @Test
    void fourier_ptychography_is_refused_by_name() {
        Path file = folder.resolve("fpm.hdf5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            writer.doubles("ptychogram", new double[60], 5, 3, 4);
            writer.doubles("zled", new double[] {0.1});
        }
        refused(file).contains("Fourier ptychography, which is not read here");
    }

    /** Positions [rows][columns], one of which is 2. */
    private Path write(int rows, int columns, boolean distance) {
        Path file = folder.resolve("scan" + rows + ".hdf5");
        double[] counts = new double[60];
        double[] positions = new double[10];
        for (int i = 0; i < 60; i++) {
            counts[i] = 100 * (i / 12) + 10 * (i / 4 % 3) + i % 4;
        }
        for (int j = 0; j < 5; j++) {
            positions[columns == 2 ? 2 * j : j] = ROW[j];
            positions[columns == 2 ? 2 * j + 1 : 5 + j] = COLUMN[j];
        }
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            writer.doubles("ptychogram", counts, 5, 3, 4);
            writer.doubles("encoder", positions, rows, columns);
            writer.doubles("wavelength", new double[] {1e-10}, 1, 1);
            writer.doubles("dxd", new double[] {5e-5});
            if (distance) {
                writer.doubles("zo", new double[] {2});
            }
        }
        return file;
    }

    private static AbstractStringAssert<?> refused(Path file) {
        return assertThatThrownBy(() -> ScanFiles.open(file))
                .isInstanceOf(BadInputException.class)
                .message()
                .startsWith(file.toString())
                .doesNotContain("\n");
    }
}
