package org.polyptych.io;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/** Single numbers of a CXI file, in SI units unless an attribute {@code units} says otherwise. */
record CxiNumbers(Hdf5File file, List<String> notes) {
    private static final String UNITS = "units";

    /** CODATA 2018, exact. */
    static final double JOULES_PER_EV = 1.602176634e-19;

    static final Map<String, Double> METRES = Map.ofEntries(
            Map.entry("m", 1.0),
            Map.entry("metre", 1.0),
            Map.entry("meter", 1.0),
            Map.entry("mm", 1e-3),
            Map.entry("um", 1e-6),
            Map.entry("micron", 1e-6),
            Map.entry("nm", 1e-9),
            Map.entry("pm", 1e-12),
            Map.entry("angstrom", 1e-10),
            Map.entry("a", 1e-10));

    /** The case of the first letter is all that tells milli from mega, so those two are known as written only. */
    static final Map<String, Double> JOULES = Map.of(
            "j",
            1.0,
            "joule",
            1.0,
            "ev",
            JOULES_PER_EV,
            "kev",
            1e3 * JOULES_PER_EV,
            "meV",
            1e-3 * JOULES_PER_EV,
            "MeV",
            1e6 * JOULES_PER_EV,
            "gev",
            1e9 * JOULES_PER_EV);

    /**
     * A number above 0.
     *
     * @param units known units, in the unit that comes out; those in lower case may be written in any
     * @throws BadInputException if it is not a number above 0 or its unit is not known
     */
    Optional<Double> positive(String name, Map<String, Double> units) {
        if (!file.isDataset(name)) {
            return Optional.empty();
        }
        double factor = factor(name, units);
        try (Hdf5Dataset dataset = file.dataset(name)) {
            double[] values = dataset.doubles();
            if (values.length == 0 || !(values[0] * factor > 0) || !Double.isFinite(values[0] * factor)) {
                throw new BadInputException(dataset.label() + " must be a number above 0, but it is "
                        + (values.length == 0 ? "empty" : String.valueOf(values[0])));
            }
            for (double value : values) {
                if (value != values[0]) {
                    notes.add("warning: '" + name + "' has " + values.length
                            + " different values; the first is used for all frames");
                    break;
                }
            }
            return Optional.of(values[0] * factor);
        }
    }

    /**
     * What to multiply the numbers of a dataset by; 1 where the file does not say its unit.
     *
     * @param units as in {@link #positive}
     * @throws BadInputException if its unit is not known
     */
    double factor(String name, Map<String, Double> units) {
        if (!hasUnits(name)) {
            return 1;
        }
        String unit = file.text(name, UNITS).orElseThrow().strip();
        String lower = unit.toLowerCase(Locale.ROOT).replace('\u00b5', 'u').replace('\u03bc', 'u');
        Double factor = units.getOrDefault(unit, units.get(lower));
        if (factor == null) {
            throw new BadInputException(file.path() + ": dataset '" + name + "' has the unit '" + unit + "'; known are "
                    + units.keySet().stream().sorted().toList());
        }
        return factor;
    }

    /** Whether the file says in which unit the number is. */
    boolean hasUnits(String name) {
        return file.hasAttribute(name, UNITS)
                && !file.text(name, UNITS).orElse("").isBlank();
    }

    /** The energy of the photons in eV. */
    Optional<Double> photonEnergyEv() {
        for (String name : List.of(
                CxiNames.BEAM + "/incident_beam_energy",
                CxiNames.BEAM + "/incident_energy",
                CxiNames.BEAM + "/energy",
                CxiNames.ENERGY)) {
            Optional<Double> joules = positive(name, JOULES);
            if (joules.isEmpty()) {
                continue;
            }
            double ev = joules.get() / JOULES_PER_EV;
            if (ev > MOST_EV) {
                if (hasUnits(name)) {
                    notes.add("energy: '" + name + "' is " + ev + " eV, which is a storage ring's; left out");
                    continue;
                }
                // CXI means joules; a photon of 8000 J there is none, one of 8000 eV there is.
                if (joules.get() >= LEAST_EV && joules.get() <= MOST_EV) {
                    notes.add("energy: '" + name + "' is " + joules.get()
                            + ", which cannot be joules as CXI has it; taken as eV");
                    return joules;
                }
                throw new BadInputException(file.path() + ": dataset '" + name + "' is " + joules.get()
                        + ", which is no photon's energy in joules nor in eV");
            }
            if (ev < LEAST_EV) {
                notes.add("warning: the photon energy, " + ev + " eV, is hardly an X-ray's");
            }
            return Optional.of(ev);
        }
        return Optional.empty();
    }

    private static final double LEAST_EV = 10;
    private static final double MOST_EV = 1e7;
}
