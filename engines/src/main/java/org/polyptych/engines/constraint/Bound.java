package org.polyptych.engines.constraint;

import java.util.OptionalDouble;

/** One end of a range that a setting may leave open: a finite number, or the word {@code off}. */
public final class Bound {
    public static final String OFF = "off";

    private Bound() {}

    /**
     * @param name of the setting, for the message
     * @throws IllegalArgumentException if the text is neither a finite number nor {@code off}, starting with the name
     */
    public static OptionalDouble parse(String name, String text) {
        if (text.equals(OFF)) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new IllegalArgumentException(name + " must be off or a finite number, got '" + text + "'");
    }
}
