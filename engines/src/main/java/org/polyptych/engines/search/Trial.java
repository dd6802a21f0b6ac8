package org.polyptych.engines.search;

import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.core.Parallel;
import org.polyptych.engines.AmplitudeError;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * A short reconstruction whose loss says how well a scan fits what it says of itself: rPIE with positions on whole pixels,
 * which makes much of few iterations.
 *
 * @param iterations at least 1
 * @param threads at least 1; does not change the loss
 */
record Trial(int iterations, int threads) {
    private static final String ENGINE = "rpie";
    private static final long SEED = 1;

    /**
     * Squared amplitude error of the frames after the iterations, relative to their counts ({@link AmplitudeError}).
     *
     * @param changes of the recipe, key to value
     * @throws org.polyptych.core.BadInputException if the frames cannot be reconstructed
     */
    double loss(Scan scan, Map<String, String> changes) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("positions.round", "true");
        settings.putAll(changes);
        Result result =
                Reconstruction.with(ENGINE, settings, iterations, SEED, threads).run(scan, Observer.NONE);
        try (Parallel parallel = new Parallel(threads)) {
            return new AmplitudeError(scan, true, parallel).of(result.specimen(), result.probe());
        }
    }
}
