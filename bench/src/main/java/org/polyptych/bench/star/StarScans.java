package org.polyptych.bench.star;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.polyptych.core.Parallel;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;
import org.polyptych.physics.prepare.FrameSelection;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.ShorterExposure;

/** The measured scan with fewer counts and fewer frames. A frame that two selections share has the same counts in both. */
final class StarScans {
    private final Path file;
    private final long seed;
    private final Map<Integer, Scan> byDose = new HashMap<>();

    /**
     * @param file with raw frames
     * @param seed of the thinning
     */
    StarScans(Path file, long seed) {
        this.file = file;
        this.seed = seed;
    }

    /** All frames, with so many counts in the mean, or all that were measured. */
    Scan exposed(int dose) {
        Scan measured = byDose.computeIfAbsent(StarCell.MEASURED, none -> ScanFiles.open(file));
        if (dose == StarCell.MEASURED) {
            return measured;
        }
        // one shorter exposure at a time: each holds all frames
        byDose.keySet().removeIf(kept -> kept != StarCell.MEASURED && kept != dose);
        return byDose.computeIfAbsent(dose, mean -> {
            try (Parallel one = new Parallel(1)) {
                return ShorterExposure.of(measured, new Noise.Thinning(mean), seed, one);
            }
        });
    }

    /** The frames that are used when one in {@code part} is to be kept, ascending. */
    int[] frames(int part) {
        return FrameSelection.parse(part == 1 ? ":" : "farthest:1/" + part)
                .of(exposed(StarCell.MEASURED).positions());
    }
}
