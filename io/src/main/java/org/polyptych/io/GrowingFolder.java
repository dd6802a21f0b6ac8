package org.polyptych.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Scan;
import org.polyptych.physics.several.InParts;

/**
 * A folder into which scan files come, each a part of one scan: whole, of any format that is read, with the positions of its
 * frames. A file is read once nobody has it open for writing, as far as it says so, it has been the same for {@value
 * #STILL} s, and it can be opened; until then it is waited for. One that changes afterwards is read again.
 */
final class GrowingFolder implements Growing {
    /** Digits count as the number that they are: part-10 comes after part-9. */
    private static final Comparator<Path> BY_NUMBER = Comparator.comparing(GrowingFolder::padded);

    private static final int DIGITS = 12;

    /** For how long a part, and its partner, must be the same, in seconds: writers pause between two frames. */
    static final double STILL = 1;

    private final Path folder;
    private final ReaderSettings settings;
    /** In the order in which they came. */
    private final Map<Path, Scan> parts = new LinkedHashMap<>();

    private final DoubleSupplier clock;
    /** What the parts were like when they were read. */
    private final Map<Path, String> read = new HashMap<>();

    private Map<Path, Seen> seen = new HashMap<>();

    /** What a file is like, and since when. */
    private record Seen(String mark, double since) {}

    GrowingFolder(Path folder, ReaderSettings settings) {
        this(folder, settings, () -> 1e-9 * System.nanoTime());
    }

    /** @param clock seconds, from any beginning */
    GrowingFolder(Path folder, ReaderSettings settings, DoubleSupplier clock) {
        if (settings.positionFile().isPresent() || settings.scanRows() > 0 || settings.scanColumns() > 0) {
            throw new BadInputException(
                    folder + ": every file of a folder that is followed holds the positions of its own"
                            + " frames; leave out file.positions, file.scanRows and file.scanColumns, or follow one growing file");
        }
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
    }

    private static String padded(Path file) {
        StringBuilder name = new StringBuilder();
        for (String word : file.getFileName().toString().split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)")) {
            boolean number = Character.isDigit(word.charAt(0));
            name.append("0".repeat(number ? Math.max(0, DIGITS - word.length()) : 0))
                    .append(word);
        }
        return name.toString();
    }

    @Override
    public Look look() {
        if (isOneScan()) {
            throw new BadInputException(folder + ": a folder of the format '"
                    + ScanFiles.formatOf(folder).name()
                    + "' is read once it is whole; what can be followed is a folder into"
                    + " which whole scan files come, each with the positions of its frames, or one growing CXI or Ptychodus"
                    + " file");
        }
        double now = clock.getAsDouble();
        Map<Path, Seen> looked = new LinkedHashMap<>();
        String obstacle = "";
        boolean lacking = false;
        boolean settling = false;
        for (Path file : files()) {
            List<Path> files = withPartner(file);
            String mark = files.stream().map(GrowingFile::mark).toList().toString();
            Seen before = seen.get(file);
            Seen same = before != null && before.mark().equals(mark) ? before : new Seen(mark, now);
            looked.put(file, same);
            if (mark.equals(read.get(file))) {
                continue;
            }
            boolean still = now - same.since() >= STILL;
            settling |= !still;
            if (!still || files.stream().anyMatch(Hdf5File::isBeingWritten)) {
                obstacle = file + ": is being written";
                continue;
            }
            boolean opens = false;
            try {
                ScanFiles.formatOf(file);
                opens = true;
                Scan part = ScanFiles.open(file, settings);
                Map<Path, Scan> together = new LinkedHashMap<>(parts);
                together.put(file, part);
                InParts.of(folder.toString(), List.copyOf(together.values()));
                parts.put(file, part);
                read.put(file, mark);
            } catch (BadInputException e) {
                obstacle = e.getMessage();
                lacking = opens;
            }
        }
        seen = looked;
        // what waits to be read is still to come, however short the time that a person waits for something new
        String mark = looked + (settling ? " at " + now : "");
        return parts.isEmpty()
                ? Look.nothing(obstacle.isEmpty() ? folder + ": holds no scan file yet" : obstacle, lacking, mark)
                : look(obstacle, mark);
    }

    private Look look(String obstacle, String mark) {
        Scan all = InParts.of(folder.toString(), List.copyOf(parts.values()));
        List<Path> sorted = parts.keySet().stream().sorted(BY_NUMBER).toList();
        Map<Path, Integer> first = new HashMap<>();
        int count = 0;
        for (Path file : sorted) {
            first.put(file, count);
            count += parts.get(file).frames().count();
        }
        int[] indexes = new int[count];
        int at = 0;
        for (Map.Entry<Path, Scan> part : parts.entrySet()) {
            for (int j = 0; j < part.getValue().frames().count(); j++) {
                indexes[at++] = first.get(part.getKey()) + j;
            }
        }
        return new Look(Optional.of(all), indexes, OptionalInt.empty(), obstacle, false, mark);
    }

    private boolean isOneScan() {
        return ScanFiles.formats().stream().anyMatch(format -> format.recognises(folder));
    }

    private static List<Path> withPartner(Path file) {
        List<Path> files = new ArrayList<>(PairFiles.productsNamedFor(file));
        files.addFirst(file);
        return files;
    }

    /** All that may be parts; of a pair the one with the patterns. */
    private List<Path> files() {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> !file.getFileName().toString().endsWith(".part"))
                    .filter(file -> !PairFiles.isNamedAsProduct(file))
                    .sorted(BY_NUMBER)
                    .toList();
        } catch (IOException e) {
            throw new BadInputException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
