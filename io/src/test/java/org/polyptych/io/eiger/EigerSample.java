package org.polyptych.io.eiger;

import java.nio.file.Path;
import java.util.Map;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanSample;
import org.polyptych.io.hdf5.Hdf5FrameWriter;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.io.hdf5.StoredType;

/** A master file with its frames in it. */
public final class EigerSample implements ScanSample {
    private static final int COUNT = 6;
    private static final int SIZE = 8;
    private static final String DETECTOR = "entry/instrument/detector";

    @Override
    public Class<? extends ScanFormat> format() {
        return EigerMaster.class;
    }

    @Override
    public double lastCounts() {
        return java.util.stream.IntStream.range((COUNT - 1) * SIZE * SIZE, COUNT * SIZE * SIZE)
                .mapToDouble(EigerSample::count)
                .sum();
    }

    @Override
    public Path write(Path folder) {
        Path path = folder.resolve("small_master.h5");
        double[] counts = new double[COUNT * SIZE * SIZE];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = count(i);
        }
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            for (String group : new String[] {"entry", "entry/data", "entry/instrument", DETECTOR}) {
                file.group(group);
            }
            try (Hdf5FrameWriter frames = file.frames("entry/data/data_000001", StoredType.UINT16, COUNT, SIZE, SIZE)) {
                frames.write(0, counts);
            }
            number(file, "detector_distance", 2, "m");
            number(file, "x_pixel_size", 75e-6, "m");
            number(file, "y_pixel_size", 75e-6, "m");
            number(file, "photon_energy", 8000, "eV");
        }
        return path;
    }

    private static double count(int i) {
        int y = i / SIZE % SIZE - SIZE / 2;
        int x = i % SIZE - SIZE / 2;
        return Math.round(900 * Math.exp(-(y * y + x * x) / 3.0)) + i / (SIZE * SIZE);
    }

    private static void number(Hdf5Writer file, String name, double value, String unit) {
        String dataset = DETECTOR + "/" + name;
        file.doubles(dataset, new double[] {value}, 1);
        file.attribute(dataset, "units", unit);
    }

    @Override
    public ReaderSettings settings(Path folder) {
        return SettingsReader.read(
                ReaderSettings.class, "file", Map.of("scanRows", "2", "scanColumns", "3", "scanStep", "1e-6"));
    }
}
