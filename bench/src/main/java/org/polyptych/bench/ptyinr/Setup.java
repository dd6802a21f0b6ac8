package org.polyptych.bench.ptyinr;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A scan of the PtyINR protocol, and what of it is known.
 *
 * @param object what is scanned
 * @param step of the raster in pixels, one of {@link #STEPS}
 * @param noise as {@code --noise} takes it; empty for none
 * @param light what the beam is, and on which pixels the scan is simulated
 * @param known what the engine is given and may not change
 */
record Setup(TestObject object, int step, String noise, Light light, Known known) {
    /** 40%, -540% and -800% of the paper: 3600, 64 and 36 frames. */
    static final List<Integer> STEPS = List.of(3, 32, 45);

    /** At the smallest step, as in the paper. */
    static final List<String> NOISES = List.of("poisson:alpha=10", "gaussian:sigma=100", "mixed:alpha=10,sigma=100");

    /** What is given. */
    enum Known {
        NOTHING,
        PROBE,
        OBJECT
    }

    /** The beam. */
    enum Light {
        /** The protocol's: the probe alone, on the pixels of the reconstruction. */
        COHERENT,
        /** Three incoherent modes, simulated on pixels half as large, so that no reconstruction fits the frames exactly. */
        PARTIAL
    }

    /** Without noise, in the protocol's light. */
    static Setup clean(TestObject object, int step, Known known) {
        return new Setup(object, step, "", Light.COHERENT, known);
    }

    /** Simulated on finer pixels, under a beam of several modes. */
    static Setup partial(TestObject object, int step) {
        return new Setup(object, step, "", Light.PARTIAL, Known.NOTHING);
    }

    static Setup noisy(TestObject object, String noise) {
        return new Setup(object, STEPS.getFirst(), noise, Light.COHERENT, Known.NOTHING);
    }

    /** What the conditions of a recipe may ask for; of noise: clean, or noisy and its kind. */
    Map<String, Set<String>> traits() {
        return Map.of(
                "object", Set.of(lower(object)),
                "step", Set.of(String.valueOf(step)),
                "noise", noise.isEmpty() ? Set.of("clean") : Set.of("noisy", kind()),
                "light", Set.of(lower(light)),
                "known", Set.of(lower(known)));
    }

    /** Names the scan in a table. */
    String scan() {
        return "step " + step + (noise.isEmpty() ? "" : ", " + noise);
    }

    /** Names it in a file's name. */
    String id() {
        return String.join("-", lower(object), "step" + step, kind(), "known_" + lower(known))
                + (light == Light.COHERENT ? "" : "-" + lower(light));
    }

    private String kind() {
        return noise.isEmpty() ? "clean" : noise.substring(0, noise.indexOf(':'));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
