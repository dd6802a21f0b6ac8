package org.polyptych.physics;

/**
 * An electron that has passed an acceleration voltage: its relativistic wavelength and how strongly a potential turns its
 * phase (Kirkland, Advanced Computing in Electron Microscopy, eqs. 2.5 and 5.6). Constants of CODATA 2018.
 *
 * @param voltage in volts; NaN if unknown, and so is then the rest
 */
public record ElectronWave(double voltage) {
    private static final double PLANCK = 6.62607015e-34;
    private static final double ELECTRON_MASS = 9.1093837015e-31;
    private static final double ELEMENTARY_CHARGE = 1.602176634e-19;
    private static final double LIGHT = 299792458.0;
    private static final double REST_ENERGY = ELECTRON_MASS * LIGHT * LIGHT;

    /**
     * h^2 / (2 pi m e) in V m^2, with the mass at rest: what turns a scattering factor in metres into the Fourier transform
     * of a projected potential.
     */
    public static final double POTENTIAL_OF_SCATTERING =
            PLANCK * PLANCK / (2 * Math.PI * ELECTRON_MASS * ELEMENTARY_CHARGE);

    /** h c / sqrt(eU (eU + 2 m c^2)), in metres. */
    public double wavelength() {
        double energy = ELEMENTARY_CHARGE * voltage;
        return PLANCK * LIGHT / Math.sqrt(energy * (energy + 2 * REST_ENERGY));
    }

    /**
     * The interaction parameter sigma = 2 pi gamma m e lambda / h^2, in rad / (V m): a projected potential V, in V m, turns
     * the phase by sigma V.
     */
    public double interaction() {
        double gamma = 1 + ELEMENTARY_CHARGE * voltage / REST_ENERGY;
        return 2 * Math.PI * gamma * ELECTRON_MASS * ELEMENTARY_CHARGE * wavelength() / (PLANCK * PLANCK);
    }
}
