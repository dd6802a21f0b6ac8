package org.polyptych.physics.simulation.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.core.HermitianEigen;
import org.polyptych.physics.Probe;

/**
 * Copies of a beam, shifted on the specimen or on the detector by a normal spread, added incoherently and written as
 * orthogonal modes. A shift in one of the two planes is a tilt of the phase in the other, where the mutual intensity of
 * all copies is the beam's times a Gaussian of the distance: it is taken apart there ({@link LineModes}), direction by
 * direction, without sampling the spread.
 */
final class Ensemble {
    /** Full width at half maximum of a normal distribution of sigma 1. */
    static final double FWHM = 2 * Math.sqrt(2 * Math.log(2));

    private static final int MOST_MODES = 64;

    /** Modes on the way, before the two directions are made orthogonal to each other. */
    private static final int MOST_CANDIDATES = 2 * MOST_MODES;

    /** Part of the power that the most modes must hold where fewer are wanted to hold more. */
    private static final double LEAST_KEPT = 0.95;

    private Ensemble() {}

    /**
     * @param onSpecimen true to shift on the specimen, false on the detector
     * @param sigmaY spread downwards, in pixels of the one or the other
     * @param sigmaX spread to the right
     * @throws BadInputException if the spread does not fit the array, or the most modes there may be hold too little
     */
    static Probe of(Probe probe, boolean onSpecimen, double sigmaY, double sigmaX, double keep) {
        if (!(sigmaY >= 0 && sigmaY <= probe.rows() / 4.0) || !(sigmaX >= 0 && sigmaX <= probe.columns() / 4.0)) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "partial coherence: a spread of %.4g x %.4g pixels (sigma) on the %s does not fit an array of %d x"
                            + " %d; expected 0 to a quarter of it",
                    sigmaY,
                    sigmaX,
                    onSpecimen ? "specimen" : "detector",
                    probe.rows(),
                    probe.columns()));
        }
        if (sigmaY == 0 && sigmaX == 0) {
            return probe.copy();
        }
        ComplexImage[] waves = new ComplexImage[probe.modes()];
        try (Fft2 fft = Fft2.of(probe.rows(), probe.columns())) {
            for (int m = 0; m < waves.length; m++) {
                waves[m] = onSpecimen ? transformed(probe.mode(m), fft, true) : probe.mode(m);
            }
            double leave = (1 - keep) / 4;
            waves = spread(waves, true, sigmaY, leave);
            waves = spread(waves, false, sigmaX, leave);
            waves = strongest(waves, probe.power(), keep);
            for (int m = 0; m < waves.length && onSpecimen; m++) {
                waves[m] = transformed(waves[m], fft, false);
            }
        }
        return Probe.of(waves).withPower(probe.power());
    }

    /** A mode on the way: a wave, and the factor by which each of its rows or columns is multiplied. */
    private record Candidate(ComplexImage wave, double[] factors, double power) {}

    private static ComplexImage[] spread(ComplexImage[] waves, boolean down, double sigma, double leave) {
        if (sigma == 0) {
            return waves;
        }
        List<Candidate> candidates = new ArrayList<>();
        double total = 0;
        for (ComplexImage wave : waves) {
            LineModes line = LineModes.of(profile(wave, down), sigma, leave / 4, MOST_CANDIDATES);
            for (int k = 0; k < line.powers().length; k++) {
                candidates.add(new Candidate(wave, line.factors()[k], line.powers()[k]));
            }
            total += wave.power();
        }
        candidates.sort(Comparator.comparingDouble(Candidate::power).reversed());
        List<ComplexImage> kept = new ArrayList<>();
        double sum = 0;
        for (Candidate candidate : candidates) {
            if (kept.size() < MOST_CANDIDATES && sum < (1 - leave) * total && candidate.power() > 0) {
                kept.add(times(candidate.wave(), down, candidate.factors()));
                sum += candidate.power();
            }
        }
        return kept.toArray(ComplexImage[]::new);
    }

    /** The power of each row, or of each column. */
    private static double[] profile(ComplexImage wave, boolean down) {
        double[] power = new double[down ? wave.rows() : wave.columns()];
        for (int i = 0; i < wave.size(); i++) {
            double re = wave.re()[i];
            double im = wave.im()[i];
            power[down ? i / wave.columns() : i % wave.columns()] += re * re + im * im;
        }
        return power;
    }

    private static ComplexImage times(ComplexImage wave, boolean down, double[] factors) {
        ComplexImage product = wave.copy();
        for (int i = 0; i < product.size(); i++) {
            double factor = factors[down ? i / wave.columns() : i % wave.columns()];
            product.re()[i] *= (float) factor;
            product.im()[i] *= (float) factor;
        }
        return product;
    }

    /** The strongest of the orthogonal modes of an incoherent sum that together hold the wanted part of the power. */
    private static ComplexImage[] strongest(ComplexImage[] waves, double power, double keep) {
        HermitianEigen eigen = eigen(waves);
        double sum = 0;
        int count = 0;
        while (count < Math.min(MOST_MODES, waves.length) && sum < keep * power) {
            sum += eigen.value(count++);
        }
        if (sum < Math.min(keep, LEAST_KEPT) * power) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "partial coherence: this beam is so incoherent that %d modes hold only %.0f%% of its power;"
                            + " take a smaller source, a larger coherence length or a smaller beam",
                    count,
                    100 * sum / power));
        }
        ComplexImage[] modes = new ComplexImage[count];
        Arrays.setAll(modes, k -> sum(waves, eigen, k));
        return modes;
    }

    private static HermitianEigen eigen(ComplexImage[] waves) {
        double[][] re = new double[waves.length][waves.length];
        double[][] im = new double[waves.length][waves.length];
        for (int a = 0; a < waves.length; a++) {
            for (int b = a; b < waves.length; b++) {
                for (int i = 0; i < waves[a].size(); i++) {
                    double ar = waves[a].re()[i];
                    double ai = waves[a].im()[i];
                    double br = waves[b].re()[i];
                    double bi = waves[b].im()[i];
                    re[a][b] += ar * br + ai * bi;
                    im[a][b] += ar * bi - ai * br;
                }
                re[b][a] = re[a][b];
                im[b][a] = -im[a][b];
            }
            im[a][a] = 0;
        }
        return new HermitianEigen(re, im);
    }

    private static ComplexImage sum(ComplexImage[] waves, HermitianEigen eigen, int rank) {
        ComplexImage mode = ComplexImage.zeros(waves[0].rows(), waves[0].columns());
        for (int a = 0; a < waves.length; a++) {
            float vr = (float) eigen.vectorRe(a, rank);
            float vi = (float) eigen.vectorIm(a, rank);
            for (int i = 0; i < mode.size(); i++) {
                mode.re()[i] += vr * waves[a].re()[i] - vi * waves[a].im()[i];
                mode.im()[i] += vr * waves[a].im()[i] + vi * waves[a].re()[i];
            }
        }
        return mode;
    }

    /** To the other plane and back, zero frequency and beam in the middle. */
    private static ComplexImage transformed(ComplexImage wave, Fft2 fft, boolean forward) {
        ComplexImage moved = FftOrder.fromCentred(wave);
        if (forward) {
            fft.forward(moved.re(), moved.im());
        } else {
            fft.inverse(moved.re(), moved.im());
        }
        return FftOrder.toCentred(moved);
    }
}
