package org.polyptych.bench.dgp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.polyptych.bench.electron.AtomColumns;
import org.polyptych.bench.electron.AtomScan;
import org.polyptych.bench.electron.Column;
import org.polyptych.electron.scattering.Element;
import org.polyptych.electron.structure.Atom;
import org.polyptych.physics.Scan;

/**
 * Two layers of WSe2, one turned against the other, judged where tungsten of one lies over tungsten of the other.
 *
 * @param trial what is simulated
 */
record BilayerTrial(AtomTrial trial) implements JudgedTrial {
    /** From tungsten to tungsten along the beam in the simulated structure, in Å. */
    static final double SPACING = 6.48;

    private static final int LAYERS = 2;

    @Override
    public String id() {
        return trial.id();
    }

    @Override
    public Map<String, Set<String>> traits() {
        return trial.traits();
    }

    @Override
    public Scan scan(Where where) {
        return trial.scan(where);
    }

    @Override
    public Judge judge(Scan scan, Where where) {
        return new DepthJudge(PhaseJudge.of(scan), columns(trial.atoms()));
    }

    /** Tungsten of both layers within the scanned rectangle, in a column. */
    static List<Column> columns(AtomScan scan) {
        int tungsten = Element.number("W");
        List<Atom> atoms = scan.atoms().atoms().stream()
                .filter(atom -> atom.number() == tungsten)
                .toList();
        return AtomColumns.within(scan.positions(), AtomColumns.of(atoms)).stream()
                .filter(column -> column.atoms() == LAYERS)
                .toList();
    }
}
