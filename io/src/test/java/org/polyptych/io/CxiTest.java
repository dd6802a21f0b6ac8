package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.SharedData;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

class CxiTest {
    private static final String DETECTOR = CxiFixture.DETECTOR;
    private static final String SOURCE = CxiFixture.SOURCE;
    private static final String BASIS = DETECTOR + "basis_vectors";

    @TempDir
    Path folder;

    private final CxiFixture fixture = new CxiFixture();

    @Test
    void theSpecimenPixelFollowsFromTheFarFieldRelation() {
        XrayGeometry geometry = (XrayGeometry) open().geometry();
        double wavelength = 1.239841984332e-6 / 8000;
        assertThat(geometry.energyEv()).isCloseTo(8000, within(1e-9));
        assertThat(geometry.pixelHeight()).isCloseTo(wavelength * 2 / (6 * 7e-5), within(1e-18));
        assertThat(geometry.pixelWidth()).isCloseTo(wavelength * 2 / (8 * 5e-5), within(1e-18));
        assertThat(open().notes()).anyMatch(note -> note.contains("taken as far field"));
    }

    @Test
    void withTheUsualAxesRowsFollowYAndColumnsX() {
        positions(1e-7, 1e-8);
        fixture.put(BASIS, new double[] {0, -5e-5, -7e-5, 0, 0, 0}, 3, 2);
        positions(1e-7, 1e-8);
        fixture.put(BASIS, new double[] {0, -7e-5, 0, -5e-5, 0, 0}, 2, 3);
        positions(1e-7, 1e-8);
        assertThat(open().notes()).noneMatch(note -> note.contains("basis vectors"));
    }

    @Test
    void turnedAxesTurnThePositions() {
        fixture.put(BASIS, new double[] {0, 7e-5, 0, -5e-5, 0, 0}, 2, 3);
        positions(-1e-7, 1e-8);
        fixture.put(BASIS, new double[] {5e-5, 0, 0, 0, -7e-5, 0}, 2, 3);
        positions(-1e-8, 1e-7);
        XrayGeometry onItsSide = (XrayGeometry) open().geometry();
        assertThat(onItsSide.detectorPixelHeight()).isCloseTo(5e-5, within(1e-12));
        assertThat(onItsSide.detectorPixelWidth()).isCloseTo(7e-5, within(1e-12));
        // turned by 45 degrees
        fixture.put(BASIS, new double[] {-5e-5, -5e-5, 0, -5e-5, 5e-5, 0}, 2, 3);
        positions(1.1e-7 / Math.sqrt(2), -0.9e-7 / Math.sqrt(2));
        assertThat(open().notes()).anyMatch(note -> note.contains("as the detector's basis vectors say"));
    }

    @Test
    void translationsMayLieTheOtherWayRound() {
        double[] across = new double[12];
        for (int j = 0; j < 4; j++) {
            across[j] = j * 1e-8;
            across[4 + j] = j * 1e-7;
        }
        fixture.put(CxiFixture.TRANSLATION, across, 3, 4);
        positions(1e-7, 1e-8);
    }

    @Test
    void threeByThreeTranslationsAreSaidToBeAmbiguous() {
        fixture.put(DETECTOR + "data", new double[3 * 48], 3, 6, 8);
        fixture.put(CxiFixture.TRANSLATION, new double[] {0, 0, 0, 1e-8, 1e-7, 0, 2e-8, 2e-7, 0}, 3, 3);
        positions(1e-7, 1e-8);
        assertThat(open().notes()).anyMatch(note -> note.contains("3 x 3 and could be read either way"));
    }

    @Test
    void linksAndTheirAbsenceAreTheSame() {
        Scan without = open();
        fixture.links.put("entry_1/data_1/data", "/" + DETECTOR + "data");
        fixture.links.put("entry_1/data_1/translation", "/" + CxiFixture.TRANSLATION);
        Scan with = open();
        assertThat(with.frames().frame(2)).isEqualTo(without.frames().frame(2));
        fixture.links.put("entry_1/data_1/data", "/nowhere");
        assertThat(open().frames().frame(2))
                .as("a link that leads nowhere")
                .isEqualTo(with.frames().frame(2));
        CxiFixture.Numbers moved = fixture.datasets.remove(CxiFixture.TRANSLATION);
        fixture.links.remove("entry_1/data_1/translation");
        fixture.datasets.put(DETECTOR + "translation", moved);
        positions(1e-7, 1e-8);
    }

