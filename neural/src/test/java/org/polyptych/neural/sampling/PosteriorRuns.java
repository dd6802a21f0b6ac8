package org.polyptych.neural.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/** Runs of engines with a prior that is a formula. */
final class PosteriorRuns {
    private final String engine;
    private final Map<String, String> usual = new HashMap<>();

    /** @param pairs settings of every run, unless a run says otherwise */
    PosteriorRuns(String engine, String... pairs) {
        this.engine = engine;
        usual.put(engine + ".model", NormalPriorProvider.FILE);
        put(pairs, usual);
    }

    private void put(String[] pairs, Map<String, String> settings) {
        for (String pair : pairs) {
            String key = pair.substring(0, pair.indexOf('='));
            settings.put(key.contains(".") ? key : engine + "." + key, pair.substring(pair.indexOf('=') + 1));
        }
    }

    /** @param pairs those without a dot are the engine's */
    Reconstruction recipe(int iterations, String... pairs) {
        Map<String, String> settings = new HashMap<>(usual);
        put(pairs, settings);
        return Reconstruction.with(engine, settings, iterations, 5, 1);
    }

    Result run(Scan scan, int iterations, String... pairs) {
        return recipe(iterations, pairs).run(scan, Observer.NONE);
    }

    /** A run that is stopped after some iterations, saved, and gone on with elsewhere ends in the same bits. */
    void assertStopChangesNothing(Scan scan, int stop, int iterations, String... pairs) {
        Reconstruction recipe = recipe(iterations, pairs);
        try (EngineSession whole = recipe.begin(scan);
                EngineSession again = recipe.begin(scan)) {
            for (int k = 0; k < stop; k++) {
                whole.step();
            }
            again.restore(whole.save());
            for (int k = stop; k < iterations; k++) {
                whole.step();
                again.step();
            }
            assertThat(again.state().specimen().image().re())
                    .isEqualTo(whole.state().specimen().image().re());
            assertThat(again.state().specimen().image().im())
                    .isEqualTo(whole.state().specimen().image().im());
            assertThat(again.state().probe().mode(0).re())
                    .isEqualTo(whole.state().probe().mode(0).re());
            assertThat(again.state().probe().mode(0).im())
                    .isEqualTo(whole.state().probe().mode(0).im());
            assertThat(again.state().deviation().map(RealImage::values).orElse(new float[0]))
                    .isEqualTo(whole.state().deviation().map(RealImage::values).orElse(new float[0]));
        }
    }

    /** Variance of real and imaginary part about the prior's mean, in the outer pixels, which no light has seen. */
    static double variance(ComplexImage image, int margin, double meanRe, double meanIm) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                boolean outside =
                        Math.min(y, image.rows() - 1 - y) < margin || Math.min(x, image.columns() - 1 - x) < margin;
                if (outside) {
                    sum += Math.pow(image.re()[y * image.columns() + x] - meanRe, 2)
                            + Math.pow(image.im()[y * image.columns() + x] - meanIm, 2);
                    count += 2;
                }
            }
        }
        return sum / count;
    }
}
