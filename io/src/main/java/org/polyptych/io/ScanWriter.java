package org.polyptych.io;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;
import org.polyptych.core.WholeFile;
import org.polyptych.physics.Scan;

/**
 * Writes scans in a format that other programs open; one small class each, found through {@link ServiceLoader}. What it
 * writes a {@link ScanFormat} must give back: frames, mask, positions, pixel sizes, energy and distance.
 */
public interface ScanWriter {
    /** As it is typed after {@code --format}, such as {@code cxi}. */
    String format();

    /** For people. */
    String name();

    /** How the file's name ends that is written by itself, such as {@code .cxi}. */
    String ending();

    /**
     * Writes the scan, by {@link WholeFile}; what was there is replaced once the new file is whole.
     *
     * @param target the file; a format of several files puts the others beside it
     * @return all files, in the order in which they are told
     * @throws BadInputException in one line, if the format has no place for something that the scan needs
     */
    List<Path> write(Path target, Scan scan);

    /** All files that {@link #write} would write, to look whether they exist. */
    default List<Path> files(Path target) {
        return List.of(target);
    }

    /** What of this scan the format has no place for, a line each: a reconstruction can do without it. */
    default List<String> leftOut(Scan scan) {
        return List.of();
    }

    /** Those on the class path. */
    static List<ScanWriter> all() {
        return ServiceLoader.load(ScanWriter.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The one of this name.
     *
     * @throws BadInputException if there is none, with the nearest
     */
    static ScanWriter named(String format) {
        List<ScanWriter> all = all();
        List<String> names = all.stream().map(ScanWriter::format).toList();
        return all.stream()
                .filter(writer -> writer.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new BadInputException("scans are not written as '" + format + "': did you mean '"
                        + NearestName.of(format, names) + "'? Known: "
                        + String.join(", ", names)));
    }
}
