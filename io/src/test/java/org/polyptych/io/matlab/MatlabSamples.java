package org.polyptych.io.matlab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanSample;

/** Samples of MATLAB's files; make_fixtures.py beside them says what is in them. */
public final class MatlabSamples {
    private MatlabSamples() {}

    /** One of the files in the test resources, as a file of its own. */
    public static Path copy(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(MatlabSamples.class.getResourceAsStream("/matlab/" + name))) {
            Files.copy(in, file);
        }
        return file;
    }

    /** Of counts(y, x, frame), 100 frame + 10 y + x. */
    public static double lastOfCounts() {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += 100 * 4 + 10 * (i / 4) + i % 4;
        }
        return sum;
    }

    private static ReaderSettings everything() {
        return ReaderSettings.of(Map.of(
                "dataset", "counts",
                "beam", "xray",
                "energy", "8000",
                "distance", "2",
                "detectorPixel", "1e-4",
                "scanRows", "5",
                "scanColumns", "1",
                "scanStep", "1e-7"));
    }

    /** Level 5, compressed. */
    public static final class Packed implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Matlab.class;
        }

        @Override
        public double lastCounts() {
            return MatlabSamples.lastOfCounts();
        }

        @Override
        public Path write(Path folder) throws IOException {
            return copy("packed5.mat", folder);
        }

        @Override
        public ReaderSettings settings(Path folder) {
            return everything();
        }
    }

    /** Level 5, as it is. */
    public static final class Plain implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Matlab.class;
        }

        @Override
        public double lastCounts() {
            return MatlabSamples.lastOfCounts();
        }

        @Override
        public Path write(Path folder) throws IOException {
            return copy("plain5.mat", folder);
        }

        @Override
        public ReaderSettings settings(Path folder) {
            return everything();
        }
    }

    /** 7.3. */
    public static final class Hdf5 implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Matlab.class;
        }

        @Override
        public double lastCounts() {
            return MatlabSamples.lastOfCounts();
        }

        @Override
        public Path write(Path folder) throws IOException {
            return copy("plain73.mat", folder);
        }

        @Override
        public ReaderSettings settings(Path folder) {
            return everything();
        }
    }
}
