package org.polyptych.io.electron;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The unit of an axis, as microscopes' programs write it.
 *
 * @param kind what it measures
 * @param si what one of it is in metres, 1/metres or radians
 */
public record AxisUnit(Kind kind, double si) {
    /** What an axis measures. */
    public enum Kind {
        LENGTH,
        /** Spatial frequency, 1 / period: without a factor 2 pi. */
        RECIPROCAL,
        ANGLE
    }

    private static final Map<String, Double> METRES = Map.ofEntries(
            Map.entry("m", 1.0),
            Map.entry("mm", 1e-3),
            Map.entry("um", 1e-6),
            Map.entry("micron", 1e-6),
            Map.entry("microns", 1e-6),
            Map.entry("nm", 1e-9),
            Map.entry("nanometers", 1e-9),
            Map.entry("a", 1e-10),
            Map.entry("ang", 1e-10),
            Map.entry("angstrom", 1e-10),
            Map.entry("angstroms", 1e-10),
            Map.entry("pm", 1e-12));
    private static final Map<String, Double> RADIANS =
            Map.of("rad", 1.0, "mrad", 1e-3, "urad", 1e-6, "deg", Math.PI / 180, "degrees", Math.PI / 180);

    /** The unit of such a name, such as nm, µm, Å, mrad, 1/nm, A^-1; nothing if it is not known. */
    public static Optional<AxisUnit> of(String text) {
        String name = text.strip()
                .replaceAll("[\\[\\]_()\\s]", "")
                .replace('\u00b5', 'u')
                .replace('\u03bc', 'u')
                .replace('\u00c5', 'A')
                .replace('\u212b', 'A')
                .replace("\u207b\u00b9", "^-1")
                .toLowerCase(Locale.ROOT);
        if (METRES.containsKey(name)) {
            return Optional.of(new AxisUnit(Kind.LENGTH, METRES.get(name)));
        }
        if (RADIANS.containsKey(name)) {
            return Optional.of(new AxisUnit(Kind.ANGLE, RADIANS.get(name)));
        }
        String inverse = name.startsWith("1/")
                ? name.substring(2)
                : name.matches(".*\\^?\\{?-1\\}?") ? name.replaceFirst("\\^?\\{?-1\\}?$", "") : "";
        return Optional.ofNullable(METRES.get(inverse)).map(metres -> new AxisUnit(Kind.RECIPROCAL, 1 / metres));
    }
}
