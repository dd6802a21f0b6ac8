package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;

/**
 * The modes of a probe with their spectra, from which kernels make the probe that a frame sees. Shared by the kernels
 * of all threads; read only.
 */
public final class ProbeSpectrum {
    private final ComplexImage[] modes;
    private final ComplexImage[] spectra;

    private ProbeSpectrum(ComplexImage[] modes, ComplexImage[] spectra) {
        this.modes = modes;
        this.spectra = spectra;
    }

    /**
     * @param fft used now, not kept
     * @param shifting false if every frame lies on whole pixels: the spectra are then not computed
     */
    public static ProbeSpectrum of(ComplexImage[] modes, Fft2 fft, boolean shifting) {
        ComplexImage[] spectra = null;
        if (shifting) {
            spectra = new ComplexImage[modes.length];
            for (int m = 0; m < modes.length; m++) {
                spectra[m] = modes[m].copy();
                fft.forward(spectra[m].re(), spectra[m].im());
            }
        }
        return new ProbeSpectrum(modes, spectra);
    }

    ComplexImage[] modes() {
        return modes;
    }

    ComplexImage[] spectra() {
        return spectra;
    }

    /** What the probe that a frame sees is made from: spectra where frames lie on fractions of a pixel, else the modes. */
    ComplexImage[] source() {
        return spectra == null ? modes : spectra;
    }
}
