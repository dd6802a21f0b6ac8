package org.polyptych.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;

/** What may stand where a scan is asked for: a file, or the word {@code demo} for the scan that is simulated here. */
public final class ScanSource {
    public static final String DEMO = "demo";

    private ScanSource() {}

    /** The scan as a plan keeps it: an absolute path, or {@link #DEMO} where no file is called so. */
    public static String resolved(String typed, Path folder) {
        Path file = folder.resolve(typed).toAbsolutePath().normalize();
        return typed.equals(DEMO) && !Files.isRegularFile(file) ? DEMO : file.toString();
    }

    /** Whether there is something to open. */
    public static boolean exists(String resolved) {
        return resolved.equals(DEMO) || Files.exists(Path.of(resolved));
    }

    /**
     * @param settings what the user knows better than the file
     * @throws org.polyptych.core.BadInputException if there is no scan in the file
     */
    public static Scan open(String resolved, ReaderSettings settings) {
        if (!resolved.equals(DEMO)) {
            return ScanFiles.open(Path.of(resolved), settings);
        }
        if (settings.saysMetadata()) {
            throw new BadInputException(
                    "demo: the scan that is simulated knows its beam, detector and positions; of the"
                            + " settings file.* only swap, flipY, flipX and roll change it");
        }
        return settings.applied(DemoScan.simulate());
    }

    /** Whether it is a file or folder of a known format of scans. */
    public static boolean isScan(String typed) {
        try {
            ScanFiles.formatOf(Path.of(typed));
            return true;
        } catch (BadInputException e) {
            return false;
        }
    }

    /** The name of the format, for people. */
    public static String format(String resolved) {
        return resolved.equals(DEMO)
                ? "simulated"
                : ScanFiles.formatOf(Path.of(resolved)).name();
    }
}
