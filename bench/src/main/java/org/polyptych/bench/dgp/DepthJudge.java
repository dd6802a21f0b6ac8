package org.polyptych.bench.dgp;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.bench.electron.Column;
import org.polyptych.core.Median;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/**
 * By two layers: whether they stand apart along the beam where columns of both lie over each other, and how far.
 *
 * @param phase says how good the projected phase is
 * @param columns that have atoms of both layers
 */
record DepthJudge(PhaseJudge phase, List<Column> columns) implements Judge {
    /** {@link DepthProfile#contrast} of the mean profile of all columns, so that their noise is not taken for layers. */
    static final String CONTRAST = "depth.contrast";
    /** Median of {@link DoubleGaussian#distance} over columns, in Å. */
    static final String SPACING = "depth.spacing";
    /** Median distance of the columns' own from that, in Å. */
    static final String SPREAD = "depth.spacing.spread";
    /** The same of the mean profile of all columns. */
    static final String SPACING_OF_MEAN = "depth.spacing.mean_profile";
    /** Mean of {@link DepthProfile#checkerboard} over columns. */
    static final String CHECKERBOARD = "depth.checkerboard";
    /** How many there are, and how many of them two Gaussians could be fitted to. */
    static final String COLUMNS = "depth.columns";

    static final String FITTED = "depth.columns.fitted";

    @Override
    public Map<String, Double> during(Specimen object) {
        Map<String, Double> scores = new LinkedHashMap<>(phase.during(object));
        List<DepthProfile> profiles = profiles(object);
        if (!profiles.isEmpty()) {
            scores.put(CONTRAST, DepthProfile.mean(profiles).contrast());
        }
        scores.put(
                CHECKERBOARD,
                profiles.stream()
                        .mapToDouble(DepthProfile::checkerboard)
                        .average()
                        .orElse(Double.NaN));
        scores.values().removeIf(value -> !Double.isFinite(value));
        return scores;
    }

    @Override
    public Map<String, Double> atEnd(Result result) {
        Map<String, Double> scores = new LinkedHashMap<>(phase.atEnd(result));
        scores.putAll(during(result.specimen()));
        List<DepthProfile> profiles = profiles(result.specimen());
        scores.put(COLUMNS, (double) profiles.size());
        double[] distances = profiles.stream()
                .flatMap(profile -> fit(profile).stream())
                .mapToDouble(DoubleGaussian::distance)
                .toArray();
        scores.put(FITTED, (double) distances.length);
        if (distances.length > 0) {
            double median = Median.of(distances);
            scores.put(SPACING, median);
            scores.put(
                    SPREAD,
                    Median.of(Arrays.stream(distances)
                            .map(distance -> Math.abs(distance - median))
                            .toArray()));
        }
        if (!profiles.isEmpty()) {
            fit(DepthProfile.mean(profiles)).ifPresent(found -> scores.put(SPACING_OF_MEAN, found.distance()));
        }
        return scores;
    }

    private List<DepthProfile> profiles(Specimen object) {
        return DepthProfile.of(object, columns, phase.scanned());
    }

    private static Optional<DoubleGaussian> fit(DepthProfile profile) {
        return DoubleGaussian.fit(profile.depths(), profile.phases());
    }
}
