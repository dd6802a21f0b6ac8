package org.polyptych.core;

/** Constants and factors between SI, which is used inside, and the units of the edges. CODATA 2018, exact. */
public final class Units {
    /** h c in eV m: wavelength in metres = this / energy in eV. */
    public static final double PLANCK_TIMES_LIGHT_EV_M = 1.239841984332e-6;

    public static final double METRES_PER_MICROMETRE = 1e-6;
    public static final double METRES_PER_NANOMETRE = 1e-9;
    public static final double METRES_PER_ANGSTROM = 1e-10;

    private Units() {}
}
