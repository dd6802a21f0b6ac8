package org.polyptych.app.doctor;

import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.polyptych.app.DemoScan;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/** The whole way of the data, in small. */
final class ReconstructionTrial {
    private static final int FRAMES = 60;
    private static final int ITERATIONS = 5;

    /** By this much the loss must have fallen; it falls to a tenth when all is well. */
    private static final double ENOUGH = 0.5;

    private ReconstructionTrial() {}

    /** Reconstructs the middle of the demo's scan. */
    static String converges() {
        Scan scan = DemoScan.simulate().select(IntStream.range(0, FRAMES).toArray());
        Result result = Reconstruction.with("rpie", Map.of(), ITERATIONS, 1, Parallel.allProcessors())
                .run(scan, Observer.NONE);
        double first = result.losses()[0];
        double last = result.losses()[ITERATIONS - 1];
        if (!(last < ENOUGH * first)) {
            throw new IllegalStateException(
                    "the loss went from " + first + " to " + last + ", which is not converging");
        }
        return String.format(
                Locale.ROOT,
                "rpie on %d simulated frames: loss %.3g to %.3g in %d iterations, %.1f s",
                FRAMES,
                first,
                last,
                ITERATIONS,
                result.provenance().seconds());
    }
}