    @Test
    void zeroAndHasSignalAreGoodAndNothingElse() {
        long[] mask = new long[48];
        mask[0] = 1;
        mask[1] = 0x1000;
        mask[2] = 0x1004;
        mask[3] = 0xffffffffL;
        fixture.whole.put(DETECTOR + "mask", mask);
        boolean[] good = open().mask();
        assertThat(Arrays.copyOf(good, 5)).containsExactly(false, true, false, false, true);
        assertThat(open().notes()).anyMatch(note -> note.contains("3 of 48 pixels are bad"));
    }

    @Test
    void badPixelsMayHoldAnything() {
        long[] mask = new long[48];
        mask[0] = 1;
        fixture.whole.put(DETECTOR + "mask", mask);
        fixture.datasets.get(DETECTOR + "data").values()[0] = Double.NaN;
        fixture.datasets.get(DETECTOR + "data").values()[48] = -1;
        assertThat(open().frames().frame(0)[0]).isZero();
        fixture.datasets.get(DETECTOR + "data").values()[49] = -1;
        refused().contains("frame 1, pixel (y 0, x 1) is -1.0; counts must be finite and not negative");
    }

    @Test
    void darkCountsAreSubtracted() {
        double[] dark = new double[2 * 48];
        dark[28] = 3;
        dark[48 + 28] = 2;
        fixture.put(DETECTOR + "data_dark", dark, 2, 6, 8);
        assertThat(open().frames().frame(3)[28]).isEqualTo((float) Math.sqrt(4 - 2.5));
        assertThat(open().frames().frame(1)[28]).as("never below nothing").isZero();
        assertThat(open().notes()).anyMatch(note -> note.contains("subtracted"));
        fixture.datasets.remove(DETECTOR + "data_dark");
        fixture.put(DETECTOR + "dark", Arrays.copyOf(dark, 48), 6, 8);
        assertThat(open().frames().frame(3)[28]).isEqualTo(1);
        dark[0] = Double.NaN;
        fixture.put(DETECTOR + "dark", Arrays.copyOf(dark, 48), 6, 8);
        refused().contains("'" + DETECTOR + "dark': pixel (y 0, x 0) is NaN");
    }

    @Test
    void theWavelengthDoesInsteadOfTheEnergy() {
        fixture.datasets.remove(SOURCE + "energy");
        fixture.put(SOURCE + "wavelength", new double[] {1e-10});
        assertThat(open().geometry().wavelength()).isCloseTo(1e-10, within(1e-20));
        fixture.put(SOURCE + "energy", new double[] {8000 * CxiFixture.EV});
        assertThat(open().notes()).anyMatch(note -> note.contains("and the wavelength") && note.contains("disagree"));
    }

    @Test
    void unitsAreBelievedAndUnknownOnesRefused() {
        fixture.put(SOURCE + "energy", new double[] {8});
        fixture.units.put(SOURCE + "energy", "keV");
        fixture.units.put(DETECTOR + "distance", "mm");
        XrayGeometry geometry = (XrayGeometry) open().geometry();
        assertThat(geometry.energyEv()).isCloseTo(8000, within(1e-9));
        assertThat(geometry.distance()).isCloseTo(0.002, within(1e-12));
        fixture.units.put(DETECTOR + "distance", "furlong");
        refused().contains("has the unit 'furlong'");
    }

    @Test
    void translationsAreConvertedFromTheUnitTheyHave() {
        double[] translation = fixture.datasets.get(CxiFixture.TRANSLATION).values();
        for (int i = 0; i < translation.length; i++) {
            translation[i] *= 1e6;
        }
        for (String unit : new String[] {"um", "\u00b5m", "Micron"}) {
            fixture.units.put(CxiFixture.TRANSLATION, unit);
            positions(1e-7, 1e-8);
            assertThat(open().notes()).anyMatch(note -> note.contains("is in " + unit) && note.contains("converted"));
        }
        fixture.units.put(CxiFixture.TRANSLATION, "furlong");
        refused().contains("has the unit 'furlong'");
    }

