package org.polyptych.bench.dgp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polyptych.bench.electron.AtomColumns;
import org.polyptych.bench.electron.AtomList;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.Units;
import org.polyptych.electron.multislice.PhaseSlices;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.structure.Atom;
import org.polyptych.electron.structure.Structure;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.ShorterExposure;
import org.polyptych.physics.simulation.SpecimenPlacement;

/**
 * The middle frames of a scan that was simulated elsewhere: graphene in the shape of a duck, 80 kV, steps of 5 A, 1e5 electrons a
 * square Å; thinned to fewer. The truth is the projected potential of its atoms.
 *
 * @param figure that it is for
 * @param dose electrons a square Å; 0 for all
 * @param side frames along each side, of 25
 */
record Ducky(String figure, int dose, int side) implements JudgedTrial {
    static final int FULL = 0;
    private static final String FRAMES = "electron/ducky_25x25x128x128_u16.npz";
    private static final String ATOMS = "electron/ducky_atoms_xyzZ.csv";
    private static final double STEP = 5e-10;
    private static final double CONVERGENCE = 20e-3;
    /** Behind the entrance plane. */
    private static final double DEFOCUS = 500e-10;
    /** As {@code inspect --calibrate} finds it: behind the middle of the atoms. */
    private static final String SAID = "4.74e-8";
    /** Where in the coordinates of the atoms the first frame of the whole scan lies, in Å. */
    private static final double[] ORIGIN = {40, 40};

    private static final long SEED = 1;

    Ducky {
        RasterPart.require("ducky", side, 25);
        if (dose < 0) {
            throw new BadInputException("the dose of ducky must be electrons a square A, or 0 for all, got " + dose);
        }
    }

    @Override
    public String id() {
        return figure + "-ducky-dose" + said() + "-" + side + "x" + side;
    }

    private String said() {
        return dose == FULL ? "full" : String.valueOf(dose);
    }

    @Override
    public Map<String, Set<String>> traits() {
        return Trial.traits(figure, "ducky", said());
    }

    @Override
    public Map<String, String> given() {
        return Map.of("probe.defocus", SAID);
    }

    @Override
    public void require(Where where) {
        where.data(FRAMES);
        where.data(ATOMS);
    }

    @Override
    public Scan scan(Where where) {
        Scan whole = ScanFiles.open(
                where.data(FRAMES),
                ReaderSettings.of(Map.of(
                        "beam", "electron",
                        "energy", "80000",
                        "detectorAngle", "0.0010439",
                        "scanStep", String.valueOf(STEP))));
        Scan part = RasterPart.middle(whole, side);
        try (Parallel parallel = where.parallel()) {
            double area = STEP * STEP / (Units.METRES_PER_ANGSTROM * Units.METRES_PER_ANGSTROM);
            Scan exposed =
                    dose == FULL ? part : ShorterExposure.of(part, new Noise.Thinning(dose * area), SEED, parallel);
            return withTruth(exposed, where, parallel);
        }
    }

    private static Scan withTruth(Scan scan, Where where, Parallel parallel) {
        ElectronGeometry geometry = (ElectronGeometry) scan.geometry();
        int[] needed = SpecimenPlacement.needed(geometry, scan.positions());
        Specimen place = SpecimenPlacement.under(ComplexImage.zeros(needed[0], needed[1]), geometry, scan.positions());
        double gap = Units.METRES_PER_ANGSTROM;
        List<Atom> atoms = atoms(where);
        double least = atoms.stream().mapToDouble(Atom::z).min().orElseThrow();
        double depth = atoms.stream().mapToDouble(Atom::z).max().orElseThrow() - least + gap;
        Structure structure = new Structure(
                atoms.stream()
                        .map(atom -> atom.at(atom.y(), atom.x(), atom.z() - least + gap / 2))
                        .toList(),
                depth);
        Specimen projected =
                new PhaseSlices(geometry.wave(), depth, Parametrization.LOBATO).of(structure, place, true, 1, parallel);
        Probe probe = Probe.of(new Lens(CONVERGENCE, Aberrations.defocused(DEFOCUS)).probe(geometry));
        return new Scan(
                scan.name(),
                scan.source(),
                geometry,
                scan.frames(),
                scan.mask(),
                scan.positions(),
                scan.probe(),
                Optional.empty(),
                Optional.of(new Scan.Truth(projected, probe)),
                scan.notes());
    }

    /** In the coordinates of the scan. */
    private static List<Atom> atoms(Where where) {
        return AtomList.read(where.data(ATOMS)).stream()
                .map(atom -> atom.at(
                        atom.y() - ORIGIN[0] * Units.METRES_PER_ANGSTROM,
                        atom.x() - ORIGIN[1] * Units.METRES_PER_ANGSTROM,
                        atom.z()))
                .toList();
    }

    @Override
    public Judge judge(Scan scan, Where where) {
        return PhaseJudge.of(scan).with(AtomColumns.of(atoms(where)));
    }
}
