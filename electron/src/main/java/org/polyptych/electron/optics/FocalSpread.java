package org.polyptych.electron.optics;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Probe;

/**
 * Partial temporal coherence: the spread of energies in the beam becomes a normal spread of the defocus. The probe is the
 * incoherent sum of probes at evenly spaced defoci, weighted by the normal distribution, written as orthogonal modes.
 *
 * @param sigma standard deviation of the defocus in metres, 0 for none
 */
public record FocalSpread(double sigma) {
    /** How far out defoci are taken, in sigma: 3e-4 of them lie beyond. */
    private static final double REACH = 3.6;

    /** Between defoci, in sigma, at most. */
    private static final double WIDEST = 0.6;

    /** Part of the power that the modes kept hold. */
    private static final double KEPT = 0.999;

    public FocalSpread {
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new BadInputException("the focal spread must be 0 or more, got " + sigma + " m");
        }
    }

    /** The probe of a lens, of power 1. */
    public Probe probe(Lens lens, ElectronGeometry geometry) {
        if (sigma == 0) {
            return Probe.of(lens.probe(geometry));
        }
        double step = step(lens, geometry.wavelength());
        int half = (int) Math.ceil(REACH / step - 1e-9);
        ComplexImage[] waves = new ComplexImage[2 * half + 1];
        for (int i = 0; i < waves.length; i++) {
            double u = (i - half) * step;
            Aberrations shifted =
                    lens.aberrations().withDefocus(lens.aberrations().defocus() + u * sigma);
            waves[i] = new Lens(lens.convergence(), shifted).probe(geometry);
            waves[i].scale(Math.exp(-u * u / 4));
        }
        return strongest(Probe.of(waves).orthogonalised()).withPower(1);
    }

    /**
     * Between defoci, in sigma. Over one sigma rays at the edge of the aperture gain a phase of pi alpha^2 sigma / lambda against
     * the axis; steps must be short against a turn of it and of the normal distribution's own spectrum.
     */
    private double step(Lens lens, double wavelength) {
        double turn = Math.PI * lens.convergence() * lens.convergence() * sigma / wavelength;
        return Math.min(WIDEST, 5 / (turn + 4));
    }

    private static Probe strongest(Probe sorted) {
        List<ComplexImage> kept = new ArrayList<>();
        double held = 0;
        for (int m = 0; m < sorted.modes() && held < KEPT * sorted.power(); m++) {
            kept.add(sorted.mode(m));
            held += sorted.mode(m).power();
        }
        return Probe.of(kept.toArray(ComplexImage[]::new));
    }
}
