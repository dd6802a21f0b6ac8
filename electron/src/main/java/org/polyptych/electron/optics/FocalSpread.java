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
    /** Half of the number of defoci. */
    private static final int HALF = 6;

    /** Between defoci, in sigma: sums over a normal distribution converge fast, this one to 1e-6. */
    private static final double STEP = 0.6;

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
        ComplexImage[] waves = new ComplexImage[2 * HALF + 1];
        for (int i = 0; i < waves.length; i++) {
            double u = (i - HALF) * STEP;
            Aberrations shifted =
                    lens.aberrations().withDefocus(lens.aberrations().defocus() + u * sigma);
            waves[i] = new Lens(lens.convergence(), shifted).probe(geometry);
            waves[i].scale(Math.exp(-u * u / 4));
        }
        return strongest(Probe.of(waves).orthogonalised()).withPower(1);
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
