package org.polyptych.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.polyptych.physics.Scan;

/**
 * A tiny whole scan of one format, made by code. Every format has at least one, named in {@code
 * META-INF/services/org.polyptych.io.ScanSample}: tests and the fuzzing of readers go through all of them.
 */
public interface ScanSample {
    /** Which format must know it. */
    Class<? extends ScanFormat> format();

    /** Writes the files into an empty folder; gives the one (or the folder) to be opened. */
    Path write(Path folder) throws IOException;

    /** What the file does not say. */
    default ReaderSettings settings(Path folder) {
        return ReaderSettings.NONE;
    }

    /** The sum of the counts in the last frame that {@link #write} wrote, as far as the scan has its pixels. */
    double lastCounts();

    /** The same sum of a scan, from its amplitudes. */
    static double lastCounts(Scan scan) {
        double counts = 0;
        for (double amplitude : scan.frames().frame(scan.frames().count() - 1)) {
            counts += amplitude * amplitude;
        }
        return counts;
    }

    /** All samples on the class path. */
    static List<ScanSample> all() {
        return ServiceLoader.load(ScanSample.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
