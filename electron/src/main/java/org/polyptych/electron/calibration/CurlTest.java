package org.polyptych.electron.calibration;

import org.polyptych.physics.Orientation;

/**
 * The rotation between scan and detector from the centres of mass of the frames. The specimen bends the beam by the gradient of
 * its phase, whatever the lens does, and a gradient has no curl: at the frequency s its centre of mass points along s, as the
 * detector sees s. Of all angles the one with the least curl is taken, in both handednesses (I. Lazic, E. G. T. Bosch, S. Lazar,
 * Ultramicroscopy 160, 265, 2016).
 *
 * @param axes with the least curl, turned so or by 180 degrees
 * @param curl its share of the field's power: 0 for a gradient, one half for noise
 * @param otherCurl the least of the other handedness
 * @param eight the same shares for the eight ways to exchange and flip axes, in the order of {@link Orientation#all()}
 */
record CurlTest(ScanAxes axes, double curl, double otherCurl, double[] eight) {
    static CurlTest of(ScanSpectrum spectrum) {
        double[][] y = spectrum.of(spectrum.images().massY());
        double[][] x = spectrum.of(spectrum.images().massX());
        ScanAxes[] axes = new ScanAxes[2];
        double[] least = new double[2];
        for (int h = 0; h < 2; h++) {
            // the curl's power is constant + cosine cos(2 angle) + sine sin(2 angle)
            double[] at = new double[3];
            for (int k = 0; k < 3; k++) {
                at[k] = share(spectrum, y, x, new ScanAxes(Math.PI / 4 * k, h == 1));
            }
            double cosine = (at[0] - at[2]) / 2;
            double sine = at[1] - (at[0] + at[2]) / 2;
            axes[h] = new ScanAxes(Math.atan2(-sine, -cosine) / 2, h == 1);
            least[h] = share(spectrum, y, x, axes[h]);
        }
        int best = least[1] < least[0] ? 1 : 0;
        double[] eight = Orientation.all().stream()
                .mapToDouble(o -> share(spectrum, y, x, ScanAxes.of(0, o)))
                .toArray();
        return new CurlTest(axes[best], least[best], least[1 - best], eight);
    }

    private static double share(ScanSpectrum spectrum, double[][] y, double[][] x, ScanAxes axes) {
        double curl = 0;
        double all = 0;
        for (int f = 0; f < spectrum.frequencies().count(); f++) {
            double[] s = axes.mapped(
                    spectrum.frequencies().y()[f], spectrum.frequencies().x()[f]);
            double length = Math.hypot(s[0], s[1]);
            double re = (s[0] * x[0][f] - s[1] * y[0][f]) / length;
            double im = (s[0] * x[1][f] - s[1] * y[1][f]) / length;
            curl += re * re + im * im;
            all += y[0][f] * y[0][f] + y[1][f] * y[1][f] + x[0][f] * x[0][f] + x[1][f] * x[1][f];
        }
        return curl / all;
    }
}
