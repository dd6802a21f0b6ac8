package org.polyptych.io.electron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.RandomStream;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Scan;

class DmTest {
    private static final int SCAN_ROWS = 2;
    private static final int SCAN_COLUMNS = 3;
    private static final int FRAMES = 6;
    private static final int ROWS = 8;
    private static final int COLUMNS = 12;
    private static final int PIXELS = ROWS * COLUMNS;
    private static final double WAVELENGTH_200_KV = 2.507934e-12;

    @TempDir
    Path folder;

    private static int count(int frame, int pixel) {
        int middle = ROWS / 2 * COLUMNS + COLUMNS / 2;
        return pixel == middle ? 60_000 - frame : (frame * PIXELS + pixel) % 977;
    }

    private static Map<String, Object> list(Object... values) {
        Map<String, Object> list = new LinkedHashMap<>();
        for (Object value : values) {
            list.put("#" + list.size(), value);
        }
        return list;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int k = 0; k < pairs.length; k += 2) {
            map.put((String) pairs[k], pairs[k + 1]);
        }
        return map;
    }

    private static Map<String, Object> axis(double scale, String unit) {
        return map("Origin", 0.0, "Scale", scale, "Units", unit);
    }

    private static Map<String, Object> detectorAxes(boolean first, String detectorUnit) {
        List<Map<String, Object>> detector = List.of(axis(0.5, detectorUnit), axis(0.25, detectorUnit));
        List<Map<String, Object>> scan = List.of(axis(2.0, "nm"), axis(3.0, "nm"));
        return first
                ? list(detector.get(0), detector.get(1), scan.get(0), scan.get(1))
                : list(scan.get(0), scan.get(1), detector.get(0), detector.get(1));
    }

    private static Map<String, Object> root(
            Map<String, Object> sizes, Map<String, Object> axes, Object data, Map<String, Object> tags) {
        Map<String, Object> thumbnail = map(
                "ImageData",
                map(
                        "Calibrations",
                        map("Dimension", list(axis(1, ""), axis(1, ""))),
                        "Data",
                        new short[] {1, 2, 3, 4},
                        "DataType",
                        10L,
                        "Dimensions",
                        list(2L, 2L)));
        Map<String, Object> scan = map(
                "ImageData",
                map(
                        "Calibrations",
                        map("Brightness", map("Origin", 0.0, "Scale", 1.0), "Dimension", axes),
                        "Data",
                        data,
                        "DataType",
                        10L,
                        "Dimensions",
                        sizes),
                "ImageTags",
                tags,
                "Name",
                "a scan");
        return map("ApplicationBounds", new int[4], "ImageList", list(thumbnail, scan), "InImageMode", 1L);
    }

    private static Map<String, Object> tags(Object swapped) {
        Map<String, Object> tags = map("Microscope Info", map("Voltage", 200_000.0, "Name", "a microscope"));
        if (swapped != null) {
            tags.put("Meta Data", map("Data Order Swapped", swapped, "Format", "Diffraction image"));
        }
        return tags;
    }

    private static short[] frameByFrame() {
        short[] data = new short[FRAMES * PIXELS];
        for (int j = 0; j < FRAMES; j++) {
            for (int i = 0; i < PIXELS; i++) {
                data[j * PIXELS + i] = (short) count(j, i);
            }
        }
        return data;
    }

    private static short[] pixelByPixel() {
        short[] data = new short[FRAMES * PIXELS];
        for (int j = 0; j < FRAMES; j++) {
            for (int i = 0; i < PIXELS; i++) {
                data[i * FRAMES + j] = (short) count(j, i);
            }
        }
        return data;
    }

    private static final Map<String, Object> DETECTOR_FIRST =
            list((long) COLUMNS, (long) ROWS, (long) SCAN_COLUMNS, (long) SCAN_ROWS);
    private static final Map<String, Object> SCAN_FIRST =
            list((long) SCAN_COLUMNS, (long) SCAN_ROWS, (long) COLUMNS, (long) ROWS);

    static byte[] small(boolean version4) {
        return new DmWriter(version4, ByteOrder.LITTLE_ENDIAN)
                .file(root(DETECTOR_FIRST, detectorAxes(true, "1/nm"), frameByFrame(), tags(true)));
    }

    private Path write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    static double countsOfLast() {
        double sum = 0;
        for (int i = 0; i < PIXELS; i++) {
            sum += count(FRAMES - 1, i);
        }
        return sum;
    }

    private static void assertScan(Scan scan) {
        assertThat(scan.frames().count()).isEqualTo(FRAMES);
        for (int j = 0; j < FRAMES; j++) {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < PIXELS; i++) {
                assertThat(frame[i]).isEqualTo((float) Math.sqrt(count(j, i)));
            }
        }
        assertThat(((ElectronGeometry) scan.geometry()).voltage()).isEqualTo(200e3);
        // x: 0.5 1/nm a pixel and 12 of them: 1/6 nm; y: 0.25 and 8: 1/2 nm
        assertThat(scan.geometry().pixelWidth()).isCloseTo(1e-9 / 6, within(1e-15));
        assertThat(scan.geometry().pixelHeight()).isCloseTo(1e-9 / 2, within(1e-15));
        assertThat(scan.positions().x()).containsExactly(new double[] {0, 2e-9, 4e-9, 0, 2e-9, 4e-9}, within(1e-20));
        assertThat(scan.positions().y()).containsExactly(new double[] {0, 0, 0, 3e-9, 3e-9, 3e-9}, within(1e-20));
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void bothVersionsInBothOrdersOfBytes(boolean version4, boolean big) throws Exception {
        DmWriter writer = new DmWriter(version4, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Path file = write(
                "a.dm", writer.file(root(DETECTOR_FIRST, detectorAxes(true, "1/nm"), frameByFrame(), tags(true))));
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(Dm.class);
        Scan scan = ScanFiles.open(file);
        assertThat(scan.frames().heapBytes()).isZero();
        assertScan(scan);
    }

    @Test
    void theOlderOrderHasTheScanFirst() throws Exception {
        DmWriter writer = new DmWriter(true, ByteOrder.LITTLE_ENDIAN);
        Map<String, Object> axes = detectorAxes(false, "1/nm");
        for (Object swapped : new Object[] {false, null}) {
            Path file = write("b.dm4", writer.file(root(SCAN_FIRST, axes, pixelByPixel(), tags(swapped))));
            Scan scan = ScanFiles.open(file);
            assertScan(scan);
            assertThat(scan.notes())
                    .anyMatch(note -> note.contains("the last two, as the tag") == (swapped != null)
                            && note.startsWith("axes: the detector's"));
        }
    }

    @Test
    void anglesAndReadingsBelowZero() throws Exception {
        float[] data = new float[FRAMES * PIXELS];
        data[0] = -3;
        data[ROWS / 2 * COLUMNS + COLUMNS / 2] = 4;
        Path file = write(
                "c.dm4",
                new DmWriter(true, ByteOrder.LITTLE_ENDIAN)
                        .file(root(DETECTOR_FIRST, detectorAxes(true, "mrad"), data, tags(true))));
        Scan scan = ScanFiles.open(file);
        assertThat(scan.frames().frame(0)[0]).isZero();
        assertThat(scan.frames().frame(0)[ROWS / 2 * COLUMNS + COLUMNS / 2]).isEqualTo(2);
        assertThat(scan.geometry().pixelHeight()).isCloseTo(WAVELENGTH_200_KV / (ROWS * 0.25e-3), within(1e-15));
    }

    @Test
    void aStackWithoutCalibrationSaysWhatToSupply() throws Exception {
        Map<String, Object> axes = list(axis(1, ""), axis(1, ""), axis(1, ""));
        Map<String, Object> sizes = list((long) COLUMNS, (long) ROWS, (long) FRAMES);
        Path file = write(
                "d.dm3", new DmWriter(false, ByteOrder.LITTLE_ENDIAN).file(root(sizes, axes, frameByFrame(), map())));
        Refused.line(file).contains("Microscope Info", "--set file.energy=", "file.detectorAngle=", "file.scanRows=");
        Scan scan = ScanFiles.open(
                file,
                ReaderSettings.of(
                        Map.of("energy", "2e5", "detectorAngle", "1e-3", "scanStep", "1e-9", "scanColumns", "3")));
        assertThat(scan.positions().y()[3]).isCloseTo(1e-9, within(1e-20));
    }

    @Test
    void anImageAloneIsNoScan() throws Exception {
        Path file = write(
                "e.dm3",
                new DmWriter(false, ByteOrder.LITTLE_ENDIAN)
                        .file(root(list(96L, 6L), list(axis(1, "nm"), axis(1, "nm")), frameByFrame(), map())));
        Refused.line(file).contains("no image of three or four dimensions");
    }

    @Test
    void sizesThatDoNotFitAreRefused() throws Exception {
        Path file = write(
                "f.dm4",
                new DmWriter(true, ByteOrder.LITTLE_ENDIAN)
                        .file(root(
                                list((long) COLUMNS, (long) ROWS, 4_000_000_000L, 4_000_000_000L),
                                detectorAxes(true, "1/nm"),
                                frameByFrame(),
                                tags(true))));
        Refused.line(file).contains("a scan of 4000000000 x 4000000000");
    }

    /** Whatever is changed or cut off, the answer is a scan or one line. */
    @Test
    void damagedFilesAreReadOrRefusedInALine() throws Exception {
        byte[] good = new DmWriter(true, ByteOrder.LITTLE_ENDIAN)
                .file(root(DETECTOR_FIRST, detectorAxes(true, "1/nm"), frameByFrame(), tags(true)));
        RandomStream random = new RandomStream(5, 0);
        int refused = 0;
        for (int trial = 0; trial < 400; trial++) {
            byte[] bad = good.clone();
            int at = 16 + (int) (random.uniform() * (bad.length - 24));
            if (trial % 4 == 0) {
                bad = Arrays.copyOf(bad, at);
            } else if (trial % 4 == 1) {
                ByteBuffer.wrap(bad).putLong(at, Long.MAX_VALUE);
            } else {
                bad[at] ^= (byte) (1 + random.uniform() * 255);
            }
            Path file = write("bad.dm4", bad);
            try {
                ScanFiles.open(file).frames().frame(0);
            } catch (org.polyptych.core.BadInputException e) {
                assertThat(e.getMessage()).startsWith(file.toString());
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }
}
