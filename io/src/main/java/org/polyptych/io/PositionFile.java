package org.polyptych.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Positions;

/**
 * Positions of frames from a file that does not say their unit: text with two numbers a line (apart by comma, semicolon
 * or blanks; lines that begin with # are skipped; a first line of the names y and x, in the order of the columns, may be
 * there), or an npy array [frame, 2]. Without names the first number is y, down, the second x, right.
 */
public final class PositionFile {
    private PositionFile() {}

    /**
     * @param metresPerUnitY what a number of y is in metres
     * @param metresPerUnitX the same for x
     * @throws BadInputException if the file is missing, or not two finite numbers a frame
     */
    public static Positions read(Path file, double metresPerUnitY, double metresPerUnitX) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": no such file");
        }
        List<double[]> rows = file.getFileName().toString().endsWith(".npy") ? array(file) : text(file);
        if (rows.isEmpty()) {
            throw new BadInputException(file + ": holds no positions; expected two numbers a frame, y and x");
        }
        double[] y = new double[rows.size()];
        double[] x = new double[rows.size()];
        for (int j = 0; j < y.length; j++) {
            y[j] = rows.get(j)[0] * metresPerUnitY;
            x[j] = rows.get(j)[1] * metresPerUnitX;
            if (!Double.isFinite(y[j]) || !Double.isFinite(x[j])) {
                throw new BadInputException(file + ": the position of frame " + j + " is not a finite number");
            }
        }
        return new Positions(y, x);
    }

    private static List<double[]> array(Path file) {
        NpyArray array = NpyFile.read(file);
        int[] shape = array.shape();
        if (array.type().isComplex() || shape.length != 2 || shape[1] != 2) {
            throw new BadInputException(
                    file + ": positions must be real numbers [frame, 2], y and x; it is " + array.shapeText());
        }
        double[] values = array.doubles();
        List<double[]> rows = new ArrayList<>();
        for (int j = 0; j < shape[0]; j++) {
            rows.add(new double[] {values[2 * j], values[2 * j + 1]});
        }
        return rows;
    }

    private static List<double[]> text(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
        List<double[]> rows = new ArrayList<>();
        boolean first = true;
        boolean swapped = false;
        for (int k = 0; k < lines.size(); k++) {
            String line = lines.get(k).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s*[,;]\\s*|\\s+");
            boolean names = first && words.length == 2 && isNames(words);
            if (names) {
                swapped = words[0].equalsIgnoreCase("x");
            } else {
                rows.add(numbers(file, k + 1, words, swapped));
            }
            first = false;
        }
        return rows;
    }

    private static boolean isNames(String[] words) {
        String both = (words[0] + words[1]).toLowerCase(Locale.ROOT);
        return both.equals("yx") || both.equals("xy");
    }

    private static double[] numbers(Path file, int line, String[] words, boolean swapped) {
        try {
            if (words.length == 2) {
                double a = Double.parseDouble(words[0]);
                double b = Double.parseDouble(words[1]);
                return swapped ? new double[] {b, a} : new double[] {a, b};
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInputException(file + ":" + line + ": expected two numbers, y and x, got '"
                + String.join(" ", words) + "' (a first line may name the columns y and x)");
    }
}
