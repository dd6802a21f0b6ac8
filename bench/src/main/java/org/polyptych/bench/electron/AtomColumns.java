package org.polyptych.bench.electron;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.Units;
import org.polyptych.electron.structure.Atom;
import org.polyptych.physics.Positions;

/** Atoms as they are seen along the beam: those within {@link #MERGED} of the first of a column are one with it. */
public final class AtomColumns {
    /** Å. */
    static final double MERGED = 0.3;

    private AtomColumns() {}

    /**
     * Those of a {@link AtomList list}.
     *
     * @param origin where, in its coordinates, the scan's first frame lies (down, to the right), in Å
     */
    public static List<Column> read(Path file, double[] origin) {
        return of(AtomList.read(file).stream()
                .map(atom -> atom.at(
                        atom.y() - origin[0] * Units.METRES_PER_ANGSTROM,
                        atom.x() - origin[1] * Units.METRES_PER_ANGSTROM,
                        atom.z()))
                .toList());
    }

    /** Those of atoms in metres. */
    public static List<Column> of(List<Atom> atoms) {
        return merged(atoms.stream()
                .map(atom -> new Column(atom.y() / Units.METRES_PER_ANGSTROM, atom.x() / Units.METRES_PER_ANGSTROM, 1))
                .toList());
    }

    /** Those within the rectangle that positions span. */
    public static List<Column> within(Positions positions, List<Column> columns) {
        return Window.of(positions).around(columns, 0);
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
