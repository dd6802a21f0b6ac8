package org.polyptych.electron.structure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polyptych.core.BadInputException;

/**
 * An operation of a space group as cif files list it, such as {@code x-y, -z, 1/2+x}: a matrix and a shift of fractional
 * coordinates.
 *
 * @param rows three rows of factors of x, y, z and the shift
 */
record SymmetryOperation(double[][] rows) {
    private static final Pattern TERM =
            Pattern.compile("([+-]?)(?:(\\d+(?:\\.\\d*)?|\\.\\d+)(?:/(\\d+))?)?\\*?([xyz]?)");

    /** @throws BadInputException if the text is no such operation */
    static SymmetryOperation parse(String where, String text) {
        String[] parts = text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT).split(",", -1);
        double[][] rows = new double[3][4];
        boolean good = parts.length == 3;
        for (int i = 0; good && i < 3; i++) {
            good = add(parts[i], rows[i]);
        }
        if (!good) {
            throw new BadInputException(
                    where + ": expected a symmetry operation such as 'x, -y, 1/2+z', got '" + text + "'");
        }
        return new SymmetryOperation(rows);
    }

    private static boolean add(String part, double[] row) {
        Matcher term = TERM.matcher(part);
        int at = 0;
        while (at < part.length()) {
            if (!term.find(at) || term.start() != at || term.end() == at) {
                return false;
            }
            boolean number = term.group(2) != null;
            boolean letter = !term.group(4).isEmpty();
            boolean joined = at > 0 && term.group(1).isEmpty();
            if (!number && !letter || joined) {
                return false;
            }
            double value = number ? Double.parseDouble(term.group(2)) : 1;
            value /= term.group(3) != null ? Double.parseDouble(term.group(3)) : 1;
            row[letter ? term.group(4).charAt(0) - 'x' : 3] += "-".equals(term.group(1)) ? -value : value;
            at = term.end();
        }
        return at > 0;
    }

    /** The point it moves a point to; fractional coordinates. */
    double[] apply(double[] point) {
        double[] moved = new double[3];
        for (int i = 0; i < 3; i++) {
            moved[i] = rows[i][0] * point[0] + rows[i][1] * point[1] + rows[i][2] * point[2] + rows[i][3];
        }
        return moved;
    }
}
