package org.polyptych.physics;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Fft2;

/**
 * Propagation of a wave by the angular spectrum (Goodman, Introduction to Fourier Optics, section 3.10): F^-1 H F with
 * the transfer function H(q) = exp(i z (sqrt(k^2 - q^2) - k)), without the phase exp(i k z) that all waves get alike.
 * |H| = 1, so that propagation is unitary and its adjoint is propagation by -z. The grid is periodic: light that leaves
 * on one side comes back on the other. Shared by the kernels of all threads; changes only by {@link #take}.
 */
public final class AngularSpectrum {
    private final ComplexImage transfer;

    /**
     * @param pixelHeight in metres
     * @param pixelWidth in metres
     * @param wavelength in metres
     * @param distance in metres, negative for backwards
     * @throws BadInputException if the pixels are so small that some waves on them would not propagate
     */
    public AngularSpectrum(
            int rows, int columns, double pixelHeight, double pixelWidth, double wavelength, double distance) {
        double k = 2 * Math.PI / wavelength;
        if (!(Math.hypot(Math.PI / pixelHeight, Math.PI / pixelWidth) < k) || !Double.isFinite(distance)) {
            throw new BadInputException("a wave on pixels of " + pixelHeight + " x " + pixelWidth
                    + " m at a wavelength of " + wavelength + " m and a distance of " + distance
                    + " m cannot be propagated; check the pixel size, the energy and the distance");
        }
        this.transfer = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            double qy = 2 * Math.PI * SubPixelShift.frequency(y, rows) / (rows * pixelHeight);
            for (int x = 0; x < columns; x++) {
                double qx = 2 * Math.PI * SubPixelShift.frequency(x, columns) / (columns * pixelWidth);
                double square = qy * qy + qx * qx;
                double phase = distance * turn(square, k);
                transfer.re()[y * columns + x] = (float) Math.cos(phase);
                transfer.im()[y * columns + x] = (float) Math.sin(phase);
            }
        }
    }

    private AngularSpectrum(ComplexImage transfer) {
        this.transfer = transfer;
    }

    /**
     * The same without the waves beyond a part of the highest frequency that the grid holds in both directions. With 2/3, what
     * a product of two limited waves folds back lies beyond the limit too (Kirkland, Advanced Computing in Electron
     * Microscopy, section 6.8). No longer unitary: what travels beyond is lost.
     *
     * @param part above 0
     */
    AngularSpectrum limited(double part, double pixelHeight, double pixelWidth) {
        int rows = transfer.rows();
        int columns = transfer.columns();
        double most = part / (2 * Math.max(pixelHeight, pixelWidth));
        ComplexImage kept = transfer.copy();
        for (int i = 0; i < kept.size(); i++) {
            double fy = SubPixelShift.frequency(i / columns, rows) / (rows * pixelHeight);
            double fx = SubPixelShift.frequency(i % columns, columns) / (columns * pixelWidth);
            if (Math.hypot(fy, fx) > most) {
                kept.re()[i] = 0;
                kept.im()[i] = 0;
            }
        }
        return new AngularSpectrum(kept);
    }

    /** The same for waves that are also moved by so many pixels on their way. */
    AngularSpectrum moved(double down, double right) {
        int rows = transfer.rows();
        int columns = transfer.columns();
        ComplexImage turned = transfer.copy();
        for (int i = 0; i < turned.size(); i++) {
            double phase = -2
                    * Math.PI
                    * (SubPixelShift.frequency(i / columns, rows) * down / rows
                            + SubPixelShift.frequency(i % columns, columns) * right / columns);
            double re = transfer.re()[i] * Math.cos(phase) - transfer.im()[i] * Math.sin(phase);
            turned.im()[i] = (float) (transfer.re()[i] * Math.sin(phase) + transfer.im()[i] * Math.cos(phase));
            turned.re()[i] = (float) re;
        }
        return new AngularSpectrum(turned);
    }

    /** sqrt(k^2 - q^2) - k without the loss of digits: radians per metre. */
    static double turn(double square, double k) {
        return -square / (Math.sqrt(k * k - square) + k);
    }

    /** H in FFT order: the image itself, not a copy, and not to be changed. */
    public ComplexImage transfer() {
        return transfer;
    }

    /**
     * Takes over another transfer function of the same size, so that all kernels that hold this one see the new distance:
     * where a distance is refined. Not for use while others read.
     */
    public void take(AngularSpectrum other) {
        System.arraycopy(other.transfer.re(), 0, transfer.re(), 0, transfer.size());
        System.arraycopy(other.transfer.im(), 0, transfer.im(), 0, transfer.size());
    }

    /** Propagates a wave, in place. */
    public void forward(ComplexImage wave, Fft2 fft) {
        fft.forward(wave.re(), wave.im());
        times(wave, 0, wave.size());
        fft.inverse(wave.re(), wave.im());
    }

    /** Propagates a wave backwards, in place: the inverse and the adjoint of {@link #forward}. */
    public void backward(ComplexImage wave, Fft2 fft) {
        fft.forward(wave.re(), wave.im());
        timesConjugate(wave, 0, wave.size());
        fft.inverse(wave.re(), wave.im());
    }

    /** spectrum *= H, from pixel {@code from} to {@code to}. */
    void times(ComplexImage spectrum, int from, int to) {
        ComplexLoops.multiply(
                transfer.re(), transfer.im(), spectrum.re(), spectrum.im(), spectrum.re(), spectrum.im(), from, to);
    }

    /** spectrum *= conj(H), from pixel {@code from} to {@code to}. */
    void timesConjugate(ComplexImage spectrum, int from, int to) {
        ComplexLoops.multiplyConjugate(
                transfer.re(), transfer.im(), spectrum.re(), spectrum.im(), spectrum.re(), spectrum.im(), from, to);
    }
}
