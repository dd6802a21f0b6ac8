package org.polyptych.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths as people type them, a number with its unit: {@code 0.5A}, {@code 20nm}, {@code -1.3mm}. */
public final class Length {
    private static final Map<String, Double> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("pm", 1e-12);
        UNITS.put("A", Units.METRES_PER_ANGSTROM);
        UNITS.put("nm", Units.METRES_PER_NANOMETRE);
        UNITS.put("um", Units.METRES_PER_MICROMETRE);
        UNITS.put("mm", 1e-3);
        UNITS.put("m", 1.0);
    }

    private static final Pattern FORM = Pattern.compile("([^a-zA-Z]*(?:[eE][-+]?\\d+)?)([a-zA-Z]+)");

    private Length() {}

    /** True if the text ends with the unit of a length. */
    public static boolean hasUnit(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches() && UNITS.containsKey(form.group(2));
    }

    /**
     * In metres.
     *
     * @param what whose length it is, for the message
     * @throws BadInputException if there is no number, no unit, or one that is not known
     */
    public static double metres(String what, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (form.matches() && UNITS.containsKey(form.group(2))) {
            try {
                double value = Double.parseDouble(form.group(1)) * UNITS.get(form.group(2));
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // said below
            }
        }
        throw new BadInputException(what + " must be a length with its unit (" + String.join(", ", UNITS.keySet())
                + "), such as 0.5A or 20nm, got '" + text + "'");
    }
}
