package org.polyptych.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;

/**
 * Positions as text: numbers apart by comma, semicolon or blanks, a line a frame. A first line may name the columns, also
 * behind a #; then {@code y} and {@code x} are taken wherever they stand, and their names may say the unit: {@code y_um},
 * {@code x [nm]}, {@code y(m)}. Without names there must be two columns, y and x. Other lines with # are skipped.
 */
final class PositionText {
    private static final Pattern NAME = Pattern.compile(
            "([yx])(?:[ _/]*[\\[(]?(m|um|nm|angstrom|a|px|pixel|pixels)[\\])]?)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern APART = Pattern.compile("\\s*[,;]\\s*|\\s+");
    private static final Pattern NAMES_APART = Pattern.compile("\\s*[,;\\t]\\s*");

    /** Of the memory: a line may be as long as the file. */
    private static final int LARGEST_SHARE = 16;

    private final Path file;
    private final List<double[]> rows = new ArrayList<>();
    private Columns columns;

    /** Which columns are which, of how many. */
    private record Columns(int y, int x, int count, Optional<PositionUnit> unit) {}

    private PositionText(Path file) {
        this.file = file;
    }

    static PositionFile.Table read(Path file) {
        if (file.toFile().length() > Runtime.getRuntime().maxMemory() / LARGEST_SHARE) {
            throw new BadInputException(file + ": too large for a file of positions");
        }
        return new PositionText(file).table();
    }

    private PositionFile.Table table() {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line : (Iterable<String>) lines::iterator) {
                take(line.strip(), ++number);
            }
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return new PositionFile.Table(
                rows.stream().mapToDouble(row -> row[0]).toArray(),
                rows.stream().mapToDouble(row -> row[1]).toArray(),
                columns == null ? Optional.empty() : columns.unit());
    }

    private void take(String line, int number) {
        boolean comment = line.startsWith("#");
        if (rows.isEmpty() && columns == null) {
            columns = columns(comment ? line.substring(1).strip() : line);
            if (columns != null) {
                return;
            }
        }
        if (!line.isEmpty() && !comment) {
            rows.add(numbers(line, number));
        }
    }

    /** Null if the line does not name columns. */
    private Columns columns(String line) {
        for (Pattern apart : List.of(NAMES_APART, APART)) {
            List<String> words =
                    Arrays.stream(apart.split(line)).map(PositionText::plain).toList();
            List<String> letters = words.stream().map(PositionText::letter).toList();
            int y = letters.indexOf("y");
            int x = letters.indexOf("x");
            boolean once = y == letters.lastIndexOf("y") && x == letters.lastIndexOf("x");
            if (y >= 0 && x >= 0 && once) {
                return new Columns(y, x, words.size(), unit(words.get(y), words.get(x)));
            }
        }
        return null;
    }

    private static String plain(String word) {
        String latin = word.replace("\u00c2\u00b5", "u").replace("\u00ce\u00bc", "u"); // UTF-8 read as Latin-1
        return latin.replace('\u00b5', 'u').replace("\"", "").replace("'", "").strip();
    }

    private static String letter(String word) {
        Matcher name = NAME.matcher(word);
        return name.matches() ? name.group(1).toLowerCase(java.util.Locale.ROOT) : "";
    }

    private Optional<PositionUnit> unit(String y, String x) {
        Optional<PositionUnit> ofY = unit(y);
        if (!ofY.equals(unit(x))) {
            throw new BadInputException(file + ": its columns '" + y + "' and '" + x + "' must have one unit");
        }
        return ofY;
    }

    private static Optional<PositionUnit> unit(String word) {
        Matcher name = NAME.matcher(word);
        return name.matches() && name.group(2) != null
                ? Optional.of(PositionUnit.named(name.group(2)))
                : Optional.empty();
    }

    private double[] numbers(String line, int number) {
        String[] words = APART.split(line);
        try {
            int y = columns == null ? 0 : columns.y();
            int x = columns == null ? 1 : columns.x();
            if (words.length == (columns == null ? 2 : columns.count())) {
                return new double[] {Double.parseDouble(plain(words[y])), Double.parseDouble(plain(words[x]))};
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInputException(file + ":" + number + ": expected "
                + (columns == null ? "two numbers, y and x" : columns.count() + " values, as the first line names")
                + ", got '" + shortened(line) + "' (a first line may name the columns, such as y and x)");
    }

    private static String shortened(String line) {
        return line.length() <= 60 ? line : line.substring(0, 60) + "...";
    }
}
