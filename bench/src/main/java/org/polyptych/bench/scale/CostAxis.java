package org.polyptych.bench.scale;

import java.util.Arrays;
import java.util.Map;
import org.polyptych.app.bench.EngineBenchmark;

/**
 * What is made larger: the number of frames, or a setting, such as {@code probe.modes} or {@code object.slices}.
 *
 * @param key {@code frames}, or the setting's
 * @param values ascending
 */
record CostAxis(String key, int[] values) {
    private static final String FRAMES = "frames";
    private static final String MODES = "probe.modes";
    private static final String SLICES = "object.slices";

    /** Such as {@code probe.modes=1,2,4}. */
    static CostAxis parse(String text) {
        String[] parts = text.split("=", 2);
        return new CostAxis(
                parts[0],
                Arrays.stream(parts[1].split(",")).mapToInt(Integer::parseInt).toArray());
    }

    /**
     * Transforms that an iteration needs for each frame: 2 a mode in the far field, 4 S - 2 a mode with S slices.
     *
     * @param value on this axis, all else being 1
     */
    int transforms(int value) {
        return switch (key) {
            case MODES -> 2 * value;
            case SLICES -> 4 * value - 2;
            default -> 2;
        };
    }

    /** Transforms of an iteration. */
    double work(int value, int frames) {
        return (double) (key.equals(FRAMES) ? value : frames) * transforms(value);
    }

    /** Measures an engine there. */
    CostPoint measure(String engine, Map<String, String> settings, int value, int size, int frames, int threads) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        if (!key.equals(FRAMES)) {
            all.put(key, String.valueOf(value));
        }
        int used = key.equals(FRAMES) ? value : frames;
        EngineBenchmark.Timing timing = EngineBenchmark.run(engine, all, size, used, false, threads);
        return new CostPoint(
                value,
                used / timing.framesPerSecond(),
                timing.share() * transforms(value) / 2,
                timing.microsecondsPerTransform());
    }
}
