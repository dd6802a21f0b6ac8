package org.polyptych.engines;

import java.util.Arrays;
import org.polyptych.core.Snapshot;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Descan;
import org.polyptych.physics.Motion;

/** {@link Conditions} in a {@link Snapshot}, under names that begin alike; what is null is left out. */
final class SavedConditions {
    private SavedConditions() {}

    static void put(Snapshot snapshot, String name, Conditions conditions) {
        Motion motion = conditions.motion();
        if (motion != null) {
            snapshot.doubles().put(name + ".motion_y", motion.y().clone());
            snapshot.doubles().put(name + ".motion_x", motion.x().clone());
            snapshot.longs().put(name + ".motion_parts", new long[] {motion.parts()});
        }
        if (conditions.background() != null) {
            snapshot.floats().put(name + ".background", new float[][] {
                conditions.background().clone()
            });
        }
        if (conditions.intensity() != null) {
            snapshot.doubles().put(name + ".intensity", conditions.intensity().clone());
        }
        snapshot.longs().put(name + ".upsample", new long[] {conditions.upsample()});
        if (conditions.descan() != null) {
            snapshot.doubles().put(name + ".descan_y", conditions.descan().y().clone());
            snapshot.doubles().put(name + ".descan_x", conditions.descan().x().clone());
        }
        if (conditions.weights() != null) {
            snapshot.doubles()
                    .put(
                            name + ".weights",
                            Arrays.stream(conditions.weights())
                                    .flatMapToDouble(Arrays::stream)
                                    .toArray());
            snapshot.longs().put(name + ".frames", new long[] {conditions.weights().length});
        }
    }

    static Conditions get(Snapshot snapshot, String name) {
        long[] parts = snapshot.longs().get(name + ".motion_parts");
        double[] descanY = snapshot.doubles().get(name + ".descan_y");
        float[][] background = snapshot.floats().get(name + ".background");
        return new Conditions(
                parts == null
                        ? null
                        : new Motion(
                                snapshot.doubles().get(name + ".motion_y"),
                                snapshot.doubles().get(name + ".motion_x"),
                                (int) parts[0]),
                background == null ? null : background[0],
                snapshot.doubles().get(name + ".intensity"),
                weights(snapshot, name),
                (int) snapshot.longs().get(name + ".upsample")[0],
                descanY == null ? null : new Descan(descanY, snapshot.doubles().get(name + ".descan_x")));
    }

    private static double[][] weights(Snapshot snapshot, String name) {
        double[] flat = snapshot.doubles().get(name + ".weights");
        if (flat == null) {
            return null;
        }
        int frames = (int) snapshot.longs().get(name + ".frames")[0];
        int variations = flat.length / frames;
        double[][] weights = new double[frames][];
        Arrays.setAll(weights, j -> Arrays.copyOfRange(flat, j * variations, (j + 1) * variations));
        return weights;
    }
}
