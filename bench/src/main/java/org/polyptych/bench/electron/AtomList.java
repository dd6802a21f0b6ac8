package org.polyptych.bench.electron;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;
import org.polyptych.electron.structure.Atom;

/**
 * Atoms as lines of x, y, z, Z in Å. The first coordinate goes down the specimen, as in the scans that come with them.
 */
public final class AtomList {
    private AtomList() {}

    /**
     * The atoms, in metres from the zero of the list's coordinates.
     *
     * @throws BadInputException if there is no such file, or a line is something else
     */
    public static List<Atom> read(Path file) {
        List<Atom> atoms = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                atoms.add(atom(line, file + ": line " + (atoms.size() + 1)));
            }
        } catch (IOException e) {
            throw new BadInputException(file + ": the atoms cannot be read: " + e.getMessage(), e);
        }
        if (atoms.isEmpty()) {
            throw new BadInputException(file + ": holds no atoms; expected lines of x,y,z,Z in Å");
        }
        return atoms;
    }

    private static Atom atom(String line, String where) {
        try {
            double[] numbers = Arrays.stream(line.split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (numbers.length == 4) {
                return new Atom(
                        (int) numbers[3],
                        numbers[0] * Units.METRES_PER_ANGSTROM,
                        numbers[1] * Units.METRES_PER_ANGSTROM,
                        numbers[2] * Units.METRES_PER_ANGSTROM,
                        1,
                        0);
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new BadInputException(where + ": expected x,y,z,Z in Å, got '" + line + "'");
    }
}
