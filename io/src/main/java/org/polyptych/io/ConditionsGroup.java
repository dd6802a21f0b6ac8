package org.polyptych.io;

import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Descan;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Motion;

/**
 * How the frames of a result were taken, in its own group: {@code motion_y_m} and {@code motion_x_m} [frame] with the
 * number of sub-positions as attribute {@code parts}, {@code background} [y, x] in counts, {@code intensity} [frame], {@code
 * descan_y_px} and {@code descan_x_px} [frame] in detector pixels. What there is nothing of is missing. The group's
 * attribute {@code upsample} says how many pixels of the model lie along one of the detector, if they are not the same.
 */
final class ConditionsGroup {
    private static final String MOTION_Y = "/motion_y_m";
    private static final String MOTION_X = "/motion_x_m";
    private static final String PARTS = "parts";
    private static final String BACKGROUND = "/background";
    private static final String UPSAMPLE = "upsample";
    private static final int MOST_UPSAMPLE = 64;
    private static final String INTENSITY = "/intensity";

    private static final String DESCAN_Y = "/descan_y_px";
    private static final String DESCAN_X = "/descan_x_px";

    private ConditionsGroup() {}

    static void write(Hdf5Writer file, String group, Conditions conditions, Geometry geometry) {
        if (conditions.upsample() > 1) {
            file.attribute(group, UPSAMPLE, (long) conditions.upsample());
        }
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
        Descan descan = conditions.descan();
        if (descan != null) {
            file.doubles(group + DESCAN_Y, descan.y(), descan.count());
            file.doubles(group + DESCAN_X, descan.x(), descan.count());
        }
    }

    static Conditions read(Hdf5File file, String group) {
        long upsample = file.whole(group, UPSAMPLE).orElse(1L);
        if (upsample < 1 || upsample > MOST_UPSAMPLE) {
            throw new BadInputException(file.path() + ": '" + group + "' has the attribute '" + UPSAMPLE + "' "
                    + upsample + "; expected 1 to " + MOST_UPSAMPLE);
        }
        Conditions conditions = Conditions.NONE.withUpsample((int) upsample);
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
        if (file.isDataset(group + DESCAN_Y)) {
            double[] y = numbers(file, group + DESCAN_Y);
            double[] x = numbers(file, group + DESCAN_X);
            conditions = conditions.withDescan(InFile.made(file.path(), () -> new Descan(y, x)));
        }
        return conditions;
    }

    private static double[] numbers(Hdf5File file, String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            return dataset.doubles();
        }
    }
}
