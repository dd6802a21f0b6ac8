package org.polyptych.bench.electron;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;

/** Atoms as they are seen along the beam: those within {@link #MERGED} of the first of a column are one with it. */
final class AtomColumns {
    /** Å. */
    static final double MERGED = 0.3;

    private AtomColumns() {}

    /**
     * Reads lines of x, y, z, Z in Å. The first coordinate goes down the specimen, as in the scans that come with them.
     *
     * @param origin where, in these coordinates, the scan's first frame lies (down, to the right), in Å
     * @throws BadInputException if there is no such file, or a line is something else
     */
    static List<Column> read(Path file, double[] origin) {
        List<Column> atoms = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                atoms.add(atom(line, origin, file + ": line " + (atoms.size() + 1)));
            }
        } catch (IOException e) {
            throw new BadInputException(file + ": the atoms cannot be read: " + e.getMessage(), e);
        }
        if (atoms.isEmpty()) {
            throw new BadInputException(file + ": holds no atoms; expected lines of x,y,z,Z in Å");
        }
        return merged(atoms);
    }

    private static Column atom(String line, double[] origin, String where) {
        try {
            double[] numbers = Arrays.stream(line.split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (numbers.length == 4) {
                return new Column(numbers[0] - origin[0], numbers[1] - origin[1], 1);
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new BadInputException(where + ": expected x,y,z,Z in Å, got '" + line + "'");
    }

    /** Of each column the mean place of its atoms. */
    static List<Column> merged(List<Column> atoms) {
        NearColumns near = new NearColumns(atoms, MERGED);
        boolean[] taken = new boolean[atoms.size()];
        List<Column> columns = new ArrayList<>();
        for (int k = 0; k < taken.length; k++) {
            if (taken[k]) {
                continue;
            }
            double y = 0;
            double x = 0;
            int count = 0;
            for (int other : near.of(atoms.get(k))) {
                if (!taken[other]) {
                    taken[other] = true;
                    y += atoms.get(other).y();
                    x += atoms.get(other).x();
                    count++;
                }
            }
            columns.add(new Column(y / count, x / count, count));
        }
        return columns;
    }
}