    /** Where Turkish is spoken, MICRON in lower case is not micron. */
    @Test
    void unitsAreTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr"));
        try {
            fixture.units.put(CxiFixture.TRANSLATION, "MICRON");
            assertThat(open().positions().y()[1]).isCloseTo(1e-13, within(1e-18));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void milliIsNotMega() {
        fixture.units.put(SOURCE + "energy", "MeV");
        fixture.put(SOURCE + "energy", new double[] {0.008});
        assertThat(((XrayGeometry) open().geometry()).energyEv()).isCloseTo(8000, within(1e-9));
        fixture.units.put(SOURCE + "energy", "meV");
        fixture.put(SOURCE + "energy", new double[] {8e6});
        assertThat(((XrayGeometry) open().geometry()).energyEv()).isCloseTo(8000, within(1e-9));
        fixture.units.put(SOURCE + "energy", "mev");
        refused().contains("has the unit 'mev'").contains("MeV");
    }

    @Test
    void aNumberThatCannotBeJoulesIsSaidToBeTakenAsElectronvolts() {
        fixture.put(SOURCE + "energy", new double[] {8000});
        assertThat(((XrayGeometry) open().geometry()).energyEv()).isEqualTo(8000);
        assertThat(open().notes()).anyMatch(note -> note.contains("taken as eV"));
        fixture.put(SOURCE + "energy", new double[] {1e-3});
        refused().contains("'" + SOURCE + "energy' is 0.001").contains("no photon's energy");
    }

    @Test
    void pixelSizesMayComeFromTheBasis() {
        double height = open().geometry().pixelHeight();
        fixture.datasets.remove(DETECTOR + "x_pixel_size");
        fixture.datasets.remove(DETECTOR + "y_pixel_size");
        fixture.put(BASIS, new double[] {0, -7e-5, 0, -5e-5, 0, 0}, 2, 3);
        assertThat(open().geometry().pixelHeight()).isCloseTo(height, within(1e-20));
    }

    @Test
    void aCornerThatPutsTheBeamElsewhereIsWarnedOf() {
        fixture.put(BASIS, new double[] {0, -7e-5, 0, -5e-5, 0, 0}, 2, 3);
        fixture.put(DETECTOR + "corner_position", new double[] {4.5 * 5e-5, 3.5 * 7e-5, 2}, 3);
        assertThat(open().notes()).noneMatch(note -> note.contains("corner_position"));
        fixture.put(DETECTOR + "corner_position", new double[] {4.5 * 5e-5, 1.5 * 7e-5, 2}, 3);
        assertThat(open().notes()).anyMatch(note -> note.contains("puts the beam at pixel (y 1.0, x 4.0)"));
        fixture.datasets.remove(BASIS);
        assertThat(open().notes()).anyMatch(note -> note.contains("puts the beam at pixel (y 1.0, x 4.0)"));
    }

    @Test
    void positionsInMicrometresAreWarnedOf() {
        double[] translation = fixture.datasets.get(CxiFixture.TRANSLATION).values();
        for (int i = 0; i < translation.length; i++) {
            translation[i] *= 1e6;
        }
        assertThat(open().notes()).anyMatch(note -> note.contains("are they in metres?"));
    }

    @Test
    void oneFrameAndFramesWithoutLightAreRead() {
        fixture.put(DETECTOR + "data", new double[48], 1, 6, 8);
        fixture.put(CxiFixture.TRANSLATION, new double[3], 1, 3);
        assertThat(open().frames().frame(0)).containsOnly(0);
    }

    @Test
    void whatIsMissingIsNamed() {
        for (String name : new String[] {
            DETECTOR + "distance",
            DETECTOR + "x_pixel_size",
            SOURCE + "energy",
            CxiFixture.TRANSLATION,
            DETECTOR + "data"
        }) {
            CxiFixture.Numbers removed = fixture.datasets.remove(name);
            refused().contains("'" + name + "'");
            fixture.datasets.put(name, removed);
        }
    }

    @Test
    void whatHasTheWrongShapeIsNamed() {
        wrongShape(DETECTOR + "data", 4, 48);
        wrongShape(DETECTOR + "data", 4, 2, 3, 8);
        wrongShape(DETECTOR + "data", 0, 6, 8);
        wrongShape(CxiFixture.TRANSLATION, 4, 2);
        wrongShape(CxiFixture.TRANSLATION, 12);
        wrongShape(CxiFixture.TRANSLATION, 5, 3);
        wrongShape(BASIS, 2, 2);
        wrongShape(DETECTOR + "corner_position", 2);
        wrongShape(DETECTOR + "dark", 8, 6);
        fixture.whole.put(DETECTOR + "mask", new long[] {0});
        refused().contains("'" + DETECTOR + "mask' must have as many pixels as a frame, 6 x 8");
    }

    private void wrongShape(String name, long... shape) {
        CxiFixture.Numbers right = fixture.datasets.get(name);
        fixture.put(name, new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);
        refused().contains("'" + name + "'");
        if (right == null) {
            fixture.datasets.remove(name);
        } else {
            fixture.datasets.put(name, right);
        }
    }

    @Test
    void impossibleNumbersAreNamed() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            fixture.put(DETECTOR + "distance", new double[] {bad});
            refused().contains("'" + DETECTOR + "distance' must be a number above 0, but it is " + bad);
        }
        fixture.put(DETECTOR + "distance", new double[] {1});
        fixture.datasets.get(CxiFixture.TRANSLATION).values()[4] = Double.NaN;
        refused().contains("'" + CxiFixture.TRANSLATION + "': frame 1 has NaN");
        fixture.datasets.get(CxiFixture.TRANSLATION).values()[4] = 0;
        fixture.put(BASIS, new double[6], 3, 2);
        refused().contains("which points nowhere");
        fixture.put(BASIS, new double[] {0, -1, 0, 0, -2, 0}, 2, 3);
        refused().contains("two parallel vectors");
        fixture.datasets.remove(BASIS);
        long[] mask = new long[48];
        Arrays.fill(mask, 1);
        fixture.whole.put(DETECTOR + "mask", mask);
        refused().contains("calls every pixel bad");
    }

    @Test
    void textWhereNumbersBelongIsRefused() {
        Path file = folder.resolve("text.cxi");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            for (String group : new String[] {"entry_1", "entry_1/data_1"}) {
                writer.group(group);
            }
            writer.texts("entry_1/data_1/data", java.util.List.of("a", "b"));
        }
        refused(file).contains("'entry_1/data_1/data' must hold numbers");
    }

    @Test
    void aFileCutShortOrEmptyIsRefused() throws Exception {
        Path file = fixture.write(folder.resolve("scan.cxi"));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        refused(file).contains("damaged or incomplete HDF5 file");
        Files.write(file, new byte[0]);
        refused(file).contains("the file is empty");
    }

    @Test
    void aProbeOfAnotherSizeIsRefused() {
        SomeScan some = new SomeScan();
        some.probe = java.util.Optional.of(org.polyptych.physics.Probe.of(some.image(10, 10)));
        Path file = folder.resolve("scan.cxi");
        CxiFile.write(file, some.scan());
        refused(file).contains("the probe has 10 x 10 pixels, the frames have 10 x 6");
    }

    @Test
    void theNearFieldFileIsReadAndWarnedOf() {
        Scan scan = ScanFiles.open(SharedData.file("real/PETRAIII_P25_Near_Field_Ptycho.cxi"));
        assertThat(scan.frames().count()).isEqualTo(200);
        assertThat(((XrayGeometry) scan.geometry()).energyEv()).isCloseTo(12658, within(1.0));
        assertThat(scan.positions().y()[0]).isCloseTo(-3.8399612e-05, within(1e-11));
        assertThat(scan.positions().x()[0]).isCloseTo(-5.3400032e-05, within(1e-11));
        assertThat(scan.notes()).anyMatch(note -> note.startsWith("warning") && note.contains("file.nearField=true"));
    }

    @Test
    void nxCxiPtychoIsReadWithTheEnergyInItsUnits() {
        Scan scan = ScanFiles.open(SharedData.file("formats/example_nxptycho_cxi_compatible.nxs"));
        assertThat(scan.frames().count()).isEqualTo(100);
        // 1.503e-21 J at the beam; the 300 GeV at the source are the ring's
        assertThat(((XrayGeometry) scan.geometry()).energyEv()).isCloseTo(0.009381, within(1e-6));
        assertThat(scan.notes()).anyMatch(note -> note.contains("hardly an X-ray's"));
    }

    private void positions(double row, double column) {
        Positions positions = open().positions();
        for (int j = 0; j < positions.count(); j++) {
            assertThat(positions.y()[j]).isCloseTo(j * row, within(1e-20));
            assertThat(positions.x()[j]).isCloseTo(j * column, within(1e-20));
        }
    }

    private Scan open() {
        return ScanFiles.open(fixture.write(folder.resolve("scan.cxi")));
    }

    private AbstractStringAssert<?> refused() {
        return refused(fixture.write(folder.resolve("bad.cxi")));
    }

    private static AbstractStringAssert<?> refused(Path file) {
        return assertThatThrownBy(() -> ScanFiles.open(file))
                .isInstanceOf(BadInputException.class)
                .message()
                .startsWith(file.toString())
                .doesNotContain("\n");
    }
}
