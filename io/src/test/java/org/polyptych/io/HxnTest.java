package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

class HxnTest {
    private static final int FRAMES = 3;
    private static final int ROWS = 4;
    private static final int COLUMNS = 6;
    private static final int MIDDLE = ROWS / 2 * COLUMNS + COLUMNS / 2;

    @TempDir
    Path folder;

    private final Map<String, CxiFixture.Numbers> datasets = new LinkedHashMap<>();
    private final double[] amplitudes = new double[FRAMES * ROWS * COLUMNS];
    private final double[] points = {0, 0.1, 0.2, 0, -0.3, -0.6};

    HxnTest() {
        for (int j = 0; j < FRAMES; j++) {
            amplitudes[j * ROWS * COLUMNS + MIDDLE] = 2 + j;
        }
        put("diffamp", amplitudes, FRAMES, ROWS, COLUMNS);
        put("points", points, 2, FRAMES);
        put("z_m", new double[] {0.5});
        put("lambda_nm", new double[] {0.1});
        put("ccd_pixel_um", new double[] {55});
    }

    @Test
    void amplitudesComeAsTheyAre() {
        Scan scan = open();
        assertThat(scan.frames().frame(1)[MIDDLE]).isEqualTo(3);
        assertThat(scan.notes())
                .anyMatch(note -> note.contains("taken as amplitudes") && note.contains("were left in place"));
    }

    @Test
    void thePixelFollowsFromWavelengthDistanceAndDetector() {
        XrayGeometry geometry = (XrayGeometry) open().geometry();
        assertThat(geometry.pixelHeight()).isCloseTo(0.1e-9 * 0.5 / (4 * 55e-6), within(1e-18));
        assertThat(geometry.pixelWidth()).isCloseTo(0.1e-9 * 0.5 / (6 * 55e-6), within(1e-18));
        assertThat(geometry.energyEv()).isCloseTo(12398.42, within(0.01));
    }

    @Test
    void patternsInFftOrderAreMovedAndThatIsSaid() {
        Arrays.fill(amplitudes, 0);
        for (int j = 0; j < FRAMES; j++) {
            amplitudes[j * ROWS * COLUMNS] = 2 + j;
        }
        for (Hxn format : new Hxn[] {new Hxn(), new Hxn(1)}) {
            Scan scan = format.read(write(), ReaderSettings.NONE);
            assertThat(scan.frames().frame(2)[MIDDLE]).isEqualTo(4);
            assertThat(scan.notes()).anyMatch(note -> note.contains("moved by half their size"));
        }
    }

