package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FftPassesTest {
    private static void forward(FftPasses fft, ComplexImage image) {
        for (int p = 0; p < fft.parts(); p++) {
            fft.rowsForward(p, image.re(), image.im());
        }
        for (int p = 0; p < fft.parts(); p++) {
            fft.columnsForward(p, image.re(), image.im());
        }
    }

    private static void inverse(FftPasses fft, ComplexImage image) {
        for (int p = 0; p < fft.parts(); p++) {
            fft.columnsInverse(p, image.re(), image.im());
        }
        for (int p = 0; p < fft.parts(); p++) {
            fft.rowsInverse(p, image.re(), image.im());
        }
    }

    @ParameterizedTest
    @CsvSource({"64,64", "32,32", "101,101", "48,80", "112,112", "5,9"})
    void anyNumberOfPartsGivesTheSameBits(int rows, int columns) {
        ComplexImage image = Noise.image(rows, columns, 4);
        ComplexImage there = image.copy();
        ComplexImage back;
        try (FftPasses one = FftPasses.of(rows, columns, 1)) {
            forward(one, there);
            back = there.copy();
            inverse(one, back);
        }
        for (int parts = 2; parts <= 7; parts++) {
            ComplexImage other = image.copy();
            try (FftPasses fft = FftPasses.of(rows, columns, parts)) {
                forward(fft, other);
                assertThat(other.re()).as("%d parts", parts).isEqualTo(there.re());
                assertThat(other.im()).as("%d parts", parts).isEqualTo(there.im());
                inverse(fft, other);
                assertThat(other.re()).as("%d parts", parts).isEqualTo(back.re());
                assertThat(other.im()).as("%d parts", parts).isEqualTo(back.im());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64,64", "101,97", "48,80"})
    void thePassesAreTheWholeTransformAndTheInverseUndoesIt(int rows, int columns) {
        ComplexImage image = Noise.image(rows, columns, 5);
        ComplexImage whole = image.copy();
        ComplexImage passes = image.copy();
        try (Fft2 fft = Fft2.of(rows, columns);
                FftPasses parts = FftPasses.of(rows, columns, 3)) {
            fft.forward(whole.re(), whole.im());
            forward(parts, passes);
            assertThat(Noise.farthest(whole, passes)).isLessThan(1e-5);
            inverse(parts, passes);
            assertThat(Noise.farthest(image, passes)).isLessThan(1e-5);
        }
    }

    @Test
    void thePartsCoverEveryRowOnce() {
        for (int parts = 1; parts <= 7; parts++) {
            try (FftPasses fft = FftPasses.of(17, 23, parts)) {
                assertThat(fft.firstRow(0)).isZero();
                assertThat(fft.firstRow(fft.parts())).isEqualTo(17);
                for (int p = 0; p < fft.parts(); p++) {
                    assertThat(fft.firstRow(p)).isLessThan(fft.firstRow(p + 1));
                }
            }
        }
    }

    @Test
    void moreMembersThanRowsAreNotUsed() {
        try (FftPasses fft = FftPasses.of(3, 16, 7)) {
            assertThat(fft.parts()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aLibraryOfWholeTransformsIsOnePart() {
        ComplexImage image = Noise.image(20, 24, 6);
        ComplexImage whole = image.copy();
        ComplexImage passes = image.copy();
        try (Fft2 fft = FftLibrary.JTRANSFORMS.create(20, 24);
                FftPasses parts = new WholeFftPasses(FftLibrary.JTRANSFORMS.create(20, 24))) {
            fft.forward(whole.re(), whole.im());
            forward(parts, passes);
            assertThat(passes.re()).isEqualTo(whole.re());
            inverse(parts, passes);
            assertThat(Noise.farthest(image, passes)).isLessThan(1e-5);
            assertThat(parts.firstRow(parts.parts())).isEqualTo(20);
        }
    }
}
