package org.polyptych.io.electron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/** Masters with links that h5py makes by make_dectris.py. What packs the frames is tested beside the decoders. */
class DectrisTest {
    private static final Map<String, String> SAID =
            Map.of("energy", "200e3", "detectorAngle", "1e-3", "scanStep", "1e-9");

    @TempDir
    Path folder;

    private static void assertFrames(Scan scan) {
        assertThat(scan.frames().count()).isEqualTo(6);
        float[] two = new float[3 * 96];
        scan.frames().read(new int[] {5, 2, 4}, two);
        int[] order = {5, 2, 4};
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 96; i++) {
                boolean dead = i == 2 * 12 + 3;
                assertThat(two[k * 96 + i]).isEqualTo((float) Math.sqrt(dead ? 65535 : 1000 * order[k] + 7 * i));
                assertThat(scan.mask()[i]).isEqualTo(!dead);
            }
        }
    }

    @Test
    void anArinaCountsElectrons() {
        Path file = EmdTest.made("make_dectris.py", folder, "Dectris ARINA Si").resolve("scan_master.h5");
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(Dectris.class);
        Refused.line(file)
                .contains("file.energy=", "file.detectorAngle=", "file.scanStep=")
                .doesNotContain("scanRows");
        Scan scan = ScanFiles.open(file, ReaderSettings.of(SAID));
        assertFrames(scan);
        assertThat(((ElectronGeometry) scan.geometry()).voltage()).isEqualTo(200e3);
        assertThat(scan.positions().y()[3]).isCloseTo(1e-9, within(1e-20));
        assertThat(scan.positions().x()[5]).isCloseTo(2e-9, within(1e-20));
        assertThat(scan.notes())
                .anyMatch(note -> note.contains("marks 1 bad pixels"))
                .anyMatch(note -> note.contains("2 triggers of 3 images"));
    }

    @Test
    void anEigerKnowsWavelengthDistanceAndPixel() {
        Path file = EmdTest.made("make_dectris.py", folder, "Dectris Eiger 1M").resolve("scan_master.h5");
        Scan scan = ScanFiles.open(file, ReaderSettings.of(Map.of("scanStep", "1e-6")));
        assertFrames(scan);
        XrayGeometry geometry = (XrayGeometry) scan.geometry();
        assertThat(geometry.energyEv()).isCloseTo(12398.42, within(0.01));
        assertThat(geometry.distance()).isEqualTo(2);
        assertThat(geometry.pixelWidth()).isCloseTo(1e-10 * 2 / (12 * 1e-4), within(1e-18));
    }

    @Test
    void aMissingFileOfFramesIsNamed() throws Exception {
        Path file = EmdTest.made("make_dectris.py", folder, "Dectris ARINA Si").resolve("scan_master.h5");
        Files.delete(folder.resolve("scan_data_000002.h5"));
        Refused.line(file, ReaderSettings.of(SAID)).contains("scan_data_000002.h5");
    }
}
