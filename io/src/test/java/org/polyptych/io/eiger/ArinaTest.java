package org.polyptych.io.eiger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.io.Python;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.io.electron.Refused;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Scan;

/** A master with links that h5py makes by make_arina.py. What packs the frames is tested beside the decoders. */
class ArinaTest {
    @TempDir
    Path folder;

    private Path master() throws Exception {
        try (InputStream in = ArinaTest.class.getResourceAsStream("make_arina.py")) {
            Python.withH5py(new String(in.readAllBytes(), StandardCharsets.UTF_8), folder);
        }
        return folder.resolve("scan_master.h5");
    }

    @Test
    void anArinaCountsElectronsAndKnowsTheLinesOfTheScan() throws Exception {
        Path file = master();
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(EigerMaster.class);
        Scan scan = ScanFiles.open(
                file, ReaderSettings.of(Map.of("energy", "200e3", "detectorAngle", "1e-3", "scanStep", "1e-9")));
        assertThat(scan.frames().count()).isEqualTo(6);
        for (int j = 0; j < 6; j++) {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < 96; i++) {
                boolean dead = i == 2 * 12 + 3;
                assertThat(scan.mask()[i]).isEqualTo(!dead);
                if (!dead) {
                    assertThat(frame[i]).isEqualTo((float) Math.sqrt(1000 * j + 7 * i));
                }
            }
        }
        assertThat(((ElectronGeometry) scan.geometry()).voltage()).isEqualTo(200e3);
        assertThat(scan.positions().y()[3]).isCloseTo(1e-9, within(1e-20));
        assertThat(scan.positions().x()[5]).isCloseTo(2e-9, within(1e-20));
    }

    @Test
    void whatItDoesNotKnowIsNamed() throws Exception {
        Refused.line(master())
                .contains("voltage", "file.energy=", "file.scanStep=")
                .doesNotContain("scanRows");
    }
}
