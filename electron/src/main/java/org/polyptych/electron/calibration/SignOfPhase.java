package org.polyptych.electron.calibration;

/**
 * Tells a scan from the same turned by 180 degrees with the opposite defocus, which explains all patterns as well, with the
 * conjugate object. Matter turns the phase of electrons forward and scatters them out of the bright-field disc: where the phase
 * is high, the dark field must be bright. Where the dark field holds too little, matter is taken as what stands out: the phase
 * is then skewed to high values.
 *
 * @param darkField correlation of phase and dark field over the frequencies, in standard deviations of noise
 * @param skewness third standardised moment of the phase over the positions, in standard deviations of noise
 */
record SignOfPhase(double darkField, double skewness) {
    private static final double CLEAR = 4;

    static SignOfPhase of(ScanSpectrum spectrum, double[][] phi) {
        double[][] dark = spectrum.of(spectrum.images().dark());
        double product = 0;
        double a = 0;
        double b = 0;
        int n = spectrum.frequencies().count();
        for (int f = 0; f < n; f++) {
            product += phi[0][f] * dark[0][f] + phi[1][f] * dark[1][f];
            a += phi[0][f] * phi[0][f] + phi[1][f] * phi[1][f];
            b += dark[0][f] * dark[0][f] + dark[1][f] * dark[1][f];
        }
        double correlation = a > 0 && b > 0 ? product / Math.sqrt(a * b) : 0;
        return new SignOfPhase(correlation * Math.sqrt(2.0 * n), skewness(spectrum, phi));
    }

    private static double skewness(ScanSpectrum spectrum, double[][] phi) {
        int frames = spectrum.images().frames();
        double two = 0;
        double three = 0;
        for (int j = 0; j < frames; j++) {
            double value = 0;
            for (int f = 0; f < phi[0].length; f++) {
                double phase = 2
                        * Math.PI
                        * (spectrum.frequencies().y()[f]
                                        * spectrum.images().positions().y()[j]
                                + spectrum.frequencies().x()[f]
                                        * spectrum.images().positions().x()[j]);
                value += phi[0][f] * Math.cos(phase) - phi[1][f] * Math.sin(phase);
            }
            two += value * value;
            three += value * value * value;
        }
        two /= frames;
        three /= frames;
        return two > 0 ? three / Math.pow(two, 1.5) * Math.sqrt(frames / 6.0) : 0;
    }

    /** What decides: above 0 where the phase has the sign of matter; 0 where neither tells. */
    double decides() {
        return Math.abs(darkField) > CLEAR ? darkField : Math.abs(skewness) > CLEAR ? skewness : 0;
    }

    /** For people. */
    String witness() {
        return Math.abs(darkField) > CLEAR ? "dark field" : Math.abs(skewness) > CLEAR ? "skewness" : "none";
    }
}
