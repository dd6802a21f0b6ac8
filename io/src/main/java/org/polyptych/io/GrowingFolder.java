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
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Scan;
import org.polyptych.physics.several.InParts;

/**
 * A folder into which scan files come, each a part of one scan: whole, of any format that is read, with the positions of its
 * frames. A file is read once it is the same in two looks and can be opened; until then it is waited for.
 */
final class GrowingFolder implements Growing {
    /** Digits count as the number that they are: part-10 comes after part-9. */
    private static final Comparator<Path> BY_NUMBER = Comparator.comparing(GrowingFolder::padded);

    private static final int DIGITS = 12;

    private final Path folder;
    private final ReaderSettings settings;
    /** In the order in which they came. */
    private final Map<Path, Scan> parts = new LinkedHashMap<>();

    private Map<Path, String> seen = new HashMap<>();

    GrowingFolder(Path folder, ReaderSettings settings) {
        if (settings.positionFile().isPresent() || settings.scanRows() > 0 || settings.scanColumns() > 0) {
            throw new BadInputException(
                    folder + ": every file of a folder that is followed holds the positions of its own"
                            + " frames; leave out file.positions, file.scanRows and file.scanColumns, or follow one growing file");
        }
        this.folder = folder;
        this.settings = settings;
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
        Map<Path, String> now = new LinkedHashMap<>();
        String obstacle = "";
        boolean lacking = false;
        for (Path file : files()) {
            now.put(file, GrowingFile.mark(file));
            if (parts.containsKey(file)) {
                continue;
            }
            if (!now.get(file).equals(seen.get(file))) {
                obstacle = file + ": is being written";
                continue;
            }
            boolean opens = false;
            try {
                ScanFiles.formatOf(file);
                opens = true;
                Scan part = ScanFiles.open(file, settings);
                List<Scan> together = new ArrayList<>(parts.values());
                together.add(part);
                InParts.of(folder.toString(), together);
                parts.put(file, part);
            } catch (BadInputException e) {
                obstacle = e.getMessage();
                lacking = opens;
            }
        }
        seen = now;
        String mark = now.toString();
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
