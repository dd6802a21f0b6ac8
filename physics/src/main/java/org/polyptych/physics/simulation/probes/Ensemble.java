package org.polyptych.physics.simulation.probes;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.physics.Probe;

/**
 * Copies of a beam, shifted on the specimen or on the detector by a normal spread, added incoherently and written as
 * orthogonal modes. The spread is sampled at the nodes of the five-point Gauss-Hermite rule, exact up to the ninth moment.
 */
final class Ensemble {
    /** Full width at half maximum of a normal distribution of sigma 1. */
    static final double FWHM = 2 * Math.sqrt(2 * Math.log(2));

    private static final double[] NODES = {
        -2.8569700138728056, -1.3556261799742659, 0, 1.3556261799742659, 2.8569700138728056
    };
    private static final double[] WEIGHTS = {
        0.011257411327720689, 0.22207592200561266, 8.0 / 15, 0.22207592200561266, 0.011257411327720689
    };
    private static final int MOST_MODES = 64;

    private Ensemble() {}

    /**
     * @param onSpecimen true to shift on the specimen, false on the detector
     * @param sigmaY spread downwards, in pixels of the one or the other
     * @param sigmaX spread to the right
     */
    static Probe of(Probe probe, boolean onSpecimen, double sigmaY, double sigmaX, double keep) {
        if (!(sigmaY >= 0 && sigmaY <= probe.rows() / 4.0) || !(sigmaX >= 0 && sigmaX <= probe.columns() / 4.0)) {
            throw new BadInputException(String.format(
                    java.util.Locale.ROOT,
                    "partial coherence: a spread of %.4g x %.4g pixels (sigma) on the %s does not fit an array of %d x"
                            + " %d; expected 0 to a quarter of it",
                    sigmaY,
                    sigmaX,
                    onSpecimen ? "specimen" : "detector",
                    probe.rows(),
                    probe.columns()));
        }
        double[][] down = points(sigmaY);
        double[][] right = points(sigmaX);
        if (probe.modes() * down.length * right.length == probe.modes()) {
            return probe.copy();
        }
        ComplexImage[] copies = new ComplexImage[probe.modes() * down.length * right.length];
        int k = 0;
        try (Fft2 fft = Fft2.of(probe.rows(), probe.columns())) {
            for (int m = 0; m < probe.modes(); m++) {
                for (double[] y : down) {
                    for (double[] x : right) {
                        ComplexImage copy = shifted(probe.mode(m), onSpecimen, y[0], x[0], fft);
                        copy.scale(Math.sqrt(y[1] * x[1]));
                        copies[k++] = copy;
                    }
                }
            }
        }
        return strongest(Probe.of(copies).orthogonalised(), probe.power(), keep);
    }

    /** Offset and weight of each point. */
    private static double[][] points(double sigma) {
        if (sigma == 0) {
            return new double[][] {{0, 1}};
        }
        double[][] points = new double[NODES.length][];
        for (int k = 0; k < NODES.length; k++) {
            points[k] = new double[] {sigma * NODES[k], WEIGHTS[k]};
        }
        return points;
    }

    private static ComplexImage shifted(ComplexImage mode, boolean onSpecimen, double down, double right, Fft2 fft) {
        int rows = mode.rows();
        int columns = mode.columns();
        ComplexImage wave = onSpecimen ? FftOrder.fromCentred(mode) : mode.copy();
        if (onSpecimen) {
            fft.forward(wave.re(), wave.im());
            wave = FftOrder.toCentred(wave);
        }
        double sign = onSpecimen ? -1 : 1;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double turns = down * (y - rows / 2) / rows + right * (x - columns / 2) / columns;
                double cos = Math.cos(2 * Math.PI * turns);
                double sin = sign * Math.sin(2 * Math.PI * turns);
                int i = y * columns + x;
                float re = wave.re()[i];
                float im = wave.im()[i];
                wave.re()[i] = (float) (re * cos - im * sin);
                wave.im()[i] = (float) (re * sin + im * cos);
            }
        }
        if (!onSpecimen) {
            return wave;
        }
        wave = FftOrder.fromCentred(wave);
        fft.inverse(wave.re(), wave.im());
        return FftOrder.toCentred(wave);
    }

    /** The strongest modes that together hold the wanted part of the power, with all of it. */
    private static Probe strongest(Probe sorted, double power, double keep) {
        double sum = 0;
        int count = 0;
        while (count < Math.min(MOST_MODES, sorted.modes()) && sum < keep * sorted.power()) {
            sum += sorted.mode(count++).power();
        }
        ComplexImage[] kept = new ComplexImage[count];
        Arrays.setAll(kept, sorted::mode);
        return Probe.of(kept).withPower(power);
    }
}
