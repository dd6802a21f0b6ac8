package org.polyptych.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Scan;

/** The way in: opens a scan of any known format. */
public final class ScanFiles {
    private ScanFiles() {}

    /** The formats on the class path. */
    public static List<ScanFormat> formats() {
        return ServiceLoader.load(ScanFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * Reads a scan, whatever its format.
     *
     * @throws BadInputException if the file is missing, damaged or of no known format, or if the scan is incomplete
     */
    public static Scan open(Path file) {
        return open(file, ReaderSettings.NONE);
    }

    /**
     * {@link #open(Path)}, with what a person knows better than the file.
     *
     * @throws BadInputException as above
     */
    public static Scan open(Path file, ReaderSettings settings) {
        ScanFormat format = formatOf(file);
        Scan scan = InFile.named(file, () -> settings.applied(format.read(file, settings)));
        return Hdf5File.isBeingWritten(file) ? withNote(scan) : scan;
    }

    private static Scan withNote(Scan scan) {
        List<String> notes = new ArrayList<>(scan.notes());
        notes.add("file: still being written; the " + scan.frames().count()
                + " frames that were in it when it was opened are read");
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                scan.probe(),
                scan.specimen(),
                scan.truth(),
                List.copyOf(notes));
    }

    /**
     * The format of a file, by its content.
     *
     * @throws BadInputException if the file is missing, damaged or of no known format
     */
    public static ScanFormat formatOf(Path file) {
        check(file);
        List<ScanFormat> formats = formats();
        return formats.stream()
                .filter(format -> format.recognises(file))
                .findFirst()
                .orElseThrow(() -> new BadInputException(file
                        + (Files.isDirectory(file)
                                ? ": this is a folder, and not a scan of a format that is one; name a scan file; known: "
                                : ": not a scan of a known format; known: ")
                        + formats.stream().map(ScanFiles::shortName).collect(Collectors.joining(", "))));
    }

    /** Without what a name says of the files, in brackets. */
    private static String shortName(ScanFormat format) {
        return format.name().replaceAll(" \\(.*", "");
    }

    private static void check(Path file) {
        if (!Files.exists(file)) {
            throw new BadInputException(file + ": no such file");
        }
        if (!Files.isReadable(file)) {
            throw new BadInputException(file + ": no permission to read it");
        }
        if (Files.isDirectory(file)) {
            return;
        }
        if (isEmpty(file)) {
            throw new BadInputException(file + ": the file is empty");
        }
        if (Hdf5File.hasSignature(file)) {
            // A damaged file is said to be damaged, rather than to be of an unknown format.
            Hdf5File.open(file).close();
        }
        if (NpzFile.hasSignature(file)) {
            NpzFile.open(file).close();
        }
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read", e);
        }
    }
}
