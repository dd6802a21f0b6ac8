package org.polyptych.electron.optics;

import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.ElectronWave;

/**
 * What grid a scan needs. Pixels of p reach angles of lambda / (2 p), of which a multislice simulation keeps two thirds
 * ({@link #LIMIT}); a frame of N pixels spans N p = lambda / (angle of a detector pixel), into which the probe must fit all
 * the way through the specimen.
 */
public final class Sampling {
    /** Part of the highest frequency up to which a multislice simulation follows waves. */
    public static final double LIMIT = 2.0 / 3;

    /** Pixels that the radius of the bright-field disc has at least, so that its phases are sampled. */
    private static final double LEAST_DISC = 3;

    /** Standard deviations of a focal spread that the frame must hold. */
    private static final double SPREAD = 3;

    /** Radius of the focus, in wavelengths over the convergence angle: the first zero of the Airy pattern. */
    private static final double AIRY = 0.61;

    private Sampling() {}

    /**
     * The pixel on the specimen, in metres, of a detector whose edges are so far from the axis.
     *
     * @param maxAngle in radians
     */
    public static double pixel(double voltage, double maxAngle) {
        return new ElectronWave(voltage).wavelength() / (2 * maxAngle);
    }

    /** The angle in radians that the edge of the detector sees. */
    public static double maxAngle(ElectronGeometry geometry) {
        return geometry.wavelength() / (2 * Math.max(geometry.pixelHeight(), geometry.pixelWidth()));
    }

    /**
     * Refuses a grid on which the probe would fold back.
     *
     * @param spread of the defocus
     * @param thickness of the specimen in metres
     * @param finer 1, or 2 if the simulation is on a grid twice as fine
     * @throws BadInputException if the detector does not hold the convergence angle, the simulation would cut the probe off, or
     *     the frame on the specimen does not hold the beam
     */
    public static void check(ElectronGeometry geometry, Lens lens, FocalSpread spread, double thickness, int finer) {
        double convergence = lens.convergence();
        double edge = maxAngle(geometry);
        if (convergence > Math.min(0.95, LIMIT * finer) * edge) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "a convergence of %.4g mrad on a detector that ends at %.4g mrad: a simulation follows waves to two"
                            + " thirds of the largest angle of its grid; expected a largest angle of %.4g mrad or more",
                    convergence * 1e3,
                    edge * 1e3,
                    convergence * 1e3 / Math.min(0.95, LIMIT * finer)));
        }
        double span = Math.min(geometry.rows() * geometry.pixelHeight(), geometry.columns() * geometry.pixelWidth());
        double disc = convergence * span / geometry.wavelength();
        double beam = width(geometry, lens, spread, thickness);
        if (beam > span || disc < LEAST_DISC) {
            double needed = Math.max(beam, LEAST_DISC * geometry.wavelength() / convergence);
            int pixels = Math.min(geometry.rows(), geometry.columns());
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "frames of %d pixels to %.4g mrad span %.4g A on the specimen; a probe of %.4g mrad with this defocus and"
                            + " these aberrations is up to %.4g A wide in it: expected frames of %d pixels or more, or a"
                            + " smaller largest angle",
                    pixels,
                    edge * 1e3,
                    span * 1e10,
                    convergence * 1e3,
                    beam * 1e10,
                    (int) Math.ceil(pixels * needed / span)));
        }
    }

    /** Of the beam where it is widest between entrance and exit plane, in metres. */
    private static double width(ElectronGeometry geometry, Lens lens, FocalSpread spread, double thickness) {
        Aberrations entrance = lens.aberrations();
        double farthest = 0;
        for (double plane : new double[] {0, thickness}) {
            for (double off : new double[] {-SPREAD * spread.sigma(), SPREAD * spread.sigma()}) {
                farthest = Math.max(
                        farthest,
                        entrance.withDefocus(entrance.defocus() - plane + off).farthest(lens.convergence()));
            }
        }
        return 2 * (farthest + AIRY * geometry.wavelength() / lens.convergence());
    }
}
