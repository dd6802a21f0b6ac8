package org.polyptych.io;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.polyptych.io.hdf5.Hdf5Writer;

/** CXI files as other programs write them, each dataset replaceable; 4 frames of 6 x 8 pixels. */
final class CxiFixture {
    static final int FRAMES = 4;
    static final int ROWS = 6;
    static final int COLUMNS = 8;
    static final String DETECTOR = "entry_1/instrument_1/detector_1/";
    static final String SOURCE = "entry_1/instrument_1/source_1/";
    static final String TRANSLATION = "entry_1/sample_1/geometry_1/translation";
    static final double EV = 1.602176634e-19;

    /** Numbers and the shape they have. */
    record Numbers(double[] values, long... shape) {}

    final Map<String, Numbers> datasets = new HashMap<>();
    final Map<String, long[]> whole = new HashMap<>();
    final Map<String, String> links = new HashMap<>();
    final Map<String, String> units = new HashMap<>();
    private final Set<String> groups = new HashSet<>();

    /** What every variant shares; (x, y, z) of frame j is (j, 10 j, 0) nm. */
    CxiFixture() {
        double[] counts = new double[FRAMES * ROWS * COLUMNS];
        double[] translation = new double[FRAMES * 3];
        for (int j = 0; j < FRAMES; j++) {
            counts[j * ROWS * COLUMNS + ROWS / 2 * COLUMNS + COLUMNS / 2] = j + 1;
            translation[3 * j] = j * 1e-8;
            translation[3 * j + 1] = j * 1e-7;
        }
        whole.put("cxi_version", new long[] {150});
        put(DETECTOR + "data", counts, FRAMES, ROWS, COLUMNS);
        put(DETECTOR + "distance", new double[] {2});
        put(DETECTOR + "x_pixel_size", new double[] {5e-5});
        put(DETECTOR + "y_pixel_size", new double[] {7e-5});
        put(SOURCE + "energy", new double[] {8000 * EV});
        put(TRANSLATION, translation, FRAMES, 3);
    }

    void put(String name, double[] values, long... shape) {
        datasets.put(name, new Numbers(values, shape));
    }

    Path write(Path path) {
        groups.clear();
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            datasets.forEach((name, numbers) -> {
                parents(file, name);
                file.doubles(name, numbers.values(), numbers.shape());
            });
            whole.forEach((name, values) -> {
                parents(file, name);
                if (values.length == 1) {
                    file.longs(name, values);
                } else {
                    file.longs(name, values, ROWS, COLUMNS);
                }
            });
            links.forEach((name, target) -> {
                parents(file, name);
                file.link(target, name);
            });
            units.forEach((name, unit) -> file.attribute(name, "units", unit));
        }
        return path;
    }

    private void parents(Hdf5Writer file, String name) {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            if (groups.add(name.substring(0, slash))) {
                file.group(name.substring(0, slash));
            }
        }
    }
}
