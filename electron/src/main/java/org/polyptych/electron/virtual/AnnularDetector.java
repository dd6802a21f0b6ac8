package org.polyptych.electron.virtual;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polyptych.core.BadInputException;

/**
 * A detector that counts all electrons between two angles from the axis.
 *
 * @param from radians, 0 for a disc
 * @param to radians
 */
public record AnnularDetector(double from, double to) {
    private static final Pattern FORM = Pattern.compile("([0-9.]+)-([0-9.]+)mrad");

    public AnnularDetector {
        if (!(from >= 0 && to > from && to < Math.PI / 2)) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "an annular detector lies between two angles, the first smaller, below 1570 mrad; got %.4g and %.4g"
                            + " mrad",
                    from * 1e3,
                    to * 1e3));
        }
    }

    /**
     * From text such as {@code 20-60mrad}.
     *
     * @throws BadInputException if the text is not of this form
     */
    public static AnnularDetector parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        try {
            if (form.matches()) {
                return new AnnularDetector(
                        Double.parseDouble(form.group(1)) * 1e-3, Double.parseDouble(form.group(2)) * 1e-3);
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new BadInputException("an annular detector is written 20-60mrad, got '" + text + "'");
    }

    /** For file names, such as {@code annular-20-60mrad}. */
    public String name() {
        return "annular-" + mrad(from) + "-" + mrad(to) + "mrad";
    }

    private static String mrad(double angle) {
        return String.format(Locale.ROOT, "%.6g", angle * 1e3).replaceFirst("\\.?0+$", "");
    }
}
