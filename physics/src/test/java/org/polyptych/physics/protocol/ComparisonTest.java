package org.polyptych.physics.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.Region;

class ComparisonTest {
    private static final double PIXEL = 10e-9;

    /** 20 x 20 pixels, numbered, whose first pixel is row 100, column 200 of the world. */
    private static final Subject WORLD = subject(numbered(20, 20), 100, 200, PIXEL);

    @Test
    void coordinatesFindTheSamePixelsWhateverTheSizes() {
        ComplexImage part = numbered(20, 20).crop(3, 4, 9, 8);

        Comparison comparison = Comparison.of(WORLD, subject(part, 103, 204, PIXEL), Placement.AUTOMATIC);

        assertThat(comparison.found().re()).containsExactly(part.re());
        assertThat(comparison.covered()).isEqualTo(new Region(0, 0, 9, 8));
        assertThat(comparison.pixelSize()).isEqualTo(PIXEL);
    }

    @Test
    void whatTheReconstructionLacksIsZeroAndNotCovered() {
        ComplexImage part = numbered(20, 20).crop(3, 4, 9, 8);

        Comparison comparison = Comparison.of(subject(part, 103, 204, PIXEL), WORLD, Placement.AUTOMATIC);

        assertThat(comparison.covered()).isEqualTo(new Region(3, 4, 9, 8));
        assertThat(comparison.found().re()[3 * 20 + 4]).isEqualTo(part.re()[0]);
        assertThat(comparison.found().re()[0]).isZero();
    }

    /** The probe of 6 pixels is centred on (105, 209) at the smallest: its patch begins at (102, 206). */
    @Test
    void aBareTruthBeginsWhereTheScanBegins() {
        Positions positions =
                new Positions(new double[] {112 * PIXEL, 105 * PIXEL}, new double[] {209 * PIXEL, 214 * PIXEL});
        Subject scanned = new Subject(
                "found",
                WORLD.specimen(),
                Optional.of(Probe.of(ComplexImage.constant(6, 6, 1, 0))),
                Optional.of(positions),
                Optional.empty());
        ComplexImage truth = numbered(20, 20).crop(2, 6, 10, 10);

        Comparison comparison = Comparison.of(scanned, Subject.of("truth", truth), Placement.AUTOMATIC);

        assertThat(comparison.found().re()).containsExactly(truth.re());
        assertThat(comparison.notes())
                .as("a half of a raster begins elsewhere, which only the scan file knows")
                .anySatisfy(note -> assertThat(note).contains("first pixel", "left out", "scan file"));
    }

    /** Three pixels more than the scan needs a side, as a simulation lays it: the scan in the middle, from pixel 1. */
    @Test
    void aBareTruthLargerThanTheScanHasTheScanInItsMiddle() {
        Positions positions =
                new Positions(new double[] {105 * PIXEL, 112 * PIXEL}, new double[] {209 * PIXEL, 214 * PIXEL});
        Subject scanned = new Subject(
                "found",
                WORLD.specimen(),
                Optional.of(Probe.of(ComplexImage.constant(6, 6, 1, 0))),
                Optional.of(positions),
                Optional.empty());
        // needed: rows 102 to 114, columns 206 to 216
        ComplexImage truth = numbered(20, 20).crop(1, 5, 16, 14);

        assertThat(Comparison.of(scanned, Subject.of("truth", truth), Placement.AUTOMATIC)
                        .found()
                        .re())
                .containsExactly(truth.re());
        assertThat(Comparison.of(scanned, Subject.of("truth", truth), Placement.CORNER)
                        .found()
                        .re()[0])
                .isEqualTo(2 * 20 + 6 + 1);
    }

