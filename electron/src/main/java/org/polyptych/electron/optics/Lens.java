package org.polyptych.electron.optics;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.simulation.probes.Pupil;

/**
 * A probe-forming lens: an aperture of a convergence angle and aberrations. Its probe is the inverse transform of A
 * exp(-i chi). The edge of the aperture is soft: it falls from 1 to 0 over one pixel of the detector.
 *
 * @param convergence semi-angle in radians
 */
public record Lens(double convergence, Aberrations aberrations) {

    public Lens {
        if (!(convergence > 0 && convergence < 0.5)) {
            throw new BadInputException("the convergence semi-angle must be above 0 and below 500 mrad, got "
                    + convergence * 1e3 + " mrad");
        }
    }

    /**
     * The probe, its axis on pixel N/2, of power 1.
     *
     * @throws BadInputException if the voltage is not known
     */
    public ComplexImage probe(ElectronGeometry geometry) {
        double wavelength = geometry.wavelength();
        if (!(wavelength > 0)) {
            throw new BadInputException("a probe needs the acceleration voltage");
        }
        double stepY = wavelength / (geometry.rows() * geometry.pixelHeight());
        double stepX = wavelength / (geometry.columns() * geometry.pixelWidth());
        double edge = Math.sqrt(stepY * stepX);
        return Pupil.wave(
                geometry,
                (y, x) -> Math.clamp((convergence - Math.hypot(y * stepY, x * stepX)) / edge + 0.5, 0, 1),
                (ky, kx) -> -aberrations.chi(wavelength * ky, wavelength * kx, wavelength));
    }
}