    /** The light of a real beam is not in one pixel, not quite in the middle, and there is a background. */
    @Test
    void aBroadBeamOffTheMiddleOnABackgroundIsToldFromOneInFftOrder() {
        int side = 16;
        double[] centred = new double[2 * side * side];
        double[] corners = new double[centred.length];
        for (int j = 0; j < 2; j++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    double r2 = Math.pow(y - 10, 2) + Math.pow(x - 6 - j, 2);
                    double a = Math.sqrt(3 + (y * 7 + x * 3) % 5 + 40 / (1 + r2 / 4));
                    centred[(j * side + y) * side + x] = a;
                    corners[(j * side + (y + 8) % side) * side + (x + 8) % side] = a;
                }
            }
        }
        put("points", new double[] {0, 0.1, 0, 0.1}, 2, 2);
        put("diffamp", centred, 2, side, side);
        float[] expected = open().frames().frame(1);
        assertThat(expected[10 * side + 7]).isEqualTo((float) centred[(side + 10) * side + 7]);
        put("diffamp", corners, 2, side, side);
        assertThat(open().frames().frame(1)).isEqualTo(expected);
    }

    @Test
    void pointsAreRowsThenColumnsInMicrometres() {
        Scan scan = open();
        assertThat(scan.positions().y()).containsExactly(new double[] {0, 1e-7, 2e-7}, within(1e-20));
        assertThat(scan.positions().x()).containsExactly(new double[] {0, -3e-7, -6e-7}, within(1e-20));
        assertThat(scan.notes()).anyMatch(note -> note.contains("points[0] taken as y") && note.contains("file.swap"));
    }

    @Test
    void settingsChangeWhatWasAssumed() {
        Scan scan = ScanFiles.open(write(), new ReaderSettings(true, false, true, false));
        assertThat(scan.positions().y()).containsExactly(new double[] {0, -3e-7, -6e-7}, within(1e-20));
        assertThat(scan.positions().x()).containsExactly(new double[] {0, -1e-7, -2e-7}, within(1e-20));
        assertThat(scan.notes())
                .contains("positions: y and x exchanged (file.swap)", "positions: sign of x changed (file.flipX)");
        Scan rolled = ScanFiles.open(write(), new ReaderSettings(false, true, false, true));
        assertThat(rolled.frames().frame(1)[0]).isEqualTo(3);
        assertThat(rolled.positions().y()[1]).isCloseTo(-1e-7, within(1e-20));
    }

    /** The true object of mirrored positions is a mirrored one; a score against the file's would be of something else. */
    @Test
    void anObjectOfOtherPositionsIsLeftOutAndThatIsSaid() {
        Scan scan = new SomeScan().scan();
        Scan.Truth truth = scan.truth().orElseThrow();
        Scan found = new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                scan.probe(),
                Optional.of(truth.specimen()),
                scan.truth(),
                scan.notes());
        for (ReaderSettings moved : List.of(
                new ReaderSettings(true, false, false, false),
                new ReaderSettings(false, true, false, false),
                new ReaderSettings(false, false, true, false))) {
            Scan changed = moved.applied(found);
            assertThat(changed.truth()).isEmpty();
            assertThat(changed.specimen()).isEmpty();
            assertThat(changed.probe()).isEqualTo(found.probe());
            assertThat(changed.notes())
                    .anyMatch(note -> note.startsWith("truth: left out"))
                    .anyMatch(note -> note.startsWith("object: the file's is left out"));
        }
        Scan rolled = new ReaderSettings(false, false, false, true).applied(found);
        assertThat(rolled.truth()).isPresent();
        assertThat(rolled.specimen()).isPresent();
    }

    @Test
    void rollingTakesTheMaskAlong() {
        SomeScan some = new SomeScan();
        Arrays.fill(some.mask, true);
        some.mask[0] = false;
        Scan rolled = new ReaderSettings(false, false, false, true).applied(some.scan());
        assertThat(rolled.mask()[5 * 6 + 3]).isFalse();
        assertThat(rolled.frames().frame(0)[5 * 6 + 3]).isEqualTo(some.amplitudes[0][0]);
    }

    @Test
    void whatIsMissingIsNamed() {
        for (String name : List.of("diffamp", "points", "z_m", "lambda_nm", "ccd_pixel_um")) {
            CxiFixture.Numbers removed = datasets.remove(name);
            refused().contains("'" + name + "'");
            datasets.put(name, removed);
        }
    }

    @Test
    void whatHasTheWrongShapeIsNamed() {
        put("points", new double[6], 3, 2);
        refused().contains("'points' must be [2, frame] in micrometres, but its shape is 3 x 2");
        put("points", new double[8], 2, 4);
        refused().contains("'points' has 4 positions for 3 frames");
        put("points", points, 2, 3);
        put("diffamp", new double[12], 3, 4);
        refused().contains("'diffamp' must be [frame, y, x], but its shape is 3 x 4");
        put("diffamp", new double[0], 0, 4, 6);
        refused().contains("'diffamp' is empty");
        put("diffamp", amplitudes, FRAMES, ROWS, COLUMNS);
        put("z_m", new double[3], 3);
        refused().contains("'z_m' must be one number above 0, in m");
    }

    @Test
    void impossibleNumbersAreNamed() {
        amplitudes[25] = Double.NaN;
        refused().contains("'diffamp': frame 1, pixel (y 0, x 1) is NaN; amplitudes must be finite");
        amplitudes[25] = -1;
        refused().contains("frame 1, pixel (y 0, x 1) is -1.0");
        amplitudes[25] = 0;
        points[4] = Double.POSITIVE_INFINITY;
        refused().contains("'points': [1, 1] is Infinity");
        points[4] = 0;
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            put("lambda_nm", new double[] {bad});
            refused().contains("'lambda_nm' must be one number above 0, in nm; it is " + bad);
        }
    }

    @Test
    void textWhereNumbersBelongIsRefused() {
        Path file = folder.resolve("text.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            writer.texts("diffamp", List.of("a", "b"));
        }
        refused(file).contains("'diffamp' must hold numbers");
    }

    @Test
    void aFileCutShortIsRefused() throws Exception {
        Path file = write();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        refused(file).contains("damaged or incomplete HDF5 file");
    }

    private void put(String name, double[] values, long... shape) {
        datasets.put(name, new CxiFixture.Numbers(values, shape));
    }

    private Path write() {
        Path path = folder.resolve("scan.h5");
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            datasets.forEach((name, numbers) -> file.doubles(name, numbers.values(), numbers.shape()));
        }
        return path;
    }

    private Scan open() {
        return ScanFiles.open(write());
    }

    private AbstractStringAssert<?> refused() {
        return refused(write());
    }

    private static AbstractStringAssert<?> refused(Path file) {
        return assertThatThrownBy(() -> ScanFiles.open(file))
                .isInstanceOf(BadInputException.class)
                .message()
                .startsWith(file.toString())
                .doesNotContain("\n");
    }
}
