package org.polyptych.io.velociprobe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanSample;
import org.polyptych.io.hdf5.Hdf5Writer;

/** A master file that holds its frames itself, and the table of its stage. */
public final class SmallVelociprobe implements ScanSample {
    private static final int FRAMES = 4;
    private static final int ROWS = 5;
    private static final int COLUMNS = 6;

    @Override
    public Class<? extends ScanFormat> format() {
        return Velociprobe.class;
    }

    @Override
    public double lastCounts() {
        // the beam on row 2 of 5 leaves the last row out
        int first = (FRAMES - 1) * ROWS * COLUMNS;
        return java.util.stream.IntStream.range(first, first + 4 * COLUMNS)
                .map(i -> i * 7 % 50)
                .sum();
    }

    @Override
    public Path write(Path folder) throws IOException {
        Path path = folder.resolve("fly_master.h5");
        double[] counts = new double[FRAMES * ROWS * COLUMNS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = i * 7 % 50;
        }
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            for (String group : new String[] {
                "entry",
                "entry/data",
                "entry/instrument",
                "entry/instrument/detector",
                "entry/instrument/detector/detectorSpecific",
                "entry/sample",
                "entry/sample/goniometer"
            }) {
                file.group(group);
            }
            file.doubles("entry/data/data_000001", counts, FRAMES, ROWS, COLUMNS);
            String detector = "entry/instrument/detector/";
            put(file, detector + "detectorSpecific/photon_energy", 8800, "eV");
            put(file, detector + "detector_distance", 1.9, "m");
            put(file, detector + "beam_center_y", 2, "pixel");
            put(file, detector + "beam_center_x", 3, "pixel");
            put(file, detector + "y_pixel_size", 7.5e-5, "m");
            put(file, detector + "x_pixel_size", 7.5e-5, "m");
            put(file, "entry/sample/goniometer/chi", 0, "degree");
        }
        StringBuilder table = new StringBuilder();
        for (int j = 0; j < FRAMES; j++) {
            table.append("0,%d,%d,0,0,0,0,%d\n".formatted(100 * j, -40 * j, j));
        }
        Files.writeString(folder.resolve("fly.txt"), table);
        return path;
    }

    private static void put(Hdf5Writer file, String name, double value, String unit) {
        file.doubles(name, new double[] {value}, 1);
        file.attribute(name, "units", unit);
    }

    @Override
    public ReaderSettings settings(Path folder) {
        return ReaderSettings.of(Map.of("positions", folder.resolve("fly.txt").toString()));
    }
}
