package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

class PtychodusPairTest {
    @TempDir
    Path folder;

    private final PairFixture fixture = new PairFixture();

    /** Ptychodus asks for them, known or not. */
    @Test
    void aPairHasLossesAndPhotonsEvenWithoutAProbe() {
        for (Scan scan : List.of(new SomeScan().scan(), WriterSamples.bare())) {
            Path product = new PtychodusPairWriter()
                    .write(folder.resolve("written"), scan)
                    .getLast();
            String said = Python.withH5py("""
                    import sys, h5py
                    with h5py.File(sys.argv[1]) as f:
                        print(f['loss_epochs'].shape, f['loss_values'].shape, float(f.attrs['probe_photon_count']))
                    """, product);
            assertThat(said).startsWith("(0,) (0,) ");
            assertThat(Double.parseDouble(said.substring(10)))
                    .isEqualTo(scan.probe().map(probe -> probe.power()).orElse(0.0));
        }
    }

    @Test
    void eitherFileOpensTheScan() {
        Path product = fixture.write(folder);
        for (Path file : new Path[] {product, folder.resolve("small_dp.hdf5")}) {
            Scan scan = ScanFiles.open(file);
            assertThat(scan.name()).isEqualTo("small");
            assertThat(scan.source()).isEqualTo(product.toString());
            assertThat(scan.frames().count()).isEqualTo(5);
            assertThat(scan.positions().x()).containsExactly(fixture.x);
            assertThat(scan.positions().y()).containsExactly(fixture.y);
            assertThat(scan.mask()).containsOnly(true);
        }
    }

    @Test
    void countsBecomeAmplitudes() {
        Scan scan = ScanFiles.open(fixture.write(folder));
        for (int j = 0; j < 5; j++) {
            float[] frame = scan.frames().frame(j);
            assertThat(frame[PairFixture.middle()]).isEqualTo((float) Math.sqrt(j + 1));
            assertThat(frame[0]).isZero();
        }
    }

    @Test
    void geometryIsAsTheAttributesSay() {
        XrayGeometry geometry =
                (XrayGeometry) ScanFiles.open(fixture.write(folder)).geometry();
        assertThat(geometry.pixelHeight()).isEqualTo(2e-8);
        assertThat(geometry.pixelWidth()).isEqualTo(3e-8);
        assertThat(geometry.energyEv()).isEqualTo(8800);
        assertThat(geometry.distance()).as("0 m stands for unknown").isNaN();
    }

    @Test
    void whatIsAssumedIsSaid() {
        fixture.comments = "energy and pixel size are nominal";
        assertThat(ScanFiles.open(fixture.write(folder)).notes())
                .anyMatch(note -> note.contains("metres, +y down"))
                .anyMatch(note -> note.contains("zero frequency at pixel (4, 3)"))
                .anyMatch(note -> note.startsWith("distance: unknown"))
                .anyMatch(note -> note.contains("energy and pixel size are nominal"))
                .noneMatch(note -> note.startsWith("warning") && !note.startsWith(PositionRange.FAR_STEPS));
    }

    @Test
    void patternsInFftOrderAreWarnedOf() {
        for (float[] frame : fixture.counts) {
            frame[PairFixture.middle()] = 0;
            frame[0] = 100;
        }
        assertThat(ScanFiles.open(fixture.write(folder)).notes())
                .anyMatch(note -> note.startsWith("warning: the mean pattern is brightest at the corners"));
    }

    @Test
    void positionsInMicrometresAreWarnedOf() {
        fixture.x = new double[] {0, 10_000, 20_000, 30_000, 40_000};
        assertThat(ScanFiles.open(fixture.write(folder)).notes())
                .anyMatch(note -> note.contains("are they in metres?"));
    }

    @Test
    void indexesReorderTheFrames() {
        fixture.indexes = new long[] {4, 3, 2, 1, 0};
        Scan scan = ScanFiles.open(fixture.write(folder));
        assertThat(scan.positions().x()).containsExactly(fixture.x);
        assertThat(scan.frames().frame(0)[PairFixture.middle()]).isEqualTo((float) Math.sqrt(5));
    }

