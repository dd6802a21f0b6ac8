package org.polyptych.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.measure.Calibration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.io.Python;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.io.electron.Refused;
import org.polyptych.io.frames.SharedFile;
import org.polyptych.physics.Scan;

class TiffStackTest {
    private static final int FRAMES = 6;
    private static final int ROWS = 20;
    private static final int COLUMNS = 28;
    private static final int PIXELS = ROWS * COLUMNS;
    static final Map<String, String> SAID = Map.of(
            "beam",
            "xray",
            "energy",
            "8e3",
            "distance",
            "2",
            "detectorPixel",
            "55e-6",
            "scanStep",
            "1e-6",
            "scanRows",
            "2");

    @TempDir
    Path folder;

    private static int count(int frame, int pixel, int limit) {
        int y = pixel / COLUMNS - ROWS / 2;
        int x = pixel % COLUMNS - COLUMNS / 2;
        return (int) Math.min(limit, limit / (1 + 0.5 * (x * x + y * y)) + (pixel * 7 + frame) % 5);
    }

    static double countsOfLast(int limit) {
        return java.util.stream.IntStream.range(0, PIXELS)
                .map(i -> count(FRAMES - 1, i, limit))
                .sum();
    }

    private static void assertFrames(Scan scan, int limit) {
        assertThat(scan.frames().count()).isEqualTo(FRAMES);
        assertThat(scan.frames().heapBytes()).isZero();
        for (int j = 0; j < FRAMES; j++) {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < PIXELS; i++) {
                assertThat(frame[i]).isEqualTo((float) Math.sqrt(count(j, i, limit)));
            }
        }
    }

    static ImagePlus image(int bits, int limit) {
        ImageStack stack = new ImageStack(COLUMNS, ROWS);
        for (int j = 0; j < FRAMES; j++) {
            byte[] bytes = new byte[PIXELS];
            short[] shorts = new short[PIXELS];
            float[] floats = new float[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                bytes[i] = (byte) count(j, i, limit);
                shorts[i] = (short) count(j, i, limit);
                floats[i] = count(j, i, limit);
            }
            stack.addSlice("frame " + j, bits == 8 ? bytes : bits == 16 ? shorts : floats);
        }
        return new ImagePlus("scan", stack);
    }

    @Test
    void valuesCanBeAmplitudesAndNoneOfThemIsBelowZero() {
        Map<String, String> amplitudes = new HashMap<>(SAID);
        amplitudes.put("values", "amplitudes");
        ImagePlus image = image(32, 1000);
        String file = folder.resolve("amplitudes.tif").toString();
        new FileSaver(image).saveAsTiffStack(file);
        Scan scan = ScanFiles.open(Path.of(file), ReaderSettings.of(amplitudes));
        assertThat(scan.frames().frame(1)[9]).isEqualTo(count(1, 9, 1000));
        assertThat(scan.notes())
                .anyMatch(note -> note.contains("amplitudes (square roots of counts) (file.values)"))
                .noneMatch(note -> note.contains("readings below 0"));
        image.getStack().getProcessor(2).setf(9, -1);
        Path below = folder.resolve("below.tif");
        new FileSaver(image).saveAsTiffStack(below.toString());
        assertThatThrownBy(() -> ScanFiles.open(below, ReaderSettings.of(amplitudes))
                        .frames()
                        .frame(1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("frame 1, pixel (y 0, x 9) is -1.0; amplitudes must be finite and not negative");
    }

    @ParameterizedTest
    @CsvSource({"8,254", "16,65534", "32,1000000"})
    void stacksThatImageJWrote(int bits, int limit) throws Exception {
        ImagePlus image = image(bits, limit);
        Calibration calibration = new Calibration();
        calibration.setUnit("mrad");
        calibration.pixelWidth = 0.05;
        calibration.pixelHeight = 0.04;
        image.setCalibration(calibration);
        Path file = Files.write(folder.resolve("stack.tif"), new FileSaver(image).serialize());
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(TiffStack.class);
        Refused.line(file).contains("file.beam=", "6 frames", "file.scanRows=");
        Scan scan = ScanFiles.open(
                file,
                ReaderSettings.of(
                        Map.of("beam", "electron", "energy", "2e5", "scanStep", "1e-10", "scanColumns", "3")));
        assertFrames(scan, limit);
        double wavelength = 2.507934e-12;
        assertThat(scan.geometry().pixelHeight()).isCloseTo(wavelength / (ROWS * 4e-5), within(1e-16));
        assertThat(scan.geometry().pixelWidth()).isCloseTo(wavelength / (COLUMNS * 5e-5), within(1e-16));
    }

    /** ImageJ writes stacks beyond 4 GiB with one directory; the others are only counted in its text. */
    @Test
    void aStackWithOneDirectoryForAllItsImages() throws Exception {
        Path file = folder.resolve("large.tif");
        String text = "ImageJ=1.54p\nimages=" + FRAMES + "\nunit=um\n\0";
        ByteBuffer bytes = ByteBuffer.allocate(512 + FRAMES * PIXELS * 2).order(ByteOrder.BIG_ENDIAN);
        bytes.put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 10);
        int textAt = 200;
        long[][] entries = {
            {256, 4, 1, COLUMNS}, {257, 4, 1, ROWS}, {258, 3, 1, 16L << 16}, {259, 3, 1, 1L << 16},
            {270, 2, text.length(), textAt}, {273, 4, 1, 512}, {277, 3, 1, 1L << 16}, {278, 4, 1, ROWS},
            {279, 4, 1, PIXELS * 2}, {282, 5, 1, 400}
        };
        for (long[] entry : entries) {
            bytes.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt((int) entry[2])
                    .putInt((int) entry[3]);
        }
        bytes.putInt(0);
        bytes.put(textAt, text.getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(400, 1).putInt(404, 55);
        for (int j = 0; j < FRAMES; j++) {
            for (int i = 0; i < PIXELS; i++) {
                bytes.putShort(512 + 2 * (j * PIXELS + i), (short) count(j, i, 60_000));
            }
        }
        Files.write(file, bytes.array());
        assertFrames(ScanFiles.open(file, ReaderSettings.of(SAID)), 60_000);
    }

    private static final String PILLOW = """
            import sys, numpy as np
            from PIL import Image
            path, compression, kind = sys.argv[1:4]
            j, y, x = np.indices((6, 20, 28))
            i = y * 28 + x
            limit = 250 if kind == 'uint8' else 60000
            c = np.minimum(limit, (limit / (1 + 0.5 * ((x - 14)**2 + (y - 10)**2)) + (i * 7 + j) % 5).astype(int))
            pages = [Image.fromarray(page.astype(kind)) for page in c]
            pages[0].save(path, save_all=True, append_images=pages[1:], compression=compression)
            """;

    @ParameterizedTest
    @CsvSource({
        "raw,uint16",
        "tiff_lzw,uint16",
        "tiff_lzw,uint8",
        "tiff_adobe_deflate,uint16",
        "packbits,uint8",
        "raw,float32",
        "tiff_lzw,int32"
    })
    void stacksThatPillowWrote(String compression, String kind) {
        Path file = folder.resolve("pillow.tif");
        Python.withPillow(PILLOW, file, compression, kind);
        assertFrames(ScanFiles.open(file, ReaderSettings.of(SAID)), kind.equals("uint8") ? 250 : 60_000);
    }

    /** As a Pilatus writes: -1 in the gaps between its modules, -2 where it is dead. */
    @Test
    void pixelsThatADetectorMarksInAllFramesAreBadAndOthersBelow0HaveNoLight() {
        Path file = folder.resolve("pilatus.tif");
        Python.withPillow("""
                import sys, numpy as np
                from PIL import Image
                c = np.full((6, 20, 28), 4, np.int32)
                c[:, 10] = -1
                c[:, 3, 5] = -2
                c[2, 4, 6] = -1
                pages = [Image.fromarray(page) for page in c]
                pages[0].save(sys.argv[1], save_all=True, append_images=pages[1:])
                """, file);
        Scan scan = ScanFiles.open(file, ReaderSettings.of(SAID));
        for (int i = 0; i < PIXELS; i++) {
            boolean bad = i / COLUMNS == 10 || i == 3 * COLUMNS + 5;
            assertThat(scan.mask()[i]).isEqualTo(!bad);
            assertThat(scan.frames().frame(1)[i]).isEqualTo(bad ? 0 : 2);
        }
        assertThat(scan.frames().frame(2)[4 * COLUMNS + 6]).isZero();
        assertThat(scan.notes())
                .anyMatch(note -> note.startsWith("mask: 29 of 560 pixels are below 0"))
                .anyMatch(note -> note.contains("readings below 0 as 0"));
    }

    /** ImageJ keeps them without a sign, and a straight line beside them. */
    @Test
    void sixteenBitsWithASignAreWhatImageJShows() throws Exception {
        ImageStack stack = new ImageStack(COLUMNS, ROWS);
        Calibration signed = new Calibration();
        signed.setSigned16BitCalibration();
        for (int j = 0; j < FRAMES; j++) {
            short[] stored = new short[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                stored[i] = (short) ((i == 7 ? -1 : count(j, i, 30_000)) + 32768);
            }
            stack.addSlice("", new ij.process.ShortProcessor(COLUMNS, ROWS, stored, null));
        }
        ImagePlus image = new ImagePlus("signed", stack);
        image.setCalibration(signed);
        assertThat(image.getProcessor().getPixelValue(7, 0)).isEqualTo(-1);
        Path file = Files.write(folder.resolve("signed.tif"), new FileSaver(image).serialize());
        Scan scan = ScanFiles.open(file, ReaderSettings.of(SAID));
        assertThat(scan.mask()[7]).isFalse();
        float[] frame = scan.frames().frame(2);
        for (int i = 0; i < PIXELS; i++) {
            assertThat(frame[i]).isEqualTo(i == 7 ? 0 : (float) Math.sqrt(count(2, i, 30_000)));
        }
        assertThat(scan.notes())
                .anyMatch(note -> note.contains("-32768.0 + 1.0 x stored"))
                .anyMatch(note -> note.startsWith("mask: 1 of 560 pixels"));
    }

    @Test
    void otherFunctionsOfImageJAreRefused() throws Exception {
        ImagePlus image = image(16, 60_000);
        Calibration calibration = new Calibration();
        calibration.setFunction(Calibration.POLY2, new double[] {1, 2, 3}, "counts");
        image.setCalibration(calibration);
        Path file = Files.write(folder.resolve("curve.tif"), new FileSaver(image).serialize());
        Refused.line(file, ReaderSettings.of(SAID)).contains("cf=1", "straight line");
    }

    @Test
    void aFolderInTheOrderOfItsNumbers() throws Exception {
        for (int j = 0; j < FRAMES; j++) {
            ImagePlus image = image(16, 60_000);
            ImagePlus one = new ImagePlus("one", image.getStack().getProcessor(j + 1));
            Files.write(folder.resolve("frame_" + (7 + j) + ".tif"), new FileSaver(one).serialize());
        }
        Files.writeString(folder.resolve("notes.txt"), "not a frame");
        assertThat(ScanFiles.formatOf(folder)).isInstanceOf(TiffStack.class);
        Scan scan = ScanFiles.open(folder, ReaderSettings.of(SAID));
        assertFrames(scan, 60_000);
        assertThat(scan.notes()).anyMatch(note -> note.contains("frame_7.tif to frame_12.tif"));
    }

    @Test
    void imagesOfDifferentSizesAreRefused() throws Exception {
        Files.write(folder.resolve("a1.tif"), new FileSaver(image(16, 60_000)).serialize());
        ImageStack other = new ImageStack(8, 8);
        other.addSlice("", new short[64]);
        Files.write(folder.resolve("a2.tif"), new FileSaver(new ImagePlus("b", other)).serialize());
        Refused.line(folder, ReaderSettings.of(SAID)).contains("8 x 8 pixels", "20 x 28");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void damagedFilesAreReadOrRefusedInALine(int packed) throws Exception {
        byte[] good;
        if (packed == 1) {
            Path file = folder.resolve("good.tif");
            Python.withPillow(PILLOW, file, "tiff_lzw", "uint16");
            good = Files.readAllBytes(file);
        } else {
            good = new FileSaver(image(16, 60_000)).serialize();
        }
        RandomStream random = new RandomStream(3, 0);
        int refused = 0;
        for (int trial = 0; trial < 300; trial++) {
            byte[] bad = good.clone();
            int at = 4 + (int) (random.uniform() * (trial % 2 == 0 ? 400 : bad.length - 8));
            bad[at] = (byte) (random.uniform() * 256);
            if (trial % 5 == 0) {
                bad = Arrays.copyOf(bad, at);
            }
            Path file = Files.write(folder.resolve("bad.tif"), bad);
            try {
                Scan scan = ScanFiles.open(file, ReaderSettings.of(SAID));
                for (int j = 0; j < FRAMES; j++) {
                    scan.frames().frame(j);
                }
            } catch (BadInputException e) {
                assertThat(e.getMessage()).startsWith(file.toString());
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    @Test
    void namesAreOrderedByTheirNumbers() {
        assertThat(NumberedNames.compare("a2", "a10")).isNegative();
        assertThat(NumberedNames.compare("a02b3", "a2b11")).isNegative();
        assertThat(NumberedNames.compare("b1", "a2")).isPositive();
        assertThat(NumberedNames.compare("a", "a1")).isNegative();
    }

    /** Classic, little-endian: directories of one table of strips, which is as long as the file lets it be. */
    @Test
    void manyImagesThatShareOneTableOfStripsAreRefused() throws Exception {
        int strips = 20_000;
        int images = 200;
        int table = 8 + images * 100;
        ByteBuffer bytes = ByteBuffer.allocate(table + 4 * strips).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        for (int k = 0; k < images; k++) {
            bytes.position(8 + 100 * k);
            int[][] entries = {
                {256, 4, 1, 1},
                {257, 4, 1, strips},
                {258, 3, 1, 8},
                {259, 3, 1, 1},
                {273, 4, strips, table},
                {278, 4, 1, 1},
                {279, 4, strips, table}
            };
            bytes.putShort((short) entries.length);
            for (int[] entry : entries) {
                bytes.putShort((short) entry[0]).putShort((short) entry[1]);
                bytes.putInt(entry[2]).putInt(entry[3]);
            }
            bytes.putInt(k + 1 < images ? 8 + 100 * (k + 1) : 0);
        }
        Path file = Files.write(folder.resolve("bomb.tif"), bytes.array());
        Refused.line(file, ReaderSettings.of(SAID)).contains("tables of strips", "longer than the file");
    }

    @Test
    void whatLiesNowhereIsNotFetched() throws Exception {
        Path file = Files.write(folder.resolve("some.bin"), new byte[100]);
        try (SharedFile open = SharedFile.open(file)) {
            open.fetch(-5, 10);
            open.fetch(Long.MIN_VALUE, Long.MAX_VALUE);
            open.fetch(Long.MAX_VALUE, 10);
            open.fetch(50, Long.MAX_VALUE);
        }
    }

    @Test
    void detectionLeavesNoFileOpen() throws Exception {
        Path open = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(open));
        Path file = Files.write(folder.resolve("kept.tif"), new FileSaver(image(16, 60_000)).serialize());
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(TiffStack.class);
        try (Stream<Path> all = Files.list(open)) {
            assertThat(all.map(TiffStackTest::target)).doesNotContain(file.toString());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
