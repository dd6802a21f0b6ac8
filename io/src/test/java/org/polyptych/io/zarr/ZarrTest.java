package org.polyptych.io.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.io.electron.Refused;
import org.polyptych.physics.Scan;

/** Stores that zarr-python, zarrita and a script made; see make_zarr.py and make_zarr3.mjs beside them. */
class ZarrTest {
    private static final int FRAMES = 6;
    private static final int PIXELS = 8 * 12;
    static final Map<String, String> SAID = Map.of(
            "beam", "electron", "energy", "2e5", "detectorAngle", "1e-3", "scanStep", "1e-9", "scanColumns", "3");

    @TempDir
    Path folder;

    private Path unzip(String zip) throws IOException {
        return unzip(zip, folder);
    }

    static Path unzip(String zip, Path folder) throws IOException {
        Path target = folder.resolve(zip.replace(".zip", ""));
        try (InputStream in = ZarrTest.class.getResourceAsStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, entries.readAllBytes());
            }
        }
        return target;
    }

    private static float count(int frame, int pixel) {
        return 1000 * frame + 7 * pixel;
    }

    static double countsOfLast() {
        double sum = 0;
        for (int i = 0; i < PIXELS; i++) {
            sum += count(FRAMES - 1, i);
        }
        return sum;
    }

    /** Where a chunk is missing, the fill value is 3. */
    static double countsOfLastOfShards() {
        double sum = countsOfLast();
        for (int i = 0; i < PIXELS; i++) {
            sum += i / 12 < 4 && i % 12 < 6 ? 3 - count(FRAMES - 1, i) : 0;
        }
        return sum;
    }

    private static void assertFrames(Scan scan) {
        assertThat(scan.frames().count()).isEqualTo(FRAMES);
        assertThat(scan.frames().heapBytes()).isZero();
        try (Parallel parallel = new Parallel(3)) {
            parallel.forEach(4 * FRAMES, k -> {
                int j = k * 5 % FRAMES;
                float[] frame = scan.frames().frame(j);
                for (int i = 0; i < PIXELS; i++) {
                    assertThat(frame[i]).isEqualTo((float) Math.sqrt(count(j, i)));
                }
            });
        }
    }

    @Test
    void pixelsThatADetectorMarksInAllFramesAreBad() throws IOException {
        Path store = Files.createDirectory(folder.resolve("marked.zarr"));
        Files.writeString(store.resolve(".zarray"), """
                {"zarr_format": 2, "shape": [6, 8, 12], "chunks": [6, 8, 12], "dtype": "<u4", "compressor": null,
                 "fill_value": 0, "order": "C", "filters": null}
                """);
        ByteBuffer chunk = ByteBuffer.allocate(FRAMES * PIXELS * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < FRAMES; j++) {
            for (int i = 0; i < PIXELS; i++) {
                chunk.putInt(i == 17 || i == 18 && j == 2 ? -1 : 4);
            }
        }
        Files.write(store.resolve("0.0.0"), chunk.array());
        Scan scan = ScanFiles.open(store, ReaderSettings.of(SAID));
        assertThat(scan.mask()[17]).isFalse();
        assertThat(scan.mask()[18]).isTrue();
        assertThat(scan.frames().frame(1)[17]).isZero();
        assertThat(scan.frames().frame(1)[18]).isEqualTo(2);
        assertThat(scan.notes()).anyMatch(note -> note.startsWith("mask: 1 of 96 pixels are the largest number"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "zlib",
                "gzip-fortran-slash",
                "blosc-lz4",
                "blosc-zstd-bits",
                "blosc-blosclz",
                "zstd",
                "lz4",
                "shuffle-zlib",
                "big",
                "big-float-blosc"
            })
    void version2(String name) throws Exception {
        Path store = unzip("zarr2.zip").resolve(name);
        assertThat(ScanFiles.formatOf(store)).isInstanceOf(Zarr.class);
        Scan scan = ScanFiles.open(store, ReaderSettings.of(SAID));
        assertFrames(scan);
        assertThat(scan.positions().y()[3]).isCloseTo(1e-9, within(1e-20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "zstd", "blosc", "big", "transpose", "dots"})
    void version3(String name) throws Exception {
        assertFrames(ScanFiles.open(unzip("zarr3.zip").resolve(name), ReaderSettings.of(SAID)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "start"})
    void shardsOfTransposedGzippedCheckedChunks(String where) throws Exception {
        Path store = unzip("shards.zip").resolve(where);
        Scan scan = ScanFiles.open(store, ReaderSettings.of(SAID));
        for (int j = 0; j < FRAMES; j++) {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < PIXELS; i++) {
                boolean missing = j == 5 && i / 12 < 4 && i % 12 < 6;
                assertThat(frame[i]).isEqualTo((float) Math.sqrt(missing ? 3 : count(j, i)));
            }
        }
    }

    @Test
    void aMissingChunkHasTheFillValue() throws Exception {
        Scan scan = ScanFiles.open(unzip("zarr2.zip").resolve("missing"), ReaderSettings.of(SAID));
        assertThat(scan.frames().frame(2)[4]).isEqualTo((float) Math.sqrt(count(2, 4)));
        assertThat(scan.frames().frame(3)).containsOnly(3);
    }

    @Test
    void ofAGroupTheLargestArrayIsTakenOrTheOneThatIsSet() throws Exception {
        Path store = unzip("zarr2.zip").resolve("group");
        Scan scan = ScanFiles.open(store, ReaderSettings.of(SAID));
        assertFrames(scan);
        assertThat(scan.notes()).anyMatch(note -> note.contains("'images/scan', the largest of"));
        Map<String, String> other = new java.util.HashMap<>(SAID);
        other.put("dataset", "images/other");
        Refused.line(store, ReaderSettings.of(other)).contains("called images/other", "images/scan, images/small");
    }

    @Test
    void valuesCanBeAmplitudes() throws Exception {
        Map<String, String> amplitudes = new java.util.HashMap<>(SAID);
        amplitudes.put("values", "amplitudes");
        Scan scan = ScanFiles.open(unzip("zarr2.zip").resolve("missing"), ReaderSettings.of(amplitudes));
        assertThat(scan.frames().frame(2)[4]).isEqualTo(count(2, 4));
        assertThat(scan.notes()).anyMatch(note -> note.contains("amplitudes (square roots of counts) (file.values)"));
    }

    @Test
    void whatZarrDoesNotSayIsNamed() throws Exception {
        Refused.line(unzip("zarr2.zip").resolve("plain")).contains("file.beam=", "file.energy=", "file.scanStep=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"chunks\"|\"clunks\"|'chunks' must be a list",
                "        7\\n|        0\\n|the metadata are damaged",
                "<u2|<c8|numbers of dtype",
                "\"compressor\": null|\"compressor\": {\"id\": \"jpeg\"}|codec \"jpeg\" is not known",
                "\"shape\": [\\n        2,|\"shape\": [\\n        4611686018427387904,|4611686018427387904",
                "}|,|not JSON"
            })
    void metadataThatCannotBeAreRefused(String what, String by, String says) throws Exception {
        Path store = unzip("zarr2.zip").resolve("plain");
        Path json = store.resolve(".zarray");
        String text = Files.readString(json);
        assertThat(text).contains(what.replace("\\n", "\n"));
        Files.writeString(json, text.replace(what.replace("\\n", "\n"), by.replace("\\n", "\n")));
        Refused.line(store, ReaderSettings.of(SAID)).contains(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zarr2.zip:blosc-lz4:0.0.0.0", "zarr2.zip:zstd:0.0.0.0", "shards.zip:end:c/0/0/0/0"})
    void damagedChunksAreReadOrRefusedInALine(String where) throws Exception {
        String[] parts = where.split(":");
        Path store = unzip(parts[0]).resolve(parts[1]);
        Path chunk = store.resolve(parts[2]);
        byte[] good = Files.readAllBytes(chunk);
        RandomStream random = new RandomStream(9, 0);
        int refused = 0;
        for (int trial = 0; trial < 100; trial++) {
            byte[] bad = good.clone();
            int at = (int) (random.uniform() * bad.length);
            bad[at] ^= (byte) (1 + random.uniform() * 255);
            Files.write(chunk, trial % 3 == 0 ? java.util.Arrays.copyOf(bad, at) : bad);
            try {
                Scan scan = ScanFiles.open(store, ReaderSettings.of(SAID));
                for (int j = 0; j < FRAMES; j++) {
                    scan.frames().frame(j);
                }
            } catch (BadInputException e) {
                assertThat(e.getMessage()).startsWith(store.toString());
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(30);
    }
}