    @Test
    void indexesSelectFrames() {
        fixture.indexes = new long[] {3, 1};
        fixture.x = new double[] {0, 1e-7};
        fixture.y = new double[] {0, 0};
        Scan scan = ScanFiles.open(fixture.write(folder));
        assertThat(scan.frames().count()).isEqualTo(2);
        assertThat(scan.frames().frame(1)[PairFixture.middle()]).isEqualTo((float) Math.sqrt(2));
        assertThat(scan.notes()).anyMatch(note -> note.startsWith("frames: 2 of 5 used"));
    }

    @Test
    void framesTooLargeForMemoryStayInTheFile() {
        Path product = fixture.write(folder);
        Scan small = new PtychodusPair(1 << 20).read(product, ReaderSettings.NONE);
        Scan large = new PtychodusPair(100).read(product, ReaderSettings.NONE);
        assertThat(small.frames()).isInstanceOf(MemoryFrames.class);
        assertThat(large.frames()).isInstanceOf(Hdf5Frames.class);
        int[] order = {3, 4, 0, 2, 2};
        float[] fromMemory = new float[5 * 48];
        float[] fromFile = new float[5 * 48];
        small.frames().read(order, fromMemory);
        large.frames().read(order, fromFile);
        assertThat(fromFile).isEqualTo(fromMemory);
    }

    @Test
    void aProbeOfZerosIsLeftOut() {
        fixture.probe = new ComplexImage[] {ComplexImage.zeros(8, 6)};
        assertThat(ScanFiles.open(fixture.write(folder)).probe()).isEmpty();
    }

    @Test
    void theProbeComesWithItsModes() {
        fixture.probe = new ComplexImage[] {ComplexImage.constant(8, 6, 1, 2), ComplexImage.constant(8, 6, 3, 4)};
        Scan scan = ScanFiles.open(fixture.write(folder));
        assertThat(scan.probe().orElseThrow().modes()).isEqualTo(2);
        assertThat(scan.probe().orElseThrow().mode(1).im()).containsOnly(4);
        assertThat(scan.specimen()).as("an object of zeros is none").isEmpty();
    }

    @Test
    void oneFileMayHoldAll() {
        Path file = folder.resolve("all.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            writer.compressedFrames("dp", fixture.counts, 8, 6);
            writer.doubles("probe_position_y_m", fixture.y, 5);
            writer.doubles("probe_position_x_m", fixture.x, 5);
            writer.complex("probe", fixture.probe, 1);
            writer.attribute("probe", "pixel_height_m", 1e-8);
            writer.attribute("probe", "pixel_width_m", 1e-8);
        }
        Scan scan = ScanFiles.open(file);
        assertThat(scan.name()).isEqualTo("all");
        assertThat(scan.geometry().pixelWidth()).as("from the probe").isEqualTo(1e-8);
        assertThat(((XrayGeometry) scan.geometry()).energyEv()).isNaN();
    }

    @Test
    void aMissingPartnerIsNamed() throws Exception {
        Path product = fixture.write(folder);
        Path patterns = folder.resolve("small_dp.hdf5");
        Files.delete(patterns);
        refused(product).endsWith("its partner " + patterns + " is missing");
        fixture.writePatterns(patterns);
        Files.delete(product);
        refused(patterns).endsWith("its partner " + product + " is missing");
    }

    @Test
    void thePartnerMayHaveTheOtherExtension() throws Exception {
        Path product = fixture.write(folder);
        Files.move(folder.resolve("small_dp.hdf5"), folder.resolve("small_dp.h5"));
        assertThat(ScanFiles.open(product).frames().count()).isEqualTo(5);
    }

    @Test
    void aFileThatIsItsOwnPartnerIsRefused() throws Exception {
        Path patterns = folder.resolve("small_dp.hdf5");
        fixture.writePatterns(patterns);
        Path link = Files.createSymbolicLink(folder.resolve("small_para.hdf5"), patterns);
        refused(patterns).endsWith("its partner " + link + " is the same file");
    }

