package org.polyptych.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Scan;

/**
 * One file that grows: opened anew for every look, as one that others are writing to (SWMR) where it says so. Frames come
 * at the end of a dataset that becomes longer, or take their places in one that is as long as it will be.
 */
final class GrowingFile implements Growing {
    private final Path file;
    private final ReaderSettings settings;
    private final ArrivedFrames arrived;
    private Optional<Growing> folder = Optional.empty();

    GrowingFile(Path file, ReaderSettings settings) {
        this.file = file;
        this.settings = settings;
        this.arrived = new ArrivedFrames(typedPositions(settings));
    }

    /** How many positions a person has given, in a file or as a grid. */
    private static OptionalInt typedPositions(ReaderSettings settings) {
        if (settings.positionFile().isPresent()) {
            return OptionalInt.of(
                    PositionFile.table(settings.positionFile().get()).y().length);
        }
        int rows = settings.scanRows();
        int columns = settings.scanColumns();
        if (rows == 0 && columns == 0) {
            return OptionalInt.empty();
        }
        if (rows == 0 || columns == 0) {
            throw new BadInputException("while a scan grows nobody can tell the rows of its grid from its columns; set"
                    + " file.scanRows and file.scanColumns");
        }
        return OptionalInt.of(Math.multiplyExact(rows, columns));
    }

    @Override
    public Look look() {
        if (Files.isDirectory(file)) {
            // it was not there when it was named
            folder = folder.or(() -> Optional.of(new GrowingFolder(file, settings)));
            return folder.get().look();
        }
        if (!Files.exists(file)) {
            return Look.nothing(file + ": is not there yet", false, "");
        }
        String mark = mark(file);
        ScanFormat format;
        try {
            format = ScanFiles.formatOf(file);
        } catch (BadInputException e) {
            return Look.nothing(e.getMessage(), false, mark);
        }
        if (!(format instanceof GrowingFormat growing)) {
            throw new BadInputException(
                    file + ": a scan of the format '" + format.name() + "' is read once it is whole;"
                            + " what can be followed while it grows is a CXI file, a Ptychodus / Pty-Chi file or pair, or a folder"
                            + " into which whole scan files come");
        }
        try {
            Scan all = InFile.named(file, () -> growing.read(file, settings, arrived));
            int[] order = arrived.order();
            return order.length == 0
                    ? Look.nothing(obstacle(), false, mark)
                    : new Look(
                            Optional.of(settings.applied(all.select(order))),
                            order,
                            arrived.planned(),
                            arrived.obstacle(),
                            false,
                            mark);
        } catch (BadInputException e) {
            // with frames at hand it is something else that lacks
            return Look.nothing(e.getMessage(), arrived.order().length > 0, mark);
        }
    }

    private String obstacle() {
        return arrived.obstacle().isEmpty()
                ? file + ": holds no frame yet with counts and a position"
                : arrived.obstacle();
    }

    /** By which it is seen that something was written. */
    static String mark(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "";
        }
    }
}
