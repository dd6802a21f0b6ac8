package org.polyptych.io.zarr;

import java.io.IOException;
import java.nio.file.Path;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanSample;

/** Stores of both versions. */
public final class ZarrSamples {
    private ZarrSamples() {}

    /** Version 2, by zarr-python. */
    public static final class Second implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Zarr.class;
        }

        @Override
        public double lastCounts() {
            return ZarrTest.countsOfLast();
        }

        @Override
        public Path write(Path folder) throws IOException {
            return ZarrTest.unzip("zarr2.zip", folder).resolve("blosc-lz4");
        }

        @Override
        public ReaderSettings settings(Path folder) {
            return ReaderSettings.of(ZarrTest.SAID);
        }
    }

    /** Version 3, with shards. */
    public static final class Third implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Zarr.class;
        }

        @Override
        public double lastCounts() {
            return ZarrTest.countsOfLastOfShards();
        }

        @Override
        public Path write(Path folder) throws IOException {
            return ZarrTest.unzip("shards.zip", folder).resolve("end");
        }

        @Override
        public ReaderSettings settings(Path folder) {
            return ReaderSettings.of(ZarrTest.SAID);
        }
    }
}
