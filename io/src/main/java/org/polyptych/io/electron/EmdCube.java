package org.polyptych.io.electron;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/**
 * A group of an EMD file with an array of frames: dataset {@code data} [frame, y, x] or [scan y, scan x, y, x], and
 * vectors {@code dim1, dim2, ...} (in EMD 1.0 from {@code dim0} on) with the coordinates of its axes and attributes
 * {@code units}.
 *
 * @param group its path
 * @param shape of the data
 * @param values how many numbers it has
 */
record EmdCube(String group, long[] shape, double values) {
    private static final int DEEPEST = 8;
    private static final int MOST_GROUPS = 20_000;
    private static final String MARK = "emd_group_type";

    /** A step along an axis, in the unit. */
    record Axis(double step, String unit) {}

    /** All groups below the root in which there may be something, the root first. */
    static List<String> groups(Hdf5File file) {
        List<String> found = new ArrayList<>(List.of("/"));
        int level = 0;
        for (int depth = 0; depth < DEEPEST && level < found.size(); depth++) {
            int end = found.size();
            for (; level < end; level++) {
                String group = found.get(level);
                for (String name : file.names(group)) {
                    String path = group.equals("/") ? "/" + name : group + "/" + name;
                    if (found.size() < MOST_GROUPS && file.isGroup(path)) {
                        found.add(path);
                    }
                }
            }
        }
        return found;
    }

    /** The cubes of a file, the largest first. */
    static List<EmdCube> all(Hdf5File file, List<String> groups) {
        List<EmdCube> cubes = new ArrayList<>();
        for (String group : groups) {
            if (file.hasAttribute(group, MARK)) {
                of(file, group).ifPresent(cubes::add);
            }
        }
        cubes.sort(Comparator.comparingDouble((EmdCube cube) -> -cube.values).thenComparing(EmdCube::group));
        return cubes;
    }

    private static Optional<EmdCube> of(Hdf5File file, String group) {
        String name = group + "/data";
        if (!file.isDataset(name)) {
            return Optional.empty();
        }
        try (Hdf5Dataset data = file.dataset(name)) {
            long[] shape = data.shape();
            boolean numbers = data.kind() == Hdf5Dataset.Kind.INTEGER || data.kind() == Hdf5Dataset.Kind.FLOAT;
            double values = 1;
            for (long n : shape) {
                values *= n;
            }
            return numbers && (shape.length == 3 || shape.length == 4)
                    ? Optional.of(new EmdCube(group, shape, values))
                    : Optional.empty();
        }
    }

    String data() {
        return group + "/data";
    }

    /** The axis of a dimension, where the file has a vector for it with at least two coordinates. */
    Optional<Axis> axis(Hdf5File file, int dimension) {
        int first = file.isDataset(group + "/dim0") ? 0 : 1;
        String name = group + "/dim" + (dimension + first);
        if (!file.isDataset(name)) {
            return Optional.empty();
        }
        try (Hdf5Dataset vector = file.dataset(name)) {
            long[] size = vector.shape();
            boolean numbers = vector.kind() == Hdf5Dataset.Kind.INTEGER || vector.kind() == Hdf5Dataset.Kind.FLOAT;
            if (!numbers || size.length != 1 || size[0] < 2) {
                return Optional.empty();
            }
            double[] two = vector.doubles(new long[] {0}, new long[] {2});
            String unit = text(file, name, "units");
            return Optional.of(new Axis(two[1] - two[0], unit));
        }
    }

    /** Text that may be kept as something else. */
    static String text(Hdf5File file, String object, String attribute) {
        try {
            return file.text(object, attribute).orElse("");
        } catch (BadInputException e) {
            return "";
        }
    }
}
