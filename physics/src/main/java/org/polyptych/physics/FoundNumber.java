package org.polyptych.physics;

import java.util.Locale;

/**
 * A number of the geometry that was refined with a reconstruction.
 *
 * @param name what it is, such as {@code detector distance}
 * @param unit of the two values; empty for a plain number
 * @param said as the scan says or the run began
 * @param found as it was found
 * @param deviation standard deviation, from how the frames scatter about the common value with object and probe as they
 *     are: it does not hold what the object can take up of an error; NaN if not known
 */
public record FoundNumber(String name, String unit, double said, double found, double deviation) {
    /** One line for people. */
    public String text() {
        String words = unit.isEmpty() ? "" : " " + unit;
        String scatter = Double.isNaN(deviation) ? "" : String.format(Locale.ROOT, " +- %.2g", deviation);
        String change = said == 0 ? "" : String.format(Locale.ROOT, " (%+.2f %%)", 100 * (found / said - 1));
        return String.format(
                Locale.ROOT, "%s found: %.6g%s%s, said: %.6g%s%s", name, found, scatter, words, said, words, change);
    }
}
