package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;

/**
 * A probe that is known but for the plane in which it is: P(z) is a given probe carried over a distance z through {@link
 * FreeSpace}, all modes alike. By the chain rule the derivative of a loss by z comes from its gradient by the probe, so
 * that a defocus can be fitted with any forward model.
 */
public final class Defocus {
    private final Probe start;
    private final double pixelHeight;
    private final double pixelWidth;
    private final double wavelength;

    /**
     * All lengths in metres.
     *
     * @param start the probe at z = 0, one variation; kept, not copied, and not changed
     */
    public Defocus(Probe start, double pixelHeight, double pixelWidth, double wavelength) {
        this.start = start;
        this.pixelHeight = pixelHeight;
        this.pixelWidth = pixelWidth;
        this.wavelength = wavelength;
    }

    /** The probe, new images, a distance of z metres downstream of the given one. */
    public Probe at(double z) {
        FreeSpace space = over(z);
        ComplexImage[] modes = new ComplexImage[start.modes()];
        try (Fft2 fft = Fft2.of(start.rows(), start.columns())) {
            for (int m = 0; m < modes.length; m++) {
                modes[m] = start.mode(m).copy();
                space.forward(modes[m], fft);
            }
        }
        return Probe.of(modes);
    }

    /**
     * The derivative of a loss by z, per metre.
     *
     * @param byProbe its gradient by the probe at z, dL / d conj(P), one image a mode ({@link Gradient#probe})
     */
    public double derivative(double z, ComplexImage[] byProbe) {
        FreeSpace space = over(z);
        Probe here = at(z);
        float[] scratch = new float[start.rows() * start.columns()];
        double sum = 0;
        try (Fft2 fft = Fft2.of(start.rows(), start.columns())) {
            for (int m = 0; m < byProbe.length; m++) {
                ComplexImage wave = here.mode(m);
                ComplexImage gradient = byProbe[m].copy();
                fft.forward(wave.re(), wave.im());
                fft.forward(gradient.re(), gradient.im());
                sum += space.derivative(gradient, wave, scratch);
            }
        }
        return sum;
    }

    private FreeSpace over(double z) {
        return FreeSpace.over(z, start.rows(), start.columns(), pixelHeight, pixelWidth, wavelength);
    }
}
