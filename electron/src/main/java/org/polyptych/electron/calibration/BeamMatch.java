package org.polyptych.electron.calibration;

import org.polyptych.core.Parallel;

/**
 * How well a {@link BeamModel} explains the images of the beams. In a weak phase object O = 1 + i phi the image of the
 * direction k has, at the spatial frequency s, phi(s) Gamma(s, k) with
 *
 * <pre>Gamma = i (P*(k) P(k - s) - P(k) P*(k + s)) = i exp(2 pi i s^T Q alpha) (A(k - s) exp(-i X) - A(k + s) exp(i X))</pre>
 *
 * where X = pi lambda s^T Q s and alpha = lambda k: the images are moved against each other by Q alpha, the parallax, and
 * weighted by where two discs overlap, the side bands (J. M. Rodenburg, B. C. McCallum, P. D. Nellist, Ultramicroscopy 48, 304,
 * 1993). The match at a frequency is |sum G Gamma*|^2 / (sum |G|^2 sum |Gamma|^2), which is 1 where the model explains
 * everything and 1 / cells by chance.
 */
public final class BeamMatch {
    /** Added to the squared transfer, relative to the number of cells, so that noise is not blown up. */
    private static final double HELD_DOWN = 0.05;

    private final ScanSpectrum spectrum;
    private final BeamImages images;
    private final int cells;

    BeamMatch(ScanSpectrum spectrum) {
        this.spectrum = spectrum;
        this.images = spectrum.images();
        int lit = 0;
        for (boolean one : images.lit()) {
            lit += one ? 1 : 0;
        }
        cells = lit;
    }

    ScanSpectrum spectrum() {
        return spectrum;
    }

    /** Mean match over the first so many frequencies, in units of what chance gives: 1 for noise. */
    double quality(BeamModel model, int count) {
        double sum = 0;
        int n = Math.min(count, spectrum.frequencies().count());
        double[] found = new double[4];
        Room room = new Room(images.side());
        for (int f = 0; f < n; f++) {
            at(model, f, found, room);
            double norm = found[2] - found[3];
            if (norm > 1e-6 * cells && spectrum.power()[f] > 0) {
                sum += (found[0] * found[0] + found[1] * found[1]) / (spectrum.power()[f] * norm);
            }
        }
        return sum / n * (cells - 1);
    }

    /** How far above chance a quality is, in standard deviations of noise. */
    double significance(double quality) {
        return (quality - 1) * Math.sqrt(spectrum.frequencies().count());
    }

    /** The phase phi(s) that fits best, {re, im}[frequency], up to a factor, frequencies of little transfer held down. */
    double[][] phase(BeamModel model, Parallel parallel) {
        return phase(model, HELD_DOWN, 1, parallel);
    }

    /**
     * The same with a factor.
     *
     * @param heldDown added to the squared transfer, relative to the number of cells
     * @param unit what G has where phi(s) Gamma is 1
     */
    double[][] phase(BeamModel model, double heldDown, double unit, Parallel parallel) {
        int n = spectrum.frequencies().count();
        double[][] phi = new double[2][n];
        parallel.forEach(n, f -> {
            double[] found = new double[4];
            at(model, f, found, new Room(images.side()));
            double norm = unit * (found[2] - found[3] + heldDown * cells);
            phi[0][f] = found[0] / norm;
            phi[1][f] = found[1] / norm;
        });
        return phi;
    }

    private record Room(double[] cosY, double[] sinY, double[] cosX, double[] sinX) {
        Room(int side) {
            this(new double[side], new double[side], new double[side], new double[side]);
        }
    }

    /** {re, im of sum G Gamma*, sum |Gamma|^2, |sum Gamma|^2 / cells} at a frequency. */
    private void at(BeamModel model, int f, double[] out, Room room) {
        double[] s = model.axes()
                .mapped(spectrum.frequencies().y()[f], spectrum.frequencies().x()[f]);
        double qy = (model.c10() - model.ca()) * s[0] + model.cb() * s[1];
        double qx = model.cb() * s[0] + (model.c10() + model.ca()) * s[1];
        double own = Math.PI * images.wavelength() * (s[0] * qy + s[1] * qx);
        int side = images.side();
        for (int k = 0; k < side; k++) {
            double py = 2 * Math.PI * qy * images.anglesY()[k];
            double px = 2 * Math.PI * qx * images.anglesX()[k];
            room.cosY[k] = Math.cos(py);
            room.sinY[k] = Math.sin(py);
            room.cosX[k] = Math.cos(px);
            room.sinX[k] = Math.sin(px);
        }
        double sy = images.wavelength() * s[0];
        double sx = images.wavelength() * s[1];
        double radius = images.convergence() * images.convergence();
        float[] re = spectrum.re()[f];
        float[] im = spectrum.im()[f];
        double minusRe = 0;
        double minusIm = 0;
        double plusRe = 0;
        double plusIm = 0;
        double minusC = 0;
        double minusS = 0;
        double plusC = 0;
        double plusS = 0;
        int minus = 0;
        int plus = 0;
        int both = 0;
        for (int row = 0; row < side; row++) {
            double y = images.anglesY()[row];
            double my = (y - sy) * (y - sy);
            double ay = (y + sy) * (y + sy);
            for (int column = 0; column < side; column++) {
                int c = row * side + column;
                if (!images.lit()[c]) {
                    continue;
                }
                double x = images.anglesX()[column];
                boolean inMinus = my + (x - sx) * (x - sx) <= radius;
                boolean inPlus = ay + (x + sx) * (x + sx) <= radius;
                if (!inMinus && !inPlus) {
                    continue;
                }
                double cos = room.cosY[row] * room.cosX[column] - room.sinY[row] * room.sinX[column];
                double sin = room.sinY[row] * room.cosX[column] + room.cosY[row] * room.sinX[column];
                double gr = re[c] * cos + im[c] * sin;
                double gi = im[c] * cos - re[c] * sin;
                if (inMinus) {
                    minus++;
                    minusRe += gr;
                    minusIm += gi;
                    minusC += cos;
                    minusS += sin;
                }
                if (inPlus) {
                    plus++;
                    plusRe += gr;
                    plusIm += gi;
                    plusC += cos;
                    plusS += sin;
                }
                both += inMinus && inPlus ? 1 : 0;
            }
        }
        double cx = Math.cos(own);
        double si = Math.sin(own);
        // -i (exp(iX) S- - exp(-iX) S+)
        double differenceRe = cx * minusRe - si * minusIm - (cx * plusRe + si * plusIm);
        double differenceIm = cx * minusIm + si * minusRe - (cx * plusIm - si * plusRe);
        out[0] = differenceIm;
        out[1] = -differenceRe;
        out[2] = minus + plus - 2.0 * both * Math.cos(2 * own);
        // exp(-iX) E- - exp(iX) E+
        double sumRe = cx * minusC + si * minusS - (cx * plusC - si * plusS);
        double sumIm = cx * minusS - si * minusC - (cx * plusS + si * plusC);
        out[3] = (sumRe * sumRe + sumIm * sumIm) / cells;
    }
}
