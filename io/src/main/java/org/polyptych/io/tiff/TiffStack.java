package org.polyptych.io.tiff;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.frames.JoinedFrames;
import org.polyptych.io.frames.OpenValues;
import org.polyptych.io.frames.SharedFile;
import org.polyptych.io.frames.StoredFrames;
import org.polyptych.physics.Scan;

/**
 * Patterns as the images of a TIFF file, or as a folder of TIFF files in the order of the numbers in their names. All
 * but the frames, and the detector's pixels where ImageJ calibrated them, is a person's to say.
 */
public final class TiffStack implements ScanFormat {
    private static final int MOST_FILES = 1 << 20;
    /** A folder of more files than this is not kept open. */
    private static final int MOST_OPEN = 64;

    @Override
    public String name() {
        return "TIFF stack (*.tif, or a folder of them)";
    }

    @Override
    public Support support() {
        return new Support("tiff", "ImageJ, Pillow");
    }

    @Override
    public boolean recognises(Path file) {
        List<Path> files = Files.isDirectory(file) ? files(file, 1) : List.of(file);
        if (files.isEmpty()) {
            return false;
        }
        try (SharedFile first = SharedFile.open(files.getFirst())) {
            return TiffFile.isOne(first);
        }
    }

    private static List<Path> files(Path folder, int most) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                boolean named = (name.endsWith(".tif") || name.endsWith(".tiff")) && !name.startsWith(".");
                if (named && Files.isRegularFile(file) && files.size() < most) {
                    files.add(file);
                }
            }
        } catch (IOException e) {
            throw new BadInputException(folder + ": cannot be listed", e);
        }
        files.sort((a, b) -> NumberedNames.compare(
                a.getFileName().toString(), b.getFileName().toString()));
        return files;
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        Metadata metadata = new Metadata(file, settings);
        List<Path> files = Files.isDirectory(file) ? files(file, MOST_FILES) : List.of(file);
        List<TiffFile> read = files.stream()
                .map(path -> files.size() > MOST_OPEN ? SharedFile.oneOfMany(path) : SharedFile.open(path))
                .map(TiffFile::read)
                .toList();
        List<StoredFrames> parts = read.stream()
                .map(tiff -> tiff.imageJ().values(TiffFrames.of(tiff)))
                .toList();
        StoredFrames stored = parts.size() == 1 ? parts.getFirst() : new JoinedFrames(parts);
        OpenValues values = OpenValues.of(metadata);
        metadata.note("patterns: " + stored.count() + " TIFF images taken as " + values.textWithNoise()
                + ", zero frequency at pixel ("
                + stored.rows() / 2 + ", " + stored.columns() / 2 + ")");
        read.stream()
                .flatMap(tiff -> tiff.imageJ().line(tiff.file().path().toString()).stream())
                .distinct()
                .forEach(line -> metadata.note("patterns: ImageJ's calibration of values, " + line.c0() + " + "
                        + line.c1() + " x stored, was applied"));
        if (files.size() > 1) {
            metadata.note("files: " + files.size() + " in the order of the numbers in their names, "
                    + files.getFirst().getFileName() + " to " + files.getLast().getFileName());
        }
        read.getFirst().imageJ().axis().ifPresent(axis -> axis.tell(metadata, stored.rows(), stored.columns()));
        boolean[] good = values.good(stored, metadata.notes());
        return metadata.complete(stored.count(), stored.rows(), stored.columns())
                .scan(file, values.frames(stored, good), good);
    }
}
