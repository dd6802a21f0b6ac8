package org.polyptych.io.electron;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanSample;
import org.polyptych.io.hdf5.Hdf5Writer;

/** Samples of the formats of electron microscopes. */
public final class ElectronSamples {
    private ElectronSamples() {}

    /** EMPAD frames with their XML. */
    public static final class SmallEmpad implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Empad.class;
        }

        @Override
        public double lastCounts() {
            return EmpadTest.countsOfLast();
        }

        @Override
        public Path write(Path folder) throws IOException {
            Files.writeString(folder.resolve("scan.xml"), EmpadTest.XML);
            return Files.write(folder.resolve("scan.raw"), EmpadTest.frames(2));
        }
    }

    /** Merlin frames of 16 bits with their text. */
    public static final class SmallMib implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Mib.class;
        }

        @Override
        public double lastCounts() {
            return MibTest.countsOfLast(6, 4000);
        }

        @Override
        public Path write(Path folder) throws IOException {
            MibTest.hdr(folder.resolve("scan.hdr"), 6, 3);
            return Files.write(folder.resolve("scan.mib"), MibTest.frames("U16", 2, 0, 6, 4000));
        }

        @Override
        public ReaderSettings settings(Path folder) {
            return ReaderSettings.of(MibTest.SAID);
        }
    }

    /** Raw Merlin frames. */
    public static final class RawMib implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Mib.class;
        }

        @Override
        public double lastCounts() {
            return 4000;
        }

        @Override
        public Path write(Path folder) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int j = 0; j < 4; j++) {
                out.writeBytes(MibTest.header(j + 1, 1, 64, 64, "R64", "1x1", 12));
                int[] pixels = new int[64 * 64];
                pixels[32 * 64 + 32] = 4000;
                out.writeBytes(MibTest.words(pixels, 16));
            }
            MibTest.hdr(folder.resolve("raw.hdr"), 4, 2);
            return Files.write(folder.resolve("raw.mib"), out.toByteArray());
        }

        @Override
        public ReaderSettings settings(Path folder) {
            return ReaderSettings.of(MibTest.SAID);
        }
    }

    /** A pair of patterns and indexes. */
    public static final class SmallStemPair implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return StemPair.class;
        }

        @Override
        public double lastCounts() {
            return 16;
        }

        @Override
        public Path write(Path folder) {
            return StemPairTest.write(folder.resolve("stem.h5"), true, true);
        }
    }

    /** DigitalMicrograph, version 3. */
    public static final class SmallDm3 implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Dm.class;
        }

        @Override
        public double lastCounts() {
            return DmTest.countsOfLast();
        }

        @Override
        public Path write(Path folder) throws IOException {
            return Files.write(folder.resolve("scan.dm3"), DmTest.small(false));
        }
    }

    /** DigitalMicrograph, version 4. */
    public static final class SmallDm4 implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Dm.class;
        }

        @Override
        public double lastCounts() {
            return DmTest.countsOfLast();
        }

        @Override
        public Path write(Path folder) throws IOException {
            return Files.write(folder.resolve("scan.dm4"), DmTest.small(true));
        }
    }

    /** py4DSTEM since 0.14. */
    public static final class SmallEmd implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Emd.class;
        }

        @Override
        public double lastCounts() {
            return 6;
        }

        @Override
        public Path write(Path folder) {
            Path file = folder.resolve("cube.emd");
            float[][] counts = new float[6][8 * 12];
            for (int j = 0; j < counts.length; j++) {
                counts[j][4 * 12 + 6] = j + 1;
            }
            try (Hdf5Writer writer = Hdf5Writer.create(file)) {
                writer.group("cube");
                writer.group("microscope");
                writer.compressedFrames("cube/data", counts, 8, 12);
                writer.attribute("cube", "emd_group_type", 1L);
                writer.doubles("cube/dim2", new double[] {0, 0.5}, 2);
                writer.attribute("cube/dim2", "units", "mrad");
                writer.doubles("cube/dim3", new double[] {0, 0.5}, 2);
                writer.attribute("cube/dim3", "units", "mrad");
                writer.doubles("microscope/voltage", new double[] {200e3}, 1);
            }
            return file;
        }

        @Override
        public ReaderSettings settings(Path folder) {
            return ReaderSettings.of(Map.of("scanRows", "2", "scanStep", "1e-10"));
        }
    }
}
