package org.polyptych.physics.simulation.probes;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;

/** Beams of several mutually incoherent modes, made of coherent ones. */
public final class ProbeModes {
    private ProbeModes() {}

    /**
     * Orthogonal modes with the given parts of the beam's power. A beam of several modes is made orthogonal and sorted by
     * power first; its strongest modes are taken, {@link #dropped} says what the others held. Where it has too few, there
     * are further ones: its strongest mode times polynomials of the spatial frequency (1, ky, kx, ky kx, ky^2, ...), made
     * orthogonal in that order (Gram-Schmidt), which is how a beam that shakes a little looks.
     *
     * @param shares one a mode, more than 0; only their ratios matter
     * @throws BadInputException if a share is not above 0, or no further mode can be made
     */
    public static Probe withShares(Probe probe, double[] shares) {
        double total = 0;
        for (double share : shares) {
            if (!(share > 0 && share < Double.POSITIVE_INFINITY)) {
                throw new BadInputException("the powers of a probe's modes must be numbers above 0, got " + share);
            }
            total += share;
        }
        Probe sorted = probe.orthogonalised();
        ComplexImage[] modes = grown(first(sorted, Math.min(probe.modes(), shares.length)), shares.length);
        double power = probe.power();
        for (int m = 0; m < modes.length; m++) {
            modes[m].scale(Math.sqrt(power * shares[m] / total / modes[m].power()));
        }
        return Probe.of(modes);
    }

    /** The part of a beam's power that all but the given number of its strongest orthogonal modes hold, 0 to 1. */
    public static double dropped(Probe probe, int count) {
        if (count >= probe.modes()) {
            return 0;
        }
        Probe sorted = probe.orthogonalised();
        double rest = 0;
        for (int m = count; m < sorted.modes(); m++) {
            rest += sorted.mode(m).power();
        }
        return rest / sorted.power();
    }

    private static ComplexImage[] first(Probe probe, int count) {
        ComplexImage[] modes = new ComplexImage[count];
        for (int m = 0; m < count; m++) {
            modes[m] = probe.mode(m).copy();
        }
        return modes;
    }

    private static ComplexImage[] grown(ComplexImage[] given, int count) {
        ComplexImage[] modes = Arrays.copyOf(given, count);
        ComplexImage beam = given[0];
        int made = 0;
        // a mode without light, as of a beam that said it had more modes than it has, is made anew
        while (made < given.length && given[made].power() > 1e-12 * beam.power()) {
            made++;
        }
        for (int degree = 1; made < count; degree++) {
            if (degree > 20) {
                throw new BadInputException("this probe cannot be grown to " + count + " modes");
            }
            for (int right = 0; right <= degree && made < count; right++) {
                ComplexImage mode = timesFrequency(beam, degree - right, right);
                double before = mode.power();
                // twice: rounding leaves some of the earlier modes the first time
                for (int round = 0; round < 2; round++) {
                    for (int m = 0; m < made; m++) {
                        subtractProjection(mode, modes[m]);
                    }
                }
                if (mode.power() > 1e-6 * before) {
                    mode.scale(Math.sqrt(beam.power() / mode.power()));
                    modes[made++] = mode;
                }
            }
        }
        return modes;
    }

    private static ComplexImage timesFrequency(ComplexImage beam, int powerY, int powerX) {
        int rows = beam.rows();
        int columns = beam.columns();
        ComplexImage wave = beam.copy();
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.forward(wave.re(), wave.im());
            for (int y = 0; y < rows; y++) {
                double ky = (y < (rows + 1) / 2 ? y : y - rows) / (rows / 2.0);
                for (int x = 0; x < columns; x++) {
                    double kx = (x < (columns + 1) / 2 ? x : x - columns) / (columns / 2.0);
                    float factor = (float) (Math.pow(ky, powerY) * Math.pow(kx, powerX));
                    wave.re()[y * columns + x] *= factor;
                    wave.im()[y * columns + x] *= factor;
                }
            }
            fft.inverse(wave.re(), wave.im());
        }
        return wave;
    }

    private static void subtractProjection(ComplexImage mode, ComplexImage on) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < mode.size(); i++) {
            re += (double) on.re()[i] * mode.re()[i] + (double) on.im()[i] * mode.im()[i];
            im += (double) on.re()[i] * mode.im()[i] - (double) on.im()[i] * mode.re()[i];
        }
        double power = on.power();
        re /= power;
        im /= power;
        for (int i = 0; i < mode.size(); i++) {
            mode.re()[i] -= (float) (re * on.re()[i] - im * on.im()[i]);
            mode.im()[i] -= (float) (re * on.im()[i] + im * on.re()[i]);
        }
    }

    /**
     * The beam of an incoherent source of Gaussian shape: copies of the beam shifted by where the source's points are
     * imaged to on the specimen, as orthogonal modes.
     *
     * @param fwhmY full width at half maximum of the source's image on the specimen, in metres
     * @param fwhmX the same to the right
     * @param keep part of the power that the modes kept must hold, such as 0.999; all modes get the power of the rest.
     *     There are at most 64 modes, even if they hold less
     * @throws BadInputException if the source does not fit the array, or 64 modes hold less than 95% of the power
     */
    public static Probe ofSource(Probe probe, Geometry geometry, double fwhmY, double fwhmX, double keep) {
        return Ensemble.of(
                probe,
                true,
                fwhmY / Ensemble.FWHM / geometry.pixelHeight(),
                fwhmX / Ensemble.FWHM / geometry.pixelWidth(),
                keep);
    }

    /**
     * A Gaussian-Schell beam: the mutual coherence of two points falls with their distance d as exp(-d^2 / (2 l^2)). On
     * the detector this is a blur: copies of the beam tilted by a normal spread of 1 / (2 pi l), as orthogonal modes.
     *
     * @param lengthY coherence length l on the specimen, in metres
     * @param lengthX the same to the right
     * @param keep as in {@link #ofSource}
     * @throws BadInputException as in {@link #ofSource}
     */
    public static Probe schell(Probe probe, Geometry geometry, double lengthY, double lengthX, double keep) {
        return Ensemble.of(
                probe,
                false,
                geometry.rows() * geometry.pixelHeight() / (2 * Math.PI * lengthY),
                geometry.columns() * geometry.pixelWidth() / (2 * Math.PI * lengthX),
                keep);
    }
}
