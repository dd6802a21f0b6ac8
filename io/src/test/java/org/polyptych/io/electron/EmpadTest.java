package org.polyptych.io.electron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.io.Python;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Scan;

class EmpadTest {
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;
    private static final int FRAMES = ROWS * COLUMNS;
    private static final int SIDE = 128;
    private static final double WAVELENGTH_300_KV = 1.96875e-12;

    @TempDir
    Path folder;

    /** Frame j has (j + 1)^2 counts at the middle and j below zero beside it; the rows that follow are no picture. */
    static byte[] frames(int extraRows) {
        ByteBuffer bytes = ByteBuffer.allocate(FRAMES * (SIDE + extraRows) * SIDE * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < FRAMES; j++) {
            for (int i = 0; i < (SIDE + extraRows) * SIDE; i++) {
                boolean middle = i == SIDE / 2 * SIDE + SIDE / 2;
                boolean beside = i == SIDE / 2 * SIDE + SIDE / 2 + 1;
                bytes.putFloat(middle ? (j + 1) * (j + 1) : beside ? -j : i >= SIDE * SIDE ? 1e6f : 0);
            }
        }
        return bytes.array();
    }

    private Path write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    /** What is below 0 has no light. */
    static double countsOfLast() {
        return FRAMES * FRAMES;
    }

    private static void assertFrames(Scan scan) {
        assertThat(scan.frames().count()).isEqualTo(FRAMES);
        assertThat(scan.frames().heapBytes()).isZero();
        for (int j = 0; j < FRAMES; j++) {
            float[] frame = scan.frames().frame(j);
            assertThat(frame).hasSize(SIDE * SIDE);
            double power = 0;
            for (float a : frame) {
                power += a * a;
            }
            assertThat(frame[SIDE / 2 * SIDE + SIDE / 2]).isEqualTo(j + 1);
            assertThat(power).isCloseTo((j + 1) * (j + 1), within(1e-6));
        }
    }