    /** Grids a third of a pixel apart are cut at the nearest pixel; the rest is said, not lost. */
    @Test
    void aFractionOfAPixelBetweenTheGridsIsKept() {
        Specimen off =
                Specimen.of(WORLD.specimen().image(), PIXEL, PIXEL, (100 + 10 - 1.0 / 3) * PIXEL, (200 + 10) * PIXEL);
        Subject found = new Subject("found", off, Optional.empty(), Optional.empty(), Optional.empty());

        Comparison comparison = Comparison.of(found, WORLD, Placement.AUTOMATIC);

        assertThat(comparison.gridDown()).isEqualTo(1.0 / 3, within(1e-6));
        assertThat(comparison.gridRight()).isZero();
        assertThat(comparison.found().re())
                .containsExactly(WORLD.specimen().image().re());
        assertThat(comparison.notes()).anySatisfy(note -> assertThat(note).contains("(0.33, 0.00)"));
    }

    /** Errors of +1 and -1 pixel down about a common shift of 4, and none across. */
    @Test
    void aCommonShiftOfAllPositionsIsNoError() {
        Subject found = at(new Positions(new double[] {15 * PIXEL, 13 * PIXEL}, new double[] {0, PIXEL}));
        Subject truth = at(new Positions(new double[] {10 * PIXEL, 10 * PIXEL}, new double[] {0, PIXEL}));
        Subject more = at(new Positions(new double[3], new double[3]));

        assertThat(Comparison.of(found, truth, Placement.AUTOMATIC)
                        .positionError()
                        .orElseThrow())
                .isEqualTo(1, within(1e-9));
        assertThat(Comparison.of(found, more, Placement.AUTOMATIC).positionError())
                .isEmpty();
    }

    @Test
    void withoutCoordinatesImagesOfOneSizeLieOnEachOtherAndOthersNeedToBeTold() {
        Subject large = Subject.of("a.npy", numbered(20, 20));
        Subject small = Subject.of("b.npy", numbered(20, 20).crop(5, 5, 10, 10));

        assertThat(Comparison.of(large, large, Placement.AUTOMATIC).found().re())
                .containsExactly(large.specimen().image().re());
        assertThatThrownBy(() -> Comparison.of(large, small, Placement.AUTOMATIC))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.npy is 20 x 20 pixels and b.npy 10 x 10");
        assertThat(Comparison.of(large, small, Placement.CENTRE).found().re())
                .containsExactly(small.specimen().image().re());
        assertThatThrownBy(() -> Comparison.of(large, small, Placement.CORNER)).hasMessageContaining("positions");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(
                        () -> Comparison.of(WORLD, subject(numbered(9, 9), 100, 200, 1.1 * PIXEL), Placement.AUTOMATIC))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("must be equal");
        assertThatThrownBy(() -> Comparison.of(WORLD, subject(numbered(9, 9), 500, 200, PIXEL), Placement.AUTOMATIC))
                .hasMessageContaining("do not overlap");
        ComplexImage broken = numbered(9, 9);
        broken.re()[3] = Float.NaN;
        assertThatThrownBy(() -> Comparison.of(WORLD, subject(broken, 100, 200, PIXEL), Placement.AUTOMATIC))
                .hasMessageContaining("NaN");
    }

    @Test
    void probesOfOtherSizesAreLeftOutWithANote() {
        Subject found = WORLD.with(Probe.of(ComplexImage.constant(6, 6, 1, 0)));
        Subject truth = WORLD.with(Probe.of(ComplexImage.constant(8, 8, 1, 0)));

        Comparison comparison = Comparison.of(found, truth, Placement.AUTOMATIC);

        assertThat(comparison.trueProbe()).isEmpty();
        assertThat(comparison.notes()).anySatisfy(note -> assertThat(note).contains("different size"));
    }

    @Test
    void anUnknownProtocolNamesTheNearest() {
        assertThatThrownBy(() -> Protocol.named("ptyinn"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("did you mean 'ptyinr'");
    }

    private static Subject at(Positions positions) {
        return new Subject("an object", WORLD.specimen(), Optional.empty(), Optional.of(positions), Optional.empty());
    }

    private static Subject subject(ComplexImage image, int firstRow, int firstColumn, double pixel) {
        Specimen specimen = Specimen.of(
                image,
                pixel,
                pixel,
                (firstRow + image.rows() / 2) * pixel,
                (firstColumn + image.columns() / 2) * pixel);
        return new Subject("an object", specimen, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static ComplexImage numbered(int rows, int columns) {
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = i + 1;
        }
        return image;
    }
}
