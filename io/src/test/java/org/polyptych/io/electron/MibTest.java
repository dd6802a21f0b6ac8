package org.polyptych.io.electron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.Parallel;
import org.polyptych.io.Python;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;

class MibTest {
    private static final int SIDE = 64;
    private static final int HEADER = 384;
    static final Map<String, String> SAID = Map.of("energy", "200e3", "detectorAngle", "1e-3", "scanStep", "1e-10");

    @TempDir
    Path folder;

    /** A pixel of a frame: large in the middle, another for each pixel and frame, within the given limit. */
    private static int count(int frame, int y, int x, int side, int limit) {
        boolean middle = Math.abs(y - side / 2) < side / 4 && Math.abs(x - side / 2) < side / 4;
        return ((y * 131 + x * 7 + frame * 13) % (limit + 1)) / (middle ? 1 : 8);
    }

    static byte[] header(int sequence, int chips, int columns, int rows, String kind, String layout, int depth) {
        String text = String.format(
                "MQ1,%06d,%05d,%02d,%04d,%04d,%s,%6s,01,2024-01-01 10:00:00.000000,0.001,0,0,0,1.2E+1,5.11E+2,%s,%d,",
                sequence, HEADER, chips, columns, rows, kind, layout, "3RX,175,511,000", depth);
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), HEADER);
    }

    static byte[] frames(String kind, int bytes, int from, int to, int limit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int j = from; j < to; j++) {
            out.writeBytes(header(j + 1, 1, SIDE, SIDE, kind, "1x1", 12));
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    int value = count(j, y, x, SIDE, limit);
                    for (int b = bytes - 1; b >= 0; b--) {
                        out.write(value >>> 8 * b);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    static double countsOfLast(int frames, int limit) {
        double sum = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            sum += count(frames - 1, i / SIDE, i % SIDE, SIDE, limit);
        }
        return sum;
    }

    private static void assertFrames(Scan scan, int side, int limit) {
        try (Parallel parallel = new Parallel(3)) {
            parallel.forEach(scan.frames().count(), j -> {
                float[] frame = scan.frames().frame(j);
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        assertThat(frame[y * side + x]).isEqualTo((float) Math.sqrt(count(j, y, x, side, limit)));
                    }
                }
            });
        }
    }

    static void hdr(Path path, int frames, int perTrigger) throws java.io.IOException {
        Files.writeString(
                path,
                "HDR,\t\nTime and Date Stamp (day, mnth, yr, hr, min, s):\t01/01/2024 10:00:00\n"
                        + "Frames in Acquisition (Number):\t" + frames + "\nFrames per Trigger (Number):\t" + perTrigger
                        + "\nEnd\t");
    }

    @ParameterizedTest
    @CsvSource({"U08,1,255", "U16,2,65535", "U32,4,100000000"})
    void countsOfEveryWidthAndTheScanOfTheHdr(String kind, int bytes, int limit) throws Exception {
        Path mib = Files.write(folder.resolve("scan.mib"), frames(kind, bytes, 0, 6, limit));
        hdr(folder.resolve("scan.hdr"), 6, 3);
        for (Path named : new Path[] {mib, folder.resolve("scan.hdr")}) {
            assertThat(ScanFiles.formatOf(named)).isInstanceOf(Mib.class);
            Scan scan = ScanFiles.open(named, ReaderSettings.of(SAID));
            assertFrames(scan, SIDE, limit);
            assertThat(scan.positions().x())
                    .containsExactly(new double[] {0, 1e-10, 2e-10, 0, 1e-10, 2e-10}, within(1e-22));
            assertThat(scan.positions().y()[3]).isCloseTo(1e-10, within(1e-22));
            assertThat(scan.geometry().pixelHeight()).isCloseTo(2.50793e-12 / (SIDE * 1e-3), within(1e-15));
        }
    }

    @ParameterizedTest
    @CsvSource({"U08,>u1,200", "U16,>u2,60000", "U32,>u4,100000000"})
    void framesThatNumPyWrote(String kind, String type, int limit) throws Exception {
        Path mib = folder.resolve("numpy.mib");
        Python.withNumpy("""
                import sys, numpy as np
                path, kind, dtype, limit = sys.argv[1:5]
                y, x = np.indices((64, 64))
                middle = (abs(y - 32) < 16) & (abs(x - 32) < 16)
                with open(path, 'wb') as out:
                    for j in range(6):
                        head = 'MQ1,%06d,00384,01,0064,0064,%s,   1x1,01,' % (j + 1, kind)
                        out.write(head.encode().ljust(384, bytes(1)))
                        counts = (y * 131 + x * 7 + j * 13) % (int(limit) + 1)
                        out.write(np.where(middle, counts, counts // 8).astype(dtype).tobytes())
                """, mib, kind, type, limit);
        hdr(folder.resolve("numpy.hdr"), 6, 3);
        assertFrames(ScanFiles.open(mib, ReaderSettings.of(SAID)), SIDE, limit);
    }

    @Test
    void whatTheDetectorDoesNotKnowIsNamed() throws Exception {
        Path mib = Files.write(folder.resolve("scan.mib"), frames("U16", 2, 0, 6, 4000));
        Refused.line(mib)
                .contains("voltage", "--set file.energy=", "--set file.detectorAngle=", "6 frames", "file.scanRows");
    }

    @Test
    void framesThatGoOnInTheNextFileAreOneScan() throws Exception {
        Files.write(folder.resolve("scan1.mib"), frames("U16", 2, 0, 4, 4000));
        Files.write(folder.resolve("scan2.mib"), frames("U16", 2, 4, 6, 4000));
        Files.write(folder.resolve("scan9.mib"), frames("U16", 2, 20, 22, 4000));
        hdr(folder.resolve("scan.hdr"), 6, 3);
        for (String named : new String[] {"scan1.mib", "scan2.mib", "scan.hdr"}) {
            Scan scan = ScanFiles.open(folder.resolve(named), ReaderSettings.of(SAID));
            assertThat(scan.frames().count()).isEqualTo(6);
            assertFrames(scan, SIDE, 4000);
            assertThat(scan.notes()).anyMatch(note -> note.contains("scan1.mib to scan2.mib"));
        }
    }

    @Test
    void anUnfinishedLastFrameIsLeftOutAndThatIsSaid() throws Exception {
        byte[] bytes = frames("U16", 2, 0, 7, 4000);
        Path mib = Files.write(folder.resolve("scan.mib"), Arrays.copyOf(bytes, bytes.length - 10));
        hdr(folder.resolve("scan.hdr"), 6, 3);
        Scan scan = ScanFiles.open(mib, ReaderSettings.of(SAID));
        assertThat(scan.frames().count()).isEqualTo(6);
        assertThat(scan.notes()).anyMatch(note -> note.contains("unfinished frame"));
    }

    /** Words of 64 bits, big-endian, the first pixel in the lowest bits. */
    static byte[] words(int[] pixels, int bits) {
        ByteBuffer bytes = ByteBuffer.allocate(pixels.length * bits / 8);
        int inWord = 64 / bits;
        for (int first = 0; first < pixels.length; first += inWord) {
            long word = 0;
            for (int k = 0; k < inWord; k++) {
                word |= (long) pixels[first + k] << k * bits;
            }
            bytes.putLong(word);
        }
        return bytes.array();
    }

    private static int[] row(int frame, int y, int side, int limit) {
        int[] row = new int[side];
        for (int x = 0; x < side; x++) {
            row[x] = count(frame, y, x, side, limit);
        }
        return row;
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "6,8,63", "12,16,4095"})
    void rawFramesOfOneChip(int depth, int bits, int limit) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int j = 0; j < 4; j++) {
            out.writeBytes(header(j + 1, 1, SIDE, SIDE, "R64", "1x1", depth));
            for (int y = 0; y < SIDE; y++) {
                out.writeBytes(words(row(j, y, SIDE, limit), bits));
            }
        }
        Path mib = Files.write(folder.resolve("raw.mib"), out.toByteArray());
        hdr(folder.resolve("raw.hdr"), 4, 2);
        assertFrames(ScanFiles.open(mib, ReaderSettings.of(SAID)), SIDE, limit);
    }

    @Test
    void rawFramesOf24BitsAreTwoOfTwelve() throws Exception {
        int limit = (1 << 24) - 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int j = 0; j < 4; j++) {
            out.writeBytes(header(j + 1, 1, 2 * SIDE, SIDE, "R64", "1x1", 24));
            for (int shift = 12; shift >= 0; shift -= 12) {
                for (int y = 0; y < SIDE; y++) {
                    int s = shift;
                    out.writeBytes(words(
                            Arrays.stream(row(j, y, SIDE, limit))
                                    .map(v -> v >>> s & 0xfff)
                                    .toArray(),
                            16));
                }
            }
        }
        Path mib = Files.write(folder.resolve("raw.mib"), out.toByteArray());
        hdr(folder.resolve("raw.hdr"), 4, 2);
        assertFrames(ScanFiles.open(mib, ReaderSettings.of(SAID)), SIDE, limit);
    }

    /** Row r of the file: chip 4, 3, 2, 1; the lower chips 3 and 4 upside down and from right to left. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 12})
    void rawFramesOfFourChips(int depth) throws Exception {
        int bits = depth == 1 ? 1 : depth == 6 ? 8 : 16;
        int limit = (1 << depth) - 1;
        int whole = 2 * SIDE;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int j = 0; j < 4; j++) {
            out.writeBytes(header(j + 1, 4, 4 * SIDE, SIDE, "R64", "2x2", depth));
            for (int r = 0; r < SIDE; r++) {
                int[] upper = row(j, r, whole, limit);
                int[] lower = row(j, whole - 1 - r, whole, limit);
                out.writeBytes(words(reversed(Arrays.copyOfRange(lower, SIDE, whole)), bits));
                out.writeBytes(words(reversed(Arrays.copyOf(lower, SIDE)), bits));
                out.writeBytes(words(Arrays.copyOfRange(upper, SIDE, whole), bits));
                out.writeBytes(words(Arrays.copyOf(upper, SIDE), bits));
            }
        }
        Path mib = Files.write(folder.resolve("quad.mib"), out.toByteArray());
        hdr(folder.resolve("quad.hdr"), 4, 2);
        assertFrames(ScanFiles.open(mib, ReaderSettings.of(SAID)), whole, limit);
    }

    private static int[] reversed(int[] values) {
        int[] turned = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i] = values[values.length - 1 - i];
        }
        return turned;
    }

    @Test
    void headersThatCannotBeAreRefused() throws Exception {
        byte[] good = frames("U16", 2, 0, 4, 4000);
        for (String[] change : new String[][] {
            {"00384", "99999", "bytes"},
            {"0064,0064", "9999,9999", "9999"},
            {"0064,0064", "0000,0064", "pixels"},
            {"0064,0064", "00x4,0064", "not a number"},
            {"U16", "U17", "U17"},
            {"U16(.*?)000,12,", "R64$1000,13,", "counters of 13 bits"}
        }) {
            String text = new String(good, StandardCharsets.ISO_8859_1).replaceFirst(change[0], change[1]);
            Path mib = Files.write(folder.resolve("bad.mib"), text.getBytes(StandardCharsets.ISO_8859_1));
            Refused.line(mib, ReaderSettings.of(SAID)).contains(change[2]);
        }
    }
}
