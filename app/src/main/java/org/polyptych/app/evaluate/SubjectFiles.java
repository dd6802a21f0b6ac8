package org.polyptych.app.evaluate;

import java.nio.file.Path;
import org.polyptych.app.ScanSource;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ProbeFiles;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ResultFiles;
import org.polyptych.io.SpecimenFiles;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.Subject;

/** Opens the two sides of an evaluation. */
public final class SubjectFiles {
    private SubjectFiles() {}

    /**
     * A reconstruction: a result.h5 or another program's result, or a bare object as npy or npz.
     *
     * @throws BadInputException if there is none
     */
    public static Subject found(Path file) {
        return isNumpy(file) ? object(file) : Subject.of(file.toString(), result(file));
    }

    /**
     * The result in a file.
     *
     * @throws BadInputException if there is none
     */
    public static Result result(Path file) {
        if (isNumpy(file)) {
            throw new BadInputException(file + ": is a bare array; this needs a result folder or a result.h5");
        }
        return ResultFiles.read(file);
    }

    /**
     * A truth: a scan that was simulated, as a file or {@code demo}; a result, which is taken for the truth; or an object
     * as npy or npz.
     *
     * @throws BadInputException if the file holds no truth
     */
    public static Subject truth(String typed) {
        if (isDemo(typed)) {
            return scanned(typed, ScanSource.open(ScanSource.DEMO, ReaderSettings.NONE));
        }
        Path file = Path.of(typed);
        if (isNumpy(file)) {
            return object(file);
        }
        return ResultFiles.isResult(file)
                ? Subject.of(typed, ResultFiles.read(file))
                : scanned(typed, ScanSource.open(file.toString(), ReaderSettings.NONE));
    }

    /** The subject with the probe of a file in place of its own. */
    public static Subject withProbe(Subject subject, Path probe) {
        return subject.with(ProbeFiles.open(probe));
    }

    private static Subject scanned(String typed, Scan scan) {
        return Subject.of(
                typed,
                scan.truth()
                        .orElseThrow(
                                () -> new BadInputException(
                                        typed + ": the scan holds no truth; only simulated scans"
                                                + " do. Name the true object as npy or npz, or compare two results with --against")));
    }

    /** Whether the built-in scan is meant. */
    public static boolean isDemo(String typed) {
        return ScanSource.resolved(typed, Path.of("").toAbsolutePath()).equals(ScanSource.DEMO);
    }

    private static Subject object(Path file) {
        return Subject.of(
                file.toString(),
                SpecimenFiles.open(file, Double.NaN, Double.NaN, Double.NaN, Double.NaN)
                        .image());
    }

    private static boolean isNumpy(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".npy") || name.endsWith(".npz");
    }
}
