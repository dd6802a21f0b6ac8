package org.polyptych.io.ptylab;

import java.io.IOException;
import java.nio.file.Path;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanSample;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.io.matlab.MatlabSamples;

/** Samples of PtyLab's files. */
public final class PtyLabSamples {
    private PtyLabSamples() {}

    /** HDF5, with a probe. */
    public static final class Hdf5 implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return PtyLab.class;
        }

        @Override
        public double lastCounts() {
            return java.util.stream.IntStream.range(48, 60).map(i -> i * 7 % 50).sum();
        }

        @Override
        public Path write(Path folder) {
            Path path = folder.resolve("ptylab.hdf5");
            double[] counts = new double[60];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = i * 7 % 50;
            }
            ComplexImage probe = ComplexImage.zeros(3, 4);
            probe.re()[5] = 1;
            try (Hdf5Writer file = Hdf5Writer.create(path)) {
                file.doubles("ptychogram", counts, 5, 3, 4);
                file.doubles("encoder", new double[] {0, 0, 1e-7, 0, 0, 1e-7, 1e-7, 1e-7, 2e-7, 0}, 5, 2);
                file.doubles("wavelength", new double[] {1e-10}, 1, 1);
                file.doubles("dxd", new double[] {5e-5}, 1, 1);
                file.doubles("zo", new double[] {2}, 1, 1);
                file.complex("probe", new ComplexImage[] {probe});
            }
            return path;
        }
    }

    /** MATLAB's level 5. */
    public static final class Mat5 implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return PtyLab.class;
        }

        @Override
        public double lastCounts() {
            return MatlabSamples.lastOfCounts();
        }

        @Override
        public Path write(Path folder) throws IOException {
            return MatlabSamples.copy("ptylab5.mat", folder);
        }
    }
}
