package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Fft2Test {
    private static void assumeThere(FftLibrary library) {
        Assumptions.assumeTrue(library.available(), library + " is not available here");
    }

    private static ComplexImage forward(FftLibrary library, ComplexImage image) {
        ComplexImage out = image.copy();
        try (Fft2 fft = library.create(image.rows(), image.columns())) {
            fft.forward(out.re(), out.im());
        }
        return out;
    }

    /** Unit-variance noise has a spectrum of unit variance, so the bound is relative to the typical value. */
    @ParameterizedTest
    @CsvSource({"64,64", "96,96", "101,101", "112,112", "128,128", "220,220", "48,80", "80,48", "2,16"})
    void theLibrariesAgree(int rows, int columns) {
        assumeThere(FftLibrary.MKL);
        ComplexImage image = Noise.image(rows, columns, 1);
        ComplexImage mkl = forward(FftLibrary.MKL, image);
        ComplexImage java = forward(FftLibrary.JTRANSFORMS, image);
        assertThat(Noise.farthest(mkl, java)).isLessThan(1e-5);
        assertThat(mkl.power()).isCloseTo(image.power(), within(1e-5 * image.power()));
    }

    @ParameterizedTest
    @EnumSource(FftLibrary.class)
    void theInverseUndoes(FftLibrary library) {
        assumeThere(library);
        for (int n : new int[] {64, 101, 112}) {
            ComplexImage image = Noise.image(n, 48, n);
            ComplexImage there = image.copy();
            try (Fft2 fft = library.create(n, 48)) {
                fft.forward(there.re(), there.im());
                assertThat(Noise.farthest(there, image)).isGreaterThan(1);
                fft.inverse(there.re(), there.im());
            }
            assertThat(Noise.farthest(there, image)).isLessThan(1e-5);
        }
    }

    /** &lt;F x, y> = &lt;x, F^-1 y>. */
    @ParameterizedTest
    @EnumSource(FftLibrary.class)
    void theInverseIsTheAdjoint(FftLibrary library) {
        assumeThere(library);
        ComplexImage x = Noise.image(48, 80, 2);
        ComplexImage y = Noise.image(48, 80, 3);
        ComplexImage back = y.copy();
        try (Fft2 fft = library.create(48, 80)) {
            fft.inverse(back.re(), back.im());
        }
        double[] left = dot(forward(library, x), y);
        double[] right = dot(x, back);
        assertThat(left[0]).isCloseTo(right[0], within(1e-3));
        assertThat(left[1]).isCloseTo(right[1], within(1e-3));
    }

    private static double[] dot(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        return new double[] {re, im};
    }

    /** The forward sign is exp(-i k r): exp(+2 pi i (3 y / 48 + 7 x / 80)) goes to element (3, 7). */
    @ParameterizedTest
    @EnumSource(FftLibrary.class)
    void aPlaneWaveGoesToItsFrequency(FftLibrary library) {
        assumeThere(library);
        ComplexImage wave = ComplexImage.zeros(48, 80);
        for (int i = 0; i < wave.size(); i++) {
            double angle = 2 * Math.PI * (3.0 * (i / 80) / 48 + 7.0 * (i % 80) / 80);
            wave.re()[i] = (float) Math.cos(angle);
            wave.im()[i] = (float) Math.sin(angle);
        }
        ComplexImage peak = ComplexImage.zeros(48, 80);
        peak.re()[3 * 80 + 7] = (float) Math.sqrt(48 * 80);
        assertThat(Noise.farthest(forward(library, wave), peak)).isLessThan(1e-3);
    }

    @Test
    void bitsDoNotDependOnWhereTheArraysLieOnTheHeap() {
        for (int n : new int[] {32, 64, 96, 101, 112}) {
            ComplexImage image = Noise.image(n, n, n);
            List<byte[]> garbage = new ArrayList<>();
            try (Fft2 fft = Fft2.of(n, n)) {
                ComplexImage first = image.copy();
                fft.forward(first.re(), first.im());
                for (int k = 0; k < 64; k++) {
                    garbage.add(new byte[8 * (k * 7 % 64)]);
                    float[] re = image.re().clone();
                    garbage.add(new byte[8 * (k * 5 % 64)]);
                    float[] im = image.im().clone();
                    fft.forward(re, im);
                    assertThat(re).isEqualTo(first.re());
                    assertThat(im).isEqualTo(first.im());
                }
            }
        }
    }

    /** Outside the heap the alignment is known: every multiple of 8 bytes, which is where heap arrays can lie. */
    @Test
    void bitsDoNotDependOnTheAlignment() {
        assumeThere(FftLibrary.MKL);
        for (int[] size : new int[][] {{32, 32}, {64, 64}, {101, 101}, {48, 80}, {112, 112}, {128, 128}}) {
            int n = size[0] * size[1];
            ComplexImage image = Noise.image(size[0], size[1], n);
            ComplexImage expected = forward(FftLibrary.MKL, image);
            try (MklPlan plan = MklPlan.of2d(size[0], size[1]);
                    Arena arena = Arena.ofConfined()) {
                MemorySegment room = arena.allocate(4L * n + 64, 64);
                MemorySegment otherRoom = arena.allocate(4L * n + 64, 64);
                for (int offset = 0; offset < 64; offset += 8) {
                    for (int other = 0; other < 64; other += 8) {
                        MemorySegment re = room.asSlice(offset, 4L * n);
                        MemorySegment im = otherRoom.asSlice(other, 4L * n);
                        MemorySegment.copy(image.re(), 0, re, ValueLayout.JAVA_FLOAT, 0, n);
                        MemorySegment.copy(image.im(), 0, im, ValueLayout.JAVA_FLOAT, 0, n);
                        plan.forward(re, im);
                        assertThat(re.toArray(ValueLayout.JAVA_FLOAT)).isEqualTo(expected.re());
                        assertThat(im.toArray(ValueLayout.JAVA_FLOAT)).isEqualTo(expected.im());
                    }
                }
            }
        }
    }

    @Test
    void bitsDoNotDependOnTheThread() {
        ComplexImage image = Noise.image(96, 96, 1);
        ComplexImage[] out = new ComplexImage[8];
        try (Parallel parallel = new Parallel(4)) {
            parallel.forEach(out.length, i -> {
                try (Fft2 fft = Fft2.of(96, 96)) {
                    ComplexImage mine = image.copy();
                    fft.forward(mine.re(), mine.im());
                    out[i] = mine;
                }
            });
        }
        for (ComplexImage other : out) {
            assertThat(other.re()).isEqualTo(out[0].re());
            assertThat(other.im()).isEqualTo(out[0].im());
        }
    }

    /** Larger than what is transformed on the heap: a plane wave, there and back. */
    @Test
    void largeImagesAreRight() {
        int rows = 1030;
        int columns = 1100;
        ComplexImage wave = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < wave.size(); i++) {
            double angle = 2 * Math.PI * (5.0 * (i / columns) / rows + 9.0 * (i % columns) / columns);
            wave.re()[i] = (float) Math.cos(angle);
            wave.im()[i] = (float) Math.sin(angle);
        }
        ComplexImage moved = wave.copy();
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.forward(moved.re(), moved.im());
            assertThat(moved.re()[5 * columns + 9]).isCloseTo((float) Math.sqrt(rows * columns), within(0.1f));
            moved.re()[5 * columns + 9] -= (float) Math.sqrt(rows * columns);
            assertThat(moved.power()).isLessThan(1e-3);
            moved.re()[5 * columns + 9] += (float) Math.sqrt(rows * columns);
            fft.inverse(moved.re(), moved.im());
        }
        assertThat(Noise.farthest(moved, wave)).isLessThan(1e-4);
    }

    /** The library writes to raw memory: what is too short must be stopped before. */
    @Test
    void arraysThatAreTooShortAreRefused() {
        assumeThere(FftLibrary.MKL);
        try (Fft2 fft = FftLibrary.MKL.create(16, 16)) {
            assertThatThrownBy(() -> fft.forward(new float[256], new float[255]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("256");
            assertThatThrownBy(() -> fft.inverse(new float[100], new float[256]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        try (FftPasses passes = FftPasses.of(16, 16, 2)) {
            assertThatThrownBy(() -> passes.rowsForward(0, new float[256], new float[255]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> passes.columnsInverse(1, new float[255], new float[256]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void closingTwiceIsHarmlessAndUseAfterwardsIsRefused() {
        assumeThere(FftLibrary.MKL);
        Fft2 fft = FftLibrary.MKL.create(16, 16);
        fft.close();
        fft.close();
        assertThatThrownBy(() -> fft.forward(new float[256], new float[256]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
