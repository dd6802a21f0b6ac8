package org.polyptych.electron.scattering;

import org.polyptych.core.Units;

/**
 * f_e = sum of five a (2 + b k^2) / (1 + b k^2)^2, which has the right limits at large k (the bare nucleus) and near the nucleus.
 * I. Lobato and D. Van Dyck, Acta Crystallographica A 70, 636 (2014), eq. 13.
 */
final class Lobato implements ScatteringFactors {
    private static final int TERMS = 5;
    private final ParameterTable table = new ParameterTable("lobato.txt", 2 * TERMS);

    @Override
    public double at(int number, double k) {
        double[] p = table.row(number);
        double square = k * Units.METRES_PER_ANGSTROM * k * Units.METRES_PER_ANGSTROM;
        double sum = 0;
        for (int i = 0; i < TERMS; i++) {
            double bk = p[TERMS + i] * square;
            sum += p[i] * (2 + bk) / ((1 + bk) * (1 + bk));
        }
        return sum * Units.METRES_PER_ANGSTROM;
    }
}
