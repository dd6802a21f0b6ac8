package org.polyptych.io.electron;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.frames.CountFrames;
import org.polyptych.io.frames.StoredFrames;
import org.polyptych.physics.Scan;

/**
 * Frames of a Merlin (Medipix 3) detector, {@code .mib}, perhaps in several files, with the text {@code .hdr} that its
 * program writes beside them. They hold frames and, if at all, the shape of the scan; voltage, step and angles are a
 * person's to say.
 */
public final class Mib implements ScanFormat {
    @Override
    public String name() {
        return "Merlin (*.mib with *.hdr)";
    }

    @Override
    public Support support() {
        return new Support("mib", "NumPy");
    }

    @Override
    public boolean recognises(Path file) {
        if (Files.isDirectory(file)) {
            return false;
        }
        return MibHeader.isAtFront(file) || MibHdr.isOne(file) && hasEnding(file, ".hdr");
    }

    private static boolean hasEnding(Path file, String ending) {
        return file.getFileName().toString().endsWith(ending);
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        boolean isHdr = MibHdr.isOne(file);
        Path first = isHdr ? framesOf(file) : file;
        MibSeries series = MibSeries.of(first);
        StoredFrames stored = series.frames();
        Metadata metadata = new Metadata(file, settings).beam(Metadata.Beam.ELECTRON);
        metadata.note("beam: taken as electrons; file.beam=xray says otherwise");
        series.notes().forEach(metadata::note);
        Path hdr = isHdr ? file : hdrOf(first);
        metadata.lookedFor("scanRows", hdr.getFileName() + ", which tells it where a line is a trigger");
        MibHdr.read(hdr).scanShape().ifPresent(shape -> metadata.scanShape(shape[0], shape[1]));
        return metadata.complete(stored.count(), stored.rows(), stored.columns())
                .scan(file, new CountFrames(stored, CountFrames.Below.REFUSED));
    }

    /** The text beside a file of frames: of the same name, or without the number at its end. */
    private static Path hdrOf(Path frames) {
        String name = frames.getFileName().toString();
        Path same = frames.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ".hdr");
        Path without = frames.resolveSibling(name.replaceFirst("\\d*\\.[^.]*$", "") + ".hdr");
        return Files.exists(same) ? same : without;
    }

    /** A file of the frames beside the text: of the same name, perhaps with a number at its end. */
    private static Path framesOf(Path hdr) {
        String stem = hdr.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(hdr.toAbsolutePath().getParent(), "*.mib")) {
            for (Path other : all) {
                String name = other.getFileName().toString();
                boolean belongs = name.startsWith(stem)
                        && name.substring(stem.length()).matches("_?\\d*\\.mib")
                        && MibHeader.isAtFront(other);
                if (belongs) {
                    return hdr.resolveSibling(other.getFileName());
                }
            }
        } catch (IOException e) {
            throw new BadInputException(hdr + ": its folder cannot be listed", e);
        }
        throw new BadInputException(hdr + ": there is no " + stem + ".mib with its frames beside it");
    }
}
