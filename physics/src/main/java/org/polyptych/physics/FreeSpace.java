package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.PairwiseSum;

/**
 * Free space between two planes: propagation by {@link AngularSpectrum} with its derivative by the distance. A wave travels
 * as exp(+i k z), the sign that goes with a forward transform of exp(-i k r); each plane wave is multiplied by exp(i z
 * (k_z - k)), for small angles Fresnel's exp(-i pi wavelength z f^2) with f in cycles per metre.
 *
 * <p>Two transforms a wave. Immutable; may be used by several threads, each with a transform of its own.
 */
public final class FreeSpace {
    private final double distance;
    private final AngularSpectrum spectrum;
    /** By how much the phase grows along the way, k_z - k without a tilt, in radians per metre. */
    private final float[] turn;

    private FreeSpace(double distance, AngularSpectrum spectrum, float[] turn) {
        this.distance = distance;
        this.spectrum = spectrum;
        this.turn = turn;
    }

    /**
     * All lengths in metres.
     *
     * @param distance downstream; negative for the way back
     * @throws BadInputException if the wavelength is not known, the distance not finite, or the pixels so small that some
     *     waves on them would not propagate
     */
    public static FreeSpace over(
            double distance, int rows, int columns, double pixelHeight, double pixelWidth, double wavelength) {
        if (!(wavelength > 0)) {
            throw new BadInputException("propagation needs the wavelength: give the energy of the beam");
        }
        AngularSpectrum spectrum = new AngularSpectrum(rows, columns, pixelHeight, pixelWidth, wavelength, distance);
        float[] turn = new float[rows * columns];
        for (int i = 0; i < turn.length; i++) {
            double fy = SubPixelShift.frequency(i / columns, rows) / (rows * pixelHeight);
            double fx = SubPixelShift.frequency(i % columns, columns) / (columns * pixelWidth);
            turn[i] =
                    (float) AngularSpectrum.turn(4 * Math.PI * Math.PI * (fy * fy + fx * fx), 2 * Math.PI / wavelength);
        }
        return new FreeSpace(distance, spectrum, turn);
    }

    /**
     * Between the slices of a specimen, for waves of so many pixels; none where there is but one slice. Where the specimen is
     * tilted, waves are moved against it on their way.
     *
     * @param wavelength in metres
     * @throws BadInputException as {@link #over} does
     */
    public static FreeSpace[] between(Specimen specimen, int rows, int columns, double wavelength) {
        return Arrays.stream(specimen.sliceSpacing())
                .mapToObj(distance -> over(
                                distance, rows, columns, specimen.pixelHeight(), specimen.pixelWidth(), wavelength)
                        .tilted(specimen.tilt(), specimen.pixelHeight(), specimen.pixelWidth()))
                .toArray(FreeSpace[]::new);
    }

    /** The same, with waves moved against a {@link Specimen} that is tilted. */
    public FreeSpace tilted(Tilt tilt, double pixelHeight, double pixelWidth) {
        if (tilt.none()) {
            return this;
        }
        int rows = spectrum.transfer().rows();
        int columns = spectrum.transfer().columns();
        float[] moving = turn.clone();
        for (int i = 0; i < moving.length; i++) {
            double fy = SubPixelShift.frequency(i / columns, rows) / (rows * pixelHeight);
            double fx = SubPixelShift.frequency(i % columns, columns) / (columns * pixelWidth);
            moving[i] += (float) (2 * Math.PI * (fy * tilt.down() + fx * tilt.right()));
        }
        return new FreeSpace(
                distance,
                spectrum.moved(-distance * tilt.down() / pixelHeight, -distance * tilt.right() / pixelWidth),
                moving);
    }

    /**
     * Without the waves beyond a part of the highest frequency of the grid, such as 2/3 for multislice simulations, where
     * products of waves and slices must not fold back. What travels beyond is lost.
     */
    public FreeSpace limited(double part, double pixelHeight, double pixelWidth) {
        return new FreeSpace(distance, spectrum.limited(part, pixelHeight, pixelWidth), turn);
    }

    /** What waves are multiplied by, frequency by frequency, in FFT order: the image itself, not a copy, not to be changed. */
    public ComplexImage transfer() {
        return spectrum.transfer();
    }

    /** In metres. */
    public double distance() {
        return distance;
    }

    /** Carries a wave over the distance, in place. */
    public void forward(ComplexImage wave, Fft2 fft) {
        spectrum.forward(wave, fft);
    }

    /** The inverse and the adjoint of {@link #forward}, in place. */
    public void back(ComplexImage wave, Fft2 fft) {
        spectrum.backward(wave, fft);
    }

    /** The derivative by the distance, per metre, of a wave that is carried over it, in place of the wave. */
    public void slope(ComplexImage wave, Fft2 fft) {
        fft.forward(wave.re(), wave.im());
        spectrum.times(wave, 0, wave.size());
        timesImaginary(turn, wave.re(), wave.im());
        fft.inverse(wave.re(), wave.im());
    }

    /** wave *= i turn. */
    private static void timesImaginary(float[] turn, float[] re, float[] im) {
        for (int i = 0; i < turn.length; i++) {
            float a = re[i];
            re[i] = -turn[i] * im[i];
            im[i] = turn[i] * a;
        }
    }

    /** The same for a wave that is given by its spectrum. */
    void backFromSpectrum(ComplexImage wave, Fft2 fft) {
        spectrum.timesConjugate(wave, 0, wave.size());
        fft.inverse(wave.re(), wave.im());
    }

    /**
     * The derivative by the distance, per metre, of a loss.
     *
     * @param gradient spectrum of dL / d conj(wave), where the wave has arrived
     * @param wave its spectrum there
     * @param scratch an array of the images' size
     */
    double derivative(ComplexImage gradient, ComplexImage wave, float[] scratch) {
        crossProducts(turn, gradient.re(), gradient.im(), wave.re(), wave.im(), scratch);
        return 2 * PairwiseSum.destroying(scratch, scratch.length);
    }

    /** out = Re( conj(i turn w) g ). */
    private static void crossProducts(float[] turn, float[] gRe, float[] gIm, float[] wRe, float[] wIm, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = turn[i] * (gIm[i] * wRe[i] - gRe[i] * wIm[i]);
        }
    }
}
