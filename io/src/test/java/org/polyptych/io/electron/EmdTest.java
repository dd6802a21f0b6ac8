package org.polyptych.io.electron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.Parallel;
import org.polyptych.io.Python;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Scan;

/** Files that h5py makes by make_emd.py. */
class EmdTest {
    private static final int FRAMES = 6;
    private static final int PIXELS = 8 * 12;

    @TempDir
    Path folder;

    private static Path made(String script, Path folder) {
        try (InputStream in = EmdTest.class.getResourceAsStream(script)) {
            Python.withH5py(new String(in.readAllBytes(), StandardCharsets.UTF_8), folder);
            return folder;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertFrames(Scan scan, int first) {
        assertThat(scan.frames().count()).isEqualTo(FRAMES);
        assertThat(scan.frames().heapBytes()).isZero();
        try (Parallel parallel = new Parallel(3)) {
            parallel.forEach(3 * FRAMES, k -> {
                int j = k * 5 % FRAMES;
                float[] frame = scan.frames().frame(j);
                for (int i = first; i < PIXELS; i++) {
                    assertThat(frame[i]).isEqualTo((float) Math.sqrt(1000 * j + 7 * i));
                }
            });
        }
    }

    @Test
    void py4dstemBefore14HasDimVectorsAndAttributes() {
        Path file = made("make_emd.py", folder).resolve("before.h5");
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(Emd.class);
        Scan scan = ScanFiles.open(file);
        assertFrames(scan, 0);
        assertThat(((ElectronGeometry) scan.geometry()).voltage()).isEqualTo(300e3);
        assertThat(scan.geometry().pixelHeight()).isCloseTo(1e-9 / (8 * 0.02), within(1e-20));
        assertThat(scan.geometry().pixelWidth()).isCloseTo(1e-9 / (12 * 0.01), within(1e-20));
        assertThat(scan.positions().y()[3]).isCloseTo(0.5e-9, within(1e-20));
        assertThat(scan.positions().x()[2]).isCloseTo(0.5e-9, within(1e-20));
        assertThat(scan.notes())
                .anyMatch(note -> note.contains("300.0, taken as kV"))
                .anyMatch(note -> note.contains("QR_rotation, 0.3, is not used"));
    }

    @Test
    void py4dstemSince14HasItsCalibrationAsDatasets() {
        Path file = made("make_emd.py", folder).resolve("since.h5");
        Scan scan = ScanFiles.open(file, ReaderSettings.of(Map.of("energy", "300e3")));
        assertFrames(scan, 0);
        assertThat(scan.geometry().pixelHeight()).isCloseTo(1e-10 / (8 * 0.02), within(1e-20));
        assertThat(scan.positions().x()[5]).isCloseTo(5e-10, within(1e-20));
        assertThat(((ElectronGeometry) scan.geometry()).voltage()).isEqualTo(300e3);
    }

    @Test
    void aPlainStackOfEmdNeedsTheScan() {
        Path file = made("make_emd.py", folder).resolve("plain.h5");
        Refused.line(file)
                .contains("6 frames", "file.scanRows=", "file.scanStep=")
                .doesNotContain("file.energy=");
        Scan scan = ScanFiles.open(file, ReaderSettings.of(Map.of("scanRows", "2", "scanStep", "1e-10")));
        assertFrames(scan, 1);
        assertThat(scan.frames().frame(0)[0]).isZero();
        assertThat(scan.geometry().pixelHeight()).isCloseTo(2.507934e-12 / (8 * 0.5e-3), within(1e-15));
        Refused.line(file, ReaderSettings.of(Map.of("dataset", "data/other"))).contains("/data/stack");
    }
}
