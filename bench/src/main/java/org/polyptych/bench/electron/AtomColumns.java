package org.polyptych.bench.electron;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String[] words = line.split(",");
                if (words.length != 4) {
                    throw new BadInputException(
                            file + ": line " + number + ": expected x,y,z,Z in Å, got '" + line + "'");
                }
                atoms.add(new Column(
                        Double.parseDouble(words[0]) - origin[0], Double.parseDouble(words[1]) - origin[1], 1));
            }
        } catch (NumberFormatException e) {
            throw new BadInputException(file + ": expected numbers x,y,z,Z in Å: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return merged(atoms);
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
