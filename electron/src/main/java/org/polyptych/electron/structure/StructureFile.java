package org.polyptych.electron.structure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.polyptych.core.BadInputException;
import org.polyptych.electron.scattering.Element;

/**
 * A structure from a file, cif or xyz.
 *
 * @param source what can be cut out
 * @param notes what was assumed, a line each
 */
public record StructureFile(StructureSource source, List<String> notes) {
    /** Space in front of the first and behind the last atom of a structure without a cell, together: 2 A. */
    static final double GAP = 2e-10;

    /**
     * @param thickness metres of crystal along the beam; empty for one cell
     * @throws BadInputException if the file is none of the two, is damaged, or holds what is not read
     */
    public static StructureFile open(Path file, OptionalDouble thickness) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".cif") && !name.endsWith(".xyz")) {
            throw new BadInputException(file + ": expected a structure, .cif or .xyz");
        }
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            throw new BadInputException(
                    file + ": there is no such file; --structure takes a .cif or .xyz file, or a name", e);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return name.endsWith(".cif")
                ? new CifReader(file.toString(), lines).structure(thickness)
                : new XyzReader(file.toString(), lines).structure(thickness);
    }

    /** A slab of a crystal, as thick as asked or as its cell. */
    static StructureSource crystal(String file, Lattice lattice, List<Atom> sites, OptionalDouble thickness) {
        double cell = Math.abs(lattice.c()[2]);
        if (thickness.isEmpty() && !(cell > 0)) {
            throw new BadInputException(file + ": the third edge of its cell lies across the beam; say a thickness");
        }
        return new Crystal(lattice, sites, thickness.orElse(cell));
    }

    /**
     * The atomic number of an atom's label in a cif file such as {@code Sr1} or {@code O1A}. Labels in capitals are guessed only
     * where there is no choice: HO1 may be a hydrogen on an oxygen.
     *
     * @throws BadInputException if it is none, or may be two
     */
    static int elementOfLabel(String where, String label) {
        boolean two = label.length() > 1 && Character.isLetter(label.charAt(1));
        String one = label.substring(0, 1).toUpperCase(Locale.ROOT);
        if (!two) {
            return element(where, one);
        }
        String both = one + label.substring(1, 2).toLowerCase(Locale.ROOT);
        if (Character.isUpperCase(label.charAt(1)) && Element.exists(one)) {
            if (Element.exists(both)) {
                throw new BadInputException(where + ": '" + label + "' may be " + one + " or " + both
                        + "; give the atoms their _atom_site_type_symbol");
            }
            return element(where, one);
        }
        if (!Element.exists(both)) {
            throw new BadInputException(where + ": '" + label + "' begins with no element; give the atoms their"
                    + " _atom_site_type_symbol");
        }
        return element(where, both);
    }

    /**
     * The atomic number of {@code Sr}, {@code Sr2+}, {@code O1} or {@code 38}.
     *
     * @throws BadInputException if it is none
     */
    static int element(String where, String text) {
        if (text.matches("\\d{1,3}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= Element.LAST) {
                return number;
            }
        } else {
            for (int letters = Math.min(2, text.length()); letters > 0; letters--) {
                String symbol = text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1, letters).toLowerCase(Locale.ROOT);
                if (Element.exists(symbol)) {
                    return Element.number(symbol);
                }
            }
        }
        throw new BadInputException(where + ": '" + text + "' is no element; expected a symbol such as Sr or a number"
                + " from 1 to " + Element.LAST);
    }
}
