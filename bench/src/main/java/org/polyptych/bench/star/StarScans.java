package org.polyptych.bench.star;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.polyptych.core.Parallel;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
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
        Positions positions = exposed(StarCell.MEASURED).positions();
        return part == 1
                ? IntStream.range(0, positions.count()).toArray()
                : farthest(positions, (int) Math.round((double) positions.count() / part));
    }

    /** Farthest-point selection: from the frame nearest the middle on, each next one is the farthest from those taken. */
    private static int[] farthest(Positions p, int count) {
        double my = Arrays.stream(p.y()).average().orElse(0);
        double mx = Arrays.stream(p.x()).average().orElse(0);
        double[] away = new double[p.count()];
        for (int j = 0; j < away.length; j++) {
            away[j] = -Math.hypot(p.y()[j] - my, p.x()[j] - mx);
        }
        int[] taken = new int[count];
        for (int k = 0; k < count; k++) {
            int next = 0;
            for (int j = 1; j < away.length; j++) {
                next = away[j] > away[next] ? j : next;
            }
            taken[k] = next;
            for (int j = 0; j < away.length; j++) {
                double distance = Math.hypot(p.y()[j] - p.y()[next], p.x()[j] - p.x()[next]);
                away[j] = k == 0 ? distance : Math.min(away[j], distance);
            }
        }
        Arrays.sort(taken);
        return taken;
    }
}
