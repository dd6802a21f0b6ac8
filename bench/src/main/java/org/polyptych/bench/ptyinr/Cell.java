package org.polyptych.bench.ptyinr;

import java.util.ArrayList;
import java.util.List;

/**
 * One run of the PtyINR protocol: which object, which step, which noise, what is known, which engine.
 *
 * @param object what is scanned
 * @param step of the raster in pixels
 * @param noise as {@code --noise} takes it; empty for none
 * @param known what the engine is given and may not change
 * @param engine as typed
 */
record Cell(TestObject object, int step, String noise, Known known, String engine) {
    static final List<String> ENGINES = List.of("epie", "rpie", "dm", "raar");

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

    /** Every cell, the quick ones and the ones that most depend on first. */
    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (TestObject object : TestObject.values()) {
            for (Known known : Known.values()) {
                for (int step : STEPS.reversed()) {
                    ENGINES.forEach(engine -> cells.add(new Cell(object, step, "", known, engine)));
                }
            }
        }
        for (TestObject object : TestObject.values()) {
            for (String noise : NOISES) {
                ENGINES.forEach(engine -> cells.add(new Cell(object, STEPS.getFirst(), noise, Known.NOTHING, engine)));
            }
        }
        return cells;
    }

    /** Names the file that keeps what came out. */
    String id() {
        String how = noise.isEmpty() ? "clean" : noise.substring(0, noise.indexOf(':'));
        return String.join(
                "-",
                object.name().toLowerCase(),
                "step" + step,
                how,
                "known_" + known.name().toLowerCase(),
                engine);
    }

    /**
     * Fixed in advance, so that a run is the same on any machine: what takes half a minute or so on two cores, and never
     * more than a minute.
     */
    int iterations() {
        return step == 3 ? 150 : 2000;
    }
}
