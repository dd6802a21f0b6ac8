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

    /** From frame to frame, in metres. */
    static final double STEP = 0.43e-10;

    /**
     * To the edge of a frame, in radians. What tells depths apart grows with the square of it: the depth of field, wavelength / angle^2,
     * is 3.5 Å here, and at 80 mrad as much as the layers are apart.
     */
    private static final double MAX_ANGLE = 110e-3;

    /** Of the simulation, in metres: thin enough to leave the layers where they are. In slices of 1 Å they are 5.98 Å apart. */
    private static final double SLICE = 0.5e-10;

    private static final int LAYERS = 2;

    /**
     * 80 kV, 24.9 mrad, 10 nm out of focus; the probe that the scan comes with is the right one.
     *
     * @param side frames along each side
     */
    static AtomScan scan(int side, String noise) {
        return new AtomScan("wse2", 80e3, 24.9e-3, MAX_ANGLE, 100e-10, 100e-10, STEP, SLICE, true, noise, 64, side);
    }

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