    static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <root name="acquisition">
              <raw_file filename="scan.raw"/>
              <scan_parameters mode="search">
                <scan_resolution_x>64</scan_resolution_x><scan_resolution_y>64</scan_resolution_y>
              </scan_parameters>
              <scan_parameters mode="acquire">
                <scan_resolution_x>3</scan_resolution_x><scan_resolution_y>2</scan_resolution_y>
                <scan_size>0.5</scan_size>
              </scan_parameters>
              <iom_measurements>
                <high_voltage>300000.0</high_voltage>
                <nominal_camera_length>0.3</nominal_camera_length>
                <scan_rotation>0.1</scan_rotation>
                <full_scan_field_of_view><x>6e-9</x><y>6e-9</y><scale_factor>2</scale_factor></full_scan_field_of_view>
              </iom_measurements>
            </root>
            """;

    @Test
    void theXmlBesideTheFramesSaysShapeStepAndVoltage() throws Exception {
        Path raw = write("scan.raw", frames(2));
        Path xml = write("acquisition.xml", XML);
        for (Path named : new Path[] {raw, xml}) {
            assertThat(ScanFiles.formatOf(named)).isInstanceOf(Empad.class);
            Scan scan = ScanFiles.open(named);
            assertFrames(scan);
            ElectronGeometry geometry = (ElectronGeometry) scan.geometry();
            assertThat(geometry.voltage()).isEqualTo(300e3);
            double angle = 150e-6 / 0.3;
            assertThat(geometry.pixelHeight()).isCloseTo(WAVELENGTH_300_KV / (SIDE * angle), within(1e-15));
            // 6 nm x half / 2 over the 3 positions of the longer side
            assertThat(scan.positions().x())
                    .containsExactly(new double[] {0, 5e-10, 1e-9, 0, 5e-10, 1e-9}, within(1e-20));
            assertThat(scan.positions().y())
                    .containsExactly(new double[] {0, 0, 0, 5e-10, 5e-10, 5e-10}, within(1e-20));
            assertThat(scan.notes())
                    .anyMatch(note -> note.contains("nominal camera length") && note.contains("file.detectorAngle"))
                    .anyMatch(note -> note.contains("below 0"))
                    .anyMatch(note -> note.contains("0.1 rad is the microscope's"));
        }
    }

    @Test
    void theJsonBesideTheFramesSaysAllOfIt() throws Exception {
        write("other.raw", frames(2));
        Path json = write("metadata.json", """
                {"file_type": "empad_metadata", "name": "a", "raw_filename": "other.raw", "voltage": 300000.0,
                 "diff_step": 0.8, "scan_shape": [3, 2], "scan_step": [2e-11, 1e-11], "scan_rotation": 12.5}""");
        Scan scan = ScanFiles.open(json);
        assertFrames(scan);
        assertThat(scan.geometry().pixelHeight()).isCloseTo(WAVELENGTH_300_KV / (SIDE * 0.8e-3), within(1e-15));
        assertThat(scan.positions().x()[2]).isCloseTo(4e-11, within(1e-20));
        assertThat(scan.positions().y()[3]).isCloseTo(1e-11, within(1e-20));
        assertThat(scan.notes()).anyMatch(note -> note.startsWith("scan_rotation: 12.5 is not used"));
    }

    @Test
    void framesOfTheSecondDetectorHaveNoExtraRows() throws Exception {
        write("v2.raw", frames(0));
        Path json = write("v2.json", """
                {"raw_filename": "v2.raw", "empad_version": 2, "voltage": 80000, "diff_step": 1, "scan_shape": [2, 3],
                 "scan_positions": [[0, 0], [1e-10, 0], [0, 1e-10], [1e-10, 1e-10], [0, 2e-10], [1e-10, 2e-10]]}""");
        Scan scan = ScanFiles.open(json);
        assertFrames(scan);
        assertThat(scan.positions().x()).containsExactly(0, 1e-10, 0, 1e-10, 0, 1e-10);
        assertThat(scan.positions().y()).containsExactly(0, 0, 1e-10, 1e-10, 2e-10, 2e-10);
    }

    @Test
    void framesAloneSayWhatToSupply() throws Exception {
        Path raw = write("scan_x3_y2.raw", frames(2));
        Refused.line(raw)
                .contains("voltage", "--set file.energy=EV", "--set file.detectorAngle=", "--set file.scanStep=")
                .doesNotContain("scanRows=N, ");
        Scan scan = ScanFiles.open(
                raw, ReaderSettings.of(Map.of("energy", "300e3", "detectorAngle", "8e-4", "scanStep", "2e-11")));
        assertFrames(scan);
        assertThat(scan.positions().x()[2]).isCloseTo(4e-11, within(1e-20));
        assertThat(scan.positions().y()[5]).isCloseTo(2e-11, within(1e-20));
        assertThat(scan.notes()).anyMatch(note -> note.contains("2 rows and 3 columns, from the file's name"));
    }

    @Test
    void framesThatNumPyWrote() throws Exception {
        Path raw = folder.resolve("numpy_x3_y2.raw");
        Python.withNumpy("""
                import sys, numpy as np
                frames = np.zeros((2, 3, 130, 128), '<f4')
                frames[:, :, :128] = -0.25
                frames[:, :, 64, 64] = (np.arange(6).reshape(2, 3) + 1) ** 2
                frames[:, :, 128:] = 1e6
                frames.tofile(sys.argv[1])
                """, raw);
        assertFrames(ScanFiles.open(
                raw, ReaderSettings.of(Map.of("energy", "300e3", "detectorAngle", "8e-4", "scanStep", "2e-11"))));
    }

    @Test
    void framesCutShortAreRefused() throws Exception {
        byte[] whole = frames(2);
        Path raw = write("scan.raw", java.util.Arrays.copyOf(whole, whole.length - 4));
        write("scan.xml", XML);
        Refused.line(raw).contains("not whole EMPAD frames of 66560");
    }

    @Test
    void nanIsRefusedWithItsPlace() throws Exception {
        byte[] bytes = frames(2);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat((130 * SIDE + SIDE + 5) * 4, Float.NaN);
        write("scan.raw", bytes);
        Refused.line(write("scan.xml", XML)).contains("frame 1, pixel (y 1, x 5) is NaN");
    }

    @Test
    void aTextWithoutItsFramesIsRefused() throws Exception {
        Refused.line(write("scan.xml", XML)).contains("scan.raw, are not beside it");
    }

    /** Nothing outside is fetched for a text that names it. */
    @Test
    void anXmlThatDefinesEntitiesIsNoText() throws Exception {
        Path xml = write(
                "evil.xml",
                "<!DOCTYPE root [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><root><raw_file>&a;</raw_file></root>");
        Refused.line(xml).contains("not a scan of a known format");
    }

    @Test
    void aFileOfOtherNumbersIsNotTakenForFrames() throws Exception {
        byte[] noise = new byte[130 * SIDE * 4];
        new java.util.Random(1).nextBytes(noise);
        Refused.line(write("camera.raw", noise)).contains("not a scan of a known format");
    }
}