    @Test
    void aPartnerOfTheWrongKindIsRefused() throws Exception {
        Path product = fixture.write(folder);
        Path patterns = folder.resolve("small_dp.hdf5");
        Files.copy(product, patterns, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refused(product).contains("no dataset 'dp'").contains(patterns.toString());
    }

    @Test
    void patternsUnderAnotherNameCannotFindTheirPartner() {
        Path file = folder.resolve("scan7.h5");
        fixture.writePatterns(file);
        refused(file).contains("is not called *_dp.h5").contains("*_para.h5");
    }

    @Test
    void impossibleCountsAreNamedByFrameAndPixel() throws Exception {
        for (float bad : new float[] {Float.NaN, -1, Float.POSITIVE_INFINITY}) {
            fixture.counts[3][2 * 6 + 5] = bad;
            Path place = Files.createDirectory(folder.resolve("counts" + bad));
            refused(fixture.write(place))
                    .contains("small_dp.hdf5: dataset 'dp': frame 3, pixel (y 2, x 5) is " + bad)
                    .doesNotContain("\n");
            assertThatThrownBy(() -> new Hdf5Frames(place.resolve("small_dp.hdf5"), "dp").frame(3))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("frame 3, pixel (y 2, x 5)");
        }
    }

    @Test
    void positionsOfAnotherLengthAreRefusedWithBothNumbers() {
        fixture.x = new double[4];
        refused(fixture.write(folder)).contains("5 values in probe_position_y_m, but 4 in probe_position_x_m");
        fixture.y = new double[4];
        refused(fixture.write(folder)).contains("4 positions for 5 frames");
        fixture.indexes = new long[] {0, 1, 2, 3, 4};
        refused(fixture.write(folder)).contains("4 positions and 5 values in probe_position_indexes for 5 frames");
    }

    @Test
    void indexesOutOfRangeOrTwiceAreRefused() {
        fixture.indexes = new long[] {0, 1, 2, 3, 5};
        refused(fixture.write(folder)).contains("probe_position_indexes[4] is 5, but there are 5 frames");
        fixture.indexes = new long[] {0, 1, 2, 3, 3};
        refused(fixture.write(folder)).contains("names frame 3 twice");
    }

    @Test
    void positionsThatAreNotFiniteAreRefused() {
        fixture.y[2] = Double.NaN;
        refused(fixture.write(folder)).contains("small_para.hdf5").contains("position of frame 2");
    }

    @Test
    void aProbeOfAnotherSizeIsRefused() {
        fixture.probe = new ComplexImage[] {ComplexImage.constant(8, 8, 1, 0)};
        refused(fixture.write(folder)).contains("the probe has 8 x 8 pixels, the frames have 8 x 6");
    }

    @Test
    void aMissingPixelSizeIsRefused() {
        fixture.pixelSize = false;
        refused(fixture.write(folder)).contains("file.objectPixel=METRES").contains("pixel_height_m and pixel_width_m");
    }

    @Test
    void patternsOfAnotherRankAreRefused() {
        Path product = fixture.write(folder);
        try (Hdf5Writer file = Hdf5Writer.create(folder.resolve("small_dp.hdf5"))) {
            file.floats("dp", new float[24], 4, 6);
        }
        refused(product).contains("'dp' must be [frame, y, x], but its shape is 4 x 6");
    }

    @Test
    void aPairCutShortIsRefused() throws Exception {
        Path product = fixture.write(folder);
        Path patterns = folder.resolve("small_dp.hdf5");
        byte[] bytes = Files.readAllBytes(patterns);
        Files.write(patterns, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        refused(product).contains("small_dp.hdf5: damaged or incomplete HDF5 file");
        refused(patterns).contains("small_dp.hdf5: damaged or incomplete HDF5 file");
    }

    private static AbstractStringAssert<?> refused(Path file) {
        return assertThatThrownBy(() -> ScanFiles.open(file))
                .isInstanceOf(BadInputException.class)
                .message()
                .doesNotContain("\n");
    }
}
