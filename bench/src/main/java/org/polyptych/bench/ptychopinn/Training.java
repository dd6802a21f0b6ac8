package org.polyptych.bench.ptychopinn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;

/**
 * What is trained, on what, for how long.
 *
 * @param photons a frame
 * @param seconds of training, if its rounds are not done before; 0: until they are
 * @param stages at how many times it is looked at: at the end, half way, a quarter of the way, ...
 * @param arm name of a method, the trainer as its engine, and the trainer's settings
 * @param seed of the trainer
 */
record Training(Design design, Field field, double photons, int seconds, int stages, Recipe arm, long seed) {
    /** As in the paper. */
    static final double BRIGHT = 1e9;

    private static final Recipes ARMS = Recipes.resource(Training.class, "arms.yaml");

    /**
     * An arm, if it is for such data.
     *
     * @param name as in {@code arms.yaml}
     */
    static Optional<Training> of(
            String name, Design design, Field field, double photons, int seconds, int stages, long seed) {
        Map<String, Set<String>> traits = Map.of("field", Set.of(field.id()), "protocol", Set.of(design.name()));
        int looks = design.timed() ? stages : 1;
        return ARMS.recipe(name, traits).map(arm -> new Training(design, field, photons, seconds, looks, arm, seed));
    }

    /** Names its files. One that ends by its rounds goes on where it is given more time. */
    String id() {
        return String.join("-", design.name(), field.id(), arm.name())
                + (photons == BRIGHT ? "" : "-" + (long) photons)
                + (design.timed() ? "-of" + seconds : "")
                + (seed == 1 ? "" : "-seed" + seed);
    }

    /** A training up to a time. */
    record Stage(Training training, int seconds) {
        String id() {
            return training.id() + "-at" + (seconds == 0 ? "end" : String.valueOf(seconds));
        }

        /** What decides what comes out. */
        Recipe recipe() {
            Map<String, String> all = new LinkedHashMap<>(training.settings());
            all.put("scans", training.design() + ", " + training.field() + ", photons " + training.photons());
            all.put("seed", String.valueOf(training.seed()));
            all.put("seconds", String.valueOf(seconds));
            return new Recipe(training.arm().name(), training.arm().engine(), Recipe.OWN, all);
        }
    }

    /** In the order of time; the last is the end. */
    List<Stage> stagesOfIt() {
        List<Stage> all = new ArrayList<>();
        for (int k = stages - 1; k >= 0; k--) {
            all.add(new Stage(this, seconds >> k));
        }
        return all;
    }

    Stage end() {
        return new Stage(this, seconds);
    }

    /** Of the trainer, qualified. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        String trainer = arm.engine() + ".";
        settings.put(trainer + "validation", String.valueOf(1.0 / pieces().size()));
        settings.put(trainer + "rounds", String.valueOf(design.rounds()));
        settings.putAll(arm.settings());
        return settings;
    }

    /** To learn from, the last one to judge by. */
    List<Piece> pieces() {
        return Piece.toLearn(design, field);
    }
}
