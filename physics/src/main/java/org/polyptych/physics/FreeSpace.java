package org.polyptych.physics;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Fft2;
import org.polyptych.core.PairwiseSum;

/**
 * Propagation of waves through free space over a distance z by the angular spectrum: each plane wave exp(i (k_y y + k_x
 * x)) is multiplied by exp(i z (k_z - k)) with k_z = sqrt(k^2 - k_y^2 - k_x^2) and k = 2 pi / wavelength. A wave travels
 * as exp(+i k z), the sign that goes with a forward transform of exp(-i k r); the phase exp(i k z), common to all waves
 * and without effect on any intensity, is left out. For small angles the factor is Fresnel's exp(-i pi wavelength z f^2),
 * with f in cycles per metre.
 *
 * <p>Unitary, so that the adjoint is the way back, but for waves that cannot travel (f above 1 / wavelength, possible
 * only with pixels below 0.71 wavelengths): those are dropped. The grid is periodic: what leaves at one side comes in at
 * the other. Over more than {@link #farthest} a wave on the grid may spread farther than the grid is wide.
 *
 * <p>Two transforms a wave. May be used by several threads, each with a transform of its own.
 */
public final class FreeSpace {
    private final double distance;
    private final float[] re;
    private final float[] im;
    /** k_z - k, in radians per metre. */
    private final float[] slope;

    private FreeSpace(double distance, float[] re, float[] im, float[] slope) {
        this.distance = distance;
        this.re = re;
        this.im = im;
        this.slope = slope;
    }

    /**
     * All lengths in metres.
     *
     * @param distance downstream; negative for the way back
     * @throws BadInputException if the distance is not finite or the wavelength is not known
     */
    public static FreeSpace over(
            double distance, int rows, int columns, double pixelHeight, double pixelWidth, double wavelength) {
        if (!Double.isFinite(distance)) {
            throw new BadInputException(
                    "a distance to propagate over must be a finite number of metres, got " + distance);
        }
        if (!(wavelength > 0)) {
            throw new BadInputException("propagation needs the wavelength: give the energy of the beam");
        }
        float[] re = new float[rows * columns];
        float[] im = new float[rows * columns];
        float[] slope = new float[rows * columns];
        for (int y = 0; y < rows; y++) {
            double fy = SubPixelShift.frequency(y, rows) / (rows * pixelHeight) * wavelength;
            for (int x = 0; x < columns; x++) {
                double fx = SubPixelShift.frequency(x, columns) / (columns * pixelWidth) * wavelength;
                double sine = fy * fy + fx * fx;
                int i = y * columns + x;
                if (sine < 1) {
                    // sqrt(1 - s) - 1 without a difference of nearly equal numbers
                    double kz = -2 * Math.PI / wavelength * sine / (1 + Math.sqrt(1 - sine));
                    slope[i] = (float) kz;
                    re[i] = (float) Math.cos(kz * distance);
                    im[i] = (float) Math.sin(kz * distance);
                }
            }
        }
        return new FreeSpace(distance, re, im, slope);
    }

    /** The distance, in metres, over which a pixel's waves spread over as many pixels as a side has: n pixel^2 / lambda. */
    public static double farthest(int pixels, double pixel, double wavelength) {
        return pixels * pixel * pixel / wavelength;
    }

    /** In metres. */
    public double distance() {
        return distance;
    }

    /** Carries a wave over the distance, in place. */
    public void forward(ComplexImage wave, Fft2 fft) {
        fft.forward(wave.re(), wave.im());
        ComplexLoops.multiply(re, im, wave.re(), wave.im(), wave.re(), wave.im(), 0, re.length);
        fft.inverse(wave.re(), wave.im());
    }

    /** The adjoint of {@link #forward}, in place. */
    public void back(ComplexImage wave, Fft2 fft) {
        fft.forward(wave.re(), wave.im());
        backFromSpectrum(wave, fft);
    }

    /** The same for a wave that is given by its spectrum. */
    void backFromSpectrum(ComplexImage spectrum, Fft2 fft) {
        ComplexLoops.multiplyConjugate(
                re, im, spectrum.re(), spectrum.im(), spectrum.re(), spectrum.im(), 0, re.length);
        fft.inverse(spectrum.re(), spectrum.im());
    }

    /**
     * The derivative by the distance, per metre, of a loss.
     *
     * @param gradient spectrum of dL / d conj(wave), where the wave has arrived
     * @param wave its spectrum there
     * @param scratch an array of the images' size
     */
    double derivative(ComplexImage gradient, ComplexImage wave, float[] scratch) {
        crossProducts(slope, gradient.re(), gradient.im(), wave.re(), wave.im(), scratch);
        return 2 * PairwiseSum.destroying(scratch, scratch.length);
    }

    /** out = Re( conj(g) i slope w ). */
    private static void crossProducts(float[] slope, float[] gRe, float[] gIm, float[] wRe, float[] wIm, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = slope[i] * (gIm[i] * wRe[i] - gRe[i] * wIm[i]);
        }
    }
}
