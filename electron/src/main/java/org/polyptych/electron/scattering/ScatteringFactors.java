package org.polyptych.electron.scattering;

/**
 * How strongly atoms scatter electrons: the electron scattering factor in the first Born approximation, of the mass at rest, of
 * neutral atoms.
 */
@FunctionalInterface
public interface ScatteringFactors {
    /**
     * f_e in metres.
     *
     * @param number atomic number, 1 to {@link Element#LAST}
     * @param k spatial frequency in cycles per metre, 0 or more: 2 sin(theta) / lambda
     */
    double at(int number, double k);
}
