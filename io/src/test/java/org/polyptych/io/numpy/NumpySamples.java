package org.polyptych.io.numpy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.io.NpzFile;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanSample;

/** Samples of NumPy's files that we do not write. */
public final class NumpySamples {
    static final int FRAMES = 6;
    static final int SIDE = 8;

    private NumpySamples() {}

    static float[] counts() {
        float[] counts = new float[FRAMES * SIDE * SIDE];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = i * 7 % 50;
        }
        return counts;
    }

    private static double lastOfCounts() {
        double sum = 0;
        for (int i = (FRAMES - 1) * SIDE * SIDE; i < FRAMES * SIDE * SIDE; i++) {
            sum += counts()[i];
        }
        return sum;
    }

    static Map<String, NpyArray> ptychoNn() {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("reciprocal", NpyArray.of(counts(), FRAMES, SIDE, SIDE));
        double[] positions = new double[2 * FRAMES];
        for (int k = 0; k < positions.length; k++) {
            positions[k] = 1e-8 * k * (k % 2 == 0 ? 1 : -2);
        }
        arrays.put("position", NpyArray.of(positions, FRAMES, 2));
        arrays.put("real", NpyArray.of(counts(), FRAMES, SIDE, SIDE));
        return arrays;
    }

    /** PtychoNN. */
    public static final class SmallNn implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return PtychoNn.class;
        }

        @Override
        public double lastCounts() {
            return NumpySamples.lastOfCounts();
        }

        @Override
        public Path write(Path folder) {
            Path file = folder.resolve("nn.npz");
            NpzFile.write(file, ptychoNn());
            return file;
        }

        @Override
        public ReaderSettings settings(Path folder) {
            return ReaderSettings.of(Map.of("energy", "8800", "distance", "1.9", "detectorPixel", "1.7e-4"));
        }
    }

    /** 4D-STEM as an npy. */
    public static final class SmallStack implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return NumpyStack.class;
        }

        @Override
        public double lastCounts() {
            return NumpySamples.lastOfCounts();
        }

        @Override
        public Path write(Path folder) {
            Path file = folder.resolve("stack.npy");
            NpyFile.write(file, NpyArray.of(counts(), 2, 3, SIDE, SIDE));
            return file;
        }

        @Override
        public ReaderSettings settings(Path folder) {
            return ReaderSettings.of(
                    Map.of("beam", "electron", "energy", "80000", "detectorAngle", "1e-3", "scanStep", "5e-10"));
        }
    }
}
