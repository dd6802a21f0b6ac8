package org.polyptych.app.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Length;
import org.polyptych.core.NearestName;
import org.polyptych.physics.Geometry;

/** What people type behind an option. */
final class Typed {
    private Typed() {}

    static double positive(String option, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(option + " must be a number larger than 0, got " + value);
        }
        return value;
    }

    static double notNegative(String option, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(option + " must be a number of 0 or more, got " + value);
        }
        return value;
    }

    /** One of a few words. */
    static <E extends Enum<E>> E choice(String option, String text, Class<E> type) {
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = known.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new BadInputException(option + " must be one of " + String.join(", ", known) + ", got '" + text
                    + "': did you mean '" + NearestName.of(text, known) + "'?");
        }
        return type.getEnumConstants()[index];
    }

    /** Numbers apart by commas. */
    static double[] numbers(String option, String text, int least, int most) {
        String[] words = text.split(",", -1);
        try {
            double[] values =
                    Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
            if (values.length >= least
                    && values.length <= most
                    && Arrays.stream(values).allMatch(Double::isFinite)) {
                return values;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        String count =
                least == most ? String.valueOf(least) : most == Integer.MAX_VALUE ? "1 or more" : least + " or " + most;
        throw new BadInputException(
                option + " must be " + count + " finite numbers apart by commas, got '" + text + "'");
    }

    /** One number for both directions, or one for down and one for right; all above 0. */
    static double[] pair(String option, String text) {
        double[] values = numbers(option, text, 1, 2);
        for (double value : values) {
            positive(option, value);
        }
        return new double[] {values[0], values[values.length - 1]};
    }

    /** Whether it ends with the unit of a length. */
    static boolean isLength(String text) {
        return Length.hasUnit(text.substring(text.lastIndexOf(',') + 1));
    }

    /** Like {@link #pair}, in pixels, or as lengths with their unit; down and right. */
    static double[] pixels(String option, String text, Geometry geometry) {
        if (!isLength(text)) {
            return pair(option, text);
        }
        String[] words = text.split(",", -1);
        if (words.length > 2) {
            throw new BadInputException(option + " must be one or two lengths, got '" + text + "'");
        }
        return new double[] {
            positive(option, length(option, words[0])) / geometry.pixelHeight(),
            positive(option, length(option, words[words.length - 1])) / geometry.pixelWidth()
        };
    }

    /** In metres. */
    static double length(String option, String text) {
        return Length.metres(option, text);
    }

    /** N or ROWSxCOLUMNS; 1 to a million each. A single number is rows and columns, or -1 and the number. */
    static int[] size(String option, String text, boolean square) {
        String[] words = text.split("x", -1);
        try {
            int[] values = Arrays.stream(words).mapToInt(Integer::parseInt).toArray();
            if (values.length <= 2 && Arrays.stream(values).allMatch(v -> v >= 1 && v <= 1_000_000)) {
                return values.length == 2 ? values : new int[] {square ? values[0] : -1, values[0]};
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInputException(
                option + " must be N or ROWSxCOLUMNS, whole numbers from 1 to 1000000, got '" + text + "'");
    }
}
