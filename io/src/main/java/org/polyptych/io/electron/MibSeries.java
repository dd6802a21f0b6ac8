package org.polyptych.io.electron;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.polyptych.core.BadInputException;
import org.polyptych.io.frames.FlatFrames;
import org.polyptych.io.frames.FrameSize;
import org.polyptych.io.frames.JoinedFrames;
import org.polyptych.io.frames.SharedFile;
import org.polyptych.io.frames.StoredFrames;

/** A Merlin file with those of the same name and other numbers whose frames go on where its frames end. */
final class MibSeries {
    private static final int MOST_FILES = 1 << 14;
    /** A series of more files than this is not kept open. */
    private static final int MOST_OPEN = 64;

    private final List<Part> parts;

    private MibSeries(List<Part> parts) {
        this.parts = parts;
    }

    private record Part(SharedFile file, MibHeader header, int count, long left) {
        static Part of(SharedFile file) {
            MibHeader header = MibHeader.of(file);
            String label = file.path().toString();
            long stride = header.bytes() + header.frameBytes(label);
            return new Part(file, header, FrameSize.count(file.size() / stride, label), file.size() % stride);
        }

        Part keptOpen() {
            return of(SharedFile.open(file.path()));
        }

        StoredFrames frames() {
            if (header.isRaw()) {
                return new MibRawFrames(file, header, count);
            }
            long stride = header.bytes() + header.frameBytes(file.path().toString());
            return new FlatFrames(
                    file,
                    header.sample(file.path().toString()),
                    ByteOrder.BIG_ENDIAN,
                    header.bytes(),
                    stride,
                    count,
                    header.rows(),
                    header.columns());
        }
    }

    /** The series to which a file belongs. */
    static MibSeries of(Path file) {
        Part named = Part.of(SharedFile.oneOfMany(file));
        Map<Long, Part> bySequence = new TreeMap<>();
        for (Path other : sameName(file)) {
            SharedFile open = SharedFile.oneOfMany(other);
            if (MibHeader.isAtFront(open)) {
                MibHeader header = MibHeader.of(open);
                if (header.isLike(named.header)) {
                    bySequence.putIfAbsent((long) header.sequence(), Part.of(open));
                }
            }
        }
        bySequence.put((long) named.header.sequence(), named);
        List<Part> run = new ArrayList<>();
        boolean found = false;
        for (Part part : bySequence.values()) {
            boolean goesOn = !run.isEmpty()
                    && (long) run.getLast().header.sequence() + run.getLast().count == part.header.sequence();
            if (!goesOn && found) {
                break;
            }
            if (!goesOn) {
                run.clear();
            }
            run.add(part);
            found |= part == named;
        }
        return new MibSeries(
                run.size() > MOST_OPEN ? run : run.stream().map(Part::keptOpen).toList());
    }

    /** Files of the same folder whose names differ only by the number at their end. */
    private static List<Path> sameName(Path file) {
        String stem = withoutNumber(file);
        List<Path> found = new ArrayList<>();
        Path folder = file.toAbsolutePath().getParent();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.mib")) {
            for (Path other : all) {
                boolean isIt = other.getFileName().equals(file.getFileName());
                if (!isIt && withoutNumber(other).equals(stem) && found.size() < MOST_FILES) {
                    found.add(file.resolveSibling(other.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new BadInputException(folder + ": cannot be listed", e);
        }
        return found;
    }

    private static String withoutNumber(Path file) {
        return file.getFileName().toString().replaceFirst("\\d*\\.[^.]*$", "");
    }

    StoredFrames frames() {
        List<StoredFrames> frames = parts.stream().map(Part::frames).toList();
        return frames.size() == 1 ? frames.getFirst() : new JoinedFrames(frames);
    }

    /** What people should know of the files. */
    List<String> notes() {
        MibHeader header = parts.getFirst().header;
        List<String> notes = new ArrayList<>();
        notes.add("patterns: Merlin frames of kind " + header.kind()
                + (header.isRaw() ? " with counters of " + header.depth() + " bits" : "") + ", layout "
                + header.layout() + ", taken as counts");
        if (parts.size() > 1) {
            notes.add("files: " + parts.size() + " whose frames go on from one to the next, "
                    + parts.getFirst().file.path().getFileName() + " to "
                    + parts.getLast().file.path().getFileName());
        }
        for (Part part : parts) {
            if (part.left > 0) {
                notes.add("warning: " + part.file.path().getFileName() + " ends with " + part.left
                        + " bytes of an unfinished frame, which are left out");
            }
        }
        return notes;
    }
}
