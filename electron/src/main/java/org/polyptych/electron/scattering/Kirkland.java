package org.polyptych.electron.scattering;

import org.polyptych.core.Units;

/**
 * f_e = sum of three a / (k^2 + b) + sum of three c exp(-d k^2), fitted to relativistic Hartree-Fock atoms up to 12 cycles per
 * angstrom. E. J. Kirkland, Advanced Computing in Electron Microscopy, 2nd edition (Springer, 2010), appendix C, eq. C.15.
 */
final class Kirkland implements ScatteringFactors {
    private static final int TERMS = 3;
    private final ParameterTable table = new ParameterTable("kirkland.txt", 4 * TERMS);

    @Override
    public double at(int number, double k) {
        double[] p = table.row(number);
        double square = k * Units.METRES_PER_ANGSTROM * k * Units.METRES_PER_ANGSTROM;
        double sum = 0;
        for (int i = 0; i < TERMS; i++) {
            sum += p[i] / (square + p[TERMS + i]) + p[2 * TERMS + i] * Math.exp(-p[3 * TERMS + i] * square);
        }
        return sum * Units.METRES_PER_ANGSTROM;
    }
}
