package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FftLibraryTest {
    private final String before = System.getProperty(FftLibrary.PROPERTY);

    @AfterEach
    void putBack() {
        if (before == null) {
            System.clearProperty(FftLibrary.PROPERTY);
        } else {
            System.setProperty(FftLibrary.PROPERTY, before);
        }
    }

    @Test
    void aLibraryCanBeForced() {
        System.setProperty(FftLibrary.PROPERTY, "jtransforms");
        assertThat(FftLibrary.selected()).isEqualTo(FftLibrary.JTRANSFORMS);
        assertThat(Fft2.of(8, 8)).isInstanceOf(JTransformsFft2.class);
        assertThat(FftPasses.of(8, 8, 4).parts()).isEqualTo(1);
    }

    @Test
    void theFastestIsTakenOtherwise() {
        System.clearProperty(FftLibrary.PROPERTY);
        assertThat(FftLibrary.selected())
                .isEqualTo(FftLibrary.MKL.available() ? FftLibrary.MKL : FftLibrary.JTRANSFORMS);
    }

    @Test
    void anUnknownLibraryIsRefused() {
        System.setProperty(FftLibrary.PROPERTY, "fftw");
        assertThatThrownBy(FftLibrary::selected)
                .isInstanceOf(BadInputException.class)
                .hasMessage("polyptych.fft must be mkl or jtransforms, got 'fftw'");
    }
}
