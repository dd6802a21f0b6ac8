package org.polyptych.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5Writer;

/** Writes small pairs, whole or with something wrong. Frame j has j + 1 counts in the middle pixel, else 0. */
final class PairFixture {
    static final int FRAMES = 5;
    static final int ROWS = 8;
    static final int COLUMNS = 6;

    float[][] counts = new float[FRAMES][ROWS * COLUMNS];
    double[] y = IntStream.range(0, FRAMES).mapToDouble(j -> j * 1e-7).toArray();
    double[] x = IntStream.range(0, FRAMES).mapToDouble(j -> -j * 2e-7).toArray();
    long[] indexes = null;
    ComplexImage[] probe = {ComplexImage.constant(ROWS, COLUMNS, 1, 2)};
    boolean pixelSize = true;
    String comments = "measured on a Tuesday";

    PairFixture() {
        for (int j = 0; j < FRAMES; j++) {
            counts[j][middle()] = j + 1;
        }
    }

    static int middle() {
        return ROWS / 2 * COLUMNS + COLUMNS / 2;
    }

    /** Writes both files and gives the product. */
    Path write(Path folder) {
        writePatterns(folder.resolve("small_dp.hdf5"));
        Path product = folder.resolve("small_para.hdf5");
        writeProduct(product);
        return product;
    }

    void writePatterns(Path path) {
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.compressedFrames("dp", counts, ROWS, COLUMNS);
        }
    }

    void writeProduct(Path path) {
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.doubles("probe_position_y_m", y, y.length);
            file.doubles("probe_position_x_m", x, x.length);
            if (indexes != null) {
                file.longs("probe_position_indexes", indexes, indexes.length);
            }
            file.complex("object", new ComplexImage[] {ComplexImage.zeros(20, 20)}, 1);
            if (probe != null) {
                file.complex("probe", probe, probe.length);
            }
            if (pixelSize) {
                file.attribute("object", "pixel_height_m", 2e-8);
                file.attribute("object", "pixel_width_m", 3e-8);
            }
            file.attribute("/", "probe_energy_eV", 8800.0);
            file.attribute("/", "detector_object_distance_m", 0.0);
            file.attribute("/", "comments", comments);
        }
    }

    static float[][] constantFrames(int frames, float value) {
        float[][] all = new float[frames][ROWS * COLUMNS];
        for (float[] frame : all) {
            Arrays.fill(frame, value);
        }
        return all;
    }
}
