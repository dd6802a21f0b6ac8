package org.polyptych.bench.dgp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Apodisation;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.StructuralSimilarity;
import org.polyptych.physics.metrics.Threshold;

/** How good a phase is beside the true one, key to figure. */
final class PhaseScores {
    /** ||f - t|| / ||t||, means taken out. */
    static final String NRMSE = "phase.nrmse";
    /** Structural similarity; its range is that of the true phase. */
    static final String SSIM = "phase.ssim";
    /** {@link SlowDetail#error}. */
    static final String SLOW = "phase.slow";
    /** Where the ring correlation of the two phases falls below 1/2, in 1/Å. */
    static final String HALF = "frc.half";
    /** The same with 1/7. */
    static final String SEVENTH = "frc.seventh";
    /** The highest ring whose correlation is 1/2 or more, in 1/Å: a lattice has rings without anything to agree on. */
    static final String HIGHEST = "frc.half.highest";

    private PhaseScores() {}

    static Map<String, Double> of(PhasePair pair) {
        RealImage found = pair.phase();
        RealImage truth = pair.truePhase();
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put(NRMSE, nrmse(found, truth));
        scores.put(SSIM, StructuralSimilarity.of(found, truth, range(truth)).mean());
        scores.put(SLOW, SlowDetail.error(found, truth, pair.pixelHeight(), pair.pixelWidth()));
        FourierRingCorrelation rings = FourierRingCorrelation.of(found, truth, Apodisation.TUKEY);
        double nyquist = 0.5 / Math.max(pair.pixelHeight(), pair.pixelWidth());
        scores.put(HALF, nyquist * rings.crossing(Threshold.HALF).fractionOfNyquist());
        scores.put(SEVENTH, nyquist * rings.crossing(Threshold.SEVENTH).fractionOfNyquist());
        int highest = rings.correlation().length - 1;
        while (highest > 0 && rings.correlation()[highest] < 0.5) {
            highest--;
        }
        scores.put(HIGHEST, nyquist * rings.fractionOfNyquist(highest));
        scores.values().removeIf(value -> !Double.isFinite(value));
        return scores;
    }

    private static double nrmse(RealImage found, RealImage truth) {
        double mean = truth.sum() / truth.size();
        double difference = 0;
        double power = 0;
        for (int i = 0; i < truth.size(); i++) {
            double d = (double) found.values()[i] - truth.values()[i];
            double t = truth.values()[i] - mean;
            difference += d * d;
            power += t * t;
        }
        return Math.sqrt(difference / power);
    }

    private static double range(RealImage truth) {
        double least = Double.POSITIVE_INFINITY;
        for (float value : truth.values()) {
            least = Math.min(least, value);
        }
        return truth.max() - least;
    }
}
