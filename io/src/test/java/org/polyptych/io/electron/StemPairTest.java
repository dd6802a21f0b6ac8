package org.polyptych.io.electron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Scan;

class StemPairTest {
    @TempDir
    Path folder;

    private Path write(boolean voltage, boolean step) {
        return write(folder.resolve("pair.h5"), voltage, step);
    }

    static Path write(Path path, boolean voltage, boolean step) {
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            float[][] counts = new float[4][8 * 8];
            for (int j = 0; j < 4; j++) {
                counts[j][4 * 8 + 4] = (j + 1) * (j + 1);
            }
            file.compressedFrames("dp", counts, 8, 8);
            file.longs("scan_index_yx", new long[] {7, 3, 7, 4, 8, 3, 8, 4}, 4, 2);
            if (voltage) {
                file.attribute("/", "voltage_kV", 300.0);
            }
            if (step) {
                file.attribute("/", "scan_step_A", 20.0);
            }
            file.attribute("/", "object_pixel_A", 5.0);
            file.attribute("/", "semiangle_mrad", 1.03);
        }
        return path;
    }

    @Test
    void everyNumberIsReadInItsUnit() {
        Path file = write(true, true);
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(StemPair.class);
        Scan scan = ScanFiles.open(file);
        ElectronGeometry geometry = (ElectronGeometry) scan.geometry();
        assertThat(geometry.voltage()).isEqualTo(300e3);
        assertThat(geometry.pixelHeight()).isCloseTo(5e-10, within(1e-22));
        assertThat(scan.positions().y())
                .containsExactly(new double[] {140e-10, 140e-10, 160e-10, 160e-10}, within(1e-20));
        assertThat(scan.positions().x()).containsExactly(new double[] {60e-10, 80e-10, 60e-10, 80e-10}, within(1e-20));
        assertThat(scan.frames().frame(2)[4 * 8 + 4]).isEqualTo(3);
        assertThat(scan.notes()).anyMatch(note -> note.contains("semi-angle is 1.030 mrad"));
    }

    /** A quarter turn takes +x, right, to +y, down. */
    @Test
    void theScanIsTurnedAsSet() {
        Scan scan = ScanFiles.open(write(true, true), ReaderSettings.of(Map.of("scanRotation", "90")));
        double dy = scan.positions().y()[1] - scan.positions().y()[0];
        double dx = scan.positions().x()[1] - scan.positions().x()[0];
        assertThat(dy).isCloseTo(20e-10, within(1e-20));
        assertThat(dx).isCloseTo(0, within(1e-20));
    }

    @Test
    void whatLacksIsNamed() {
        Refused.line(write(true, false)).contains("attribute scan_step_A", "--set file.scanStep=METRES");
        Scan scan = ScanFiles.open(write(false, true));
        assertThat(scan.notes()).anyMatch(note -> note.startsWith("energy: unknown"));
    }

    @Test
    void theRotavirusScanOpens() {
        Path file = SharedData.file("real/rotavirus_4dstem_48x48_dense_bin2.h5");
        Scan scan = ScanFiles.open(file, ReaderSettings.of(Map.of("scanRotation", "119")));
        assertThat(scan.frames().count()).isEqualTo(48 * 48);
        assertThat(scan.geometry().pixelWidth()).isCloseTo(4.65e-10, within(1e-20));
        double step = Math.hypot(
                scan.positions().y()[1] - scan.positions().y()[0],
                scan.positions().x()[1] - scan.positions().x()[0]);
        assertThat(step).isCloseTo(31.25e-10, within(1e-16));
        assertThat(scan.notes()).anyMatch(note -> note.contains("turned by 119.0 degrees"));
    }
}
