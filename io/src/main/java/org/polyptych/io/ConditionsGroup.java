package org.polyptych.io;

import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Motion;

/**
 * How the frames of a result were taken, in its own group: {@code motion_y_m} and {@code motion_x_m} [frame] with the
 * number of sub-positions as attribute {@code parts}, {@code background} [y, x] in counts, {@code intensity} [frame]. What
 * there is nothing of is missing.
 */
final class ConditionsGroup {
    private static final String MOTION_Y = "/motion_y_m";
    private static final String MOTION_X = "/motion_x_m";
    private static final String PARTS = "parts";
    private static final String BACKGROUND = "/background";
    private static final String INTENSITY = "/intensity";

    private ConditionsGroup() {}

    static void write(Hdf5Writer file, String group, Conditions conditions, Geometry geometry) {
        Motion motion = conditions.motion();
        if (motion != null) {
            file.doubles(group + MOTION_Y, motion.y(), motion.y().length);
            file.doubles(group + MOTION_X, motion.x(), motion.x().length);
            file.attribute(group + MOTION_Y, PARTS, (long) motion.parts());
        }
        if (conditions.background() != null) {
            file.floats(group + BACKGROUND, conditions.background(), geometry.rows(), geometry.columns());
            file.attribute(group + BACKGROUND, "unit", "counts");
        }
        if (conditions.intensity() != null) {
            file.doubles(group + INTENSITY, conditions.intensity(), conditions.intensity().length);
        }
    }

    static Conditions read(Hdf5File file, String group) {
        Conditions conditions = Conditions.NONE;
        if (file.isDataset(group + MOTION_Y)) {
            long parts = file.whole(group + MOTION_Y, PARTS)
                    .orElseThrow(() -> new BadInputException(
                            file.path() + ": '" + group + MOTION_Y + "' lacks the attribute '" + PARTS + "'"));
            double[] y = numbers(file, group + MOTION_Y);
            double[] x = numbers(file, group + MOTION_X);
            conditions = conditions.withMotion(InFile.made(
                    file.path(), () -> new Motion(y, x, (int) Math.clamp(parts, 0, Integer.MAX_VALUE))));
        }
        if (file.isDataset(group + BACKGROUND)) {
            try (Hdf5Dataset dataset = file.dataset(group + BACKGROUND)) {
                conditions = conditions.withBackground(dataset.floats());
            }
        }
        if (file.isDataset(group + INTENSITY)) {
            conditions = conditions.withIntensity(numbers(file, group + INTENSITY));
        }
        return conditions;
    }

    private static double[] numbers(Hdf5File file, String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            return dataset.doubles();
        }
    }
}
