package org.polyptych.electron.multislice;

import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.electron.structure.Structure;
import org.polyptych.electron.structure.StructureSource;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.FineGrid;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;

/**
 * A scanning experiment on atoms: a probe goes through slice after slice, everywhere limited to two thirds of the highest frequency of
 * the grid. {@link #simulation} hands over to {@link Simulation}, which knows of noise, detector and scan. The truth has the slices of
 * the averaged atoms on the scan's pixels, on a finer grid up to their highest frequency.
 *
 * @param source of the atoms
 * @param slices how they are cut
 * @param phonons configurations of frozen phonons to average over; 0 for one with the averaged potential
 * @param fine whether to simulate on a grid twice as fine as the scan's
 * @param seed of what is random in structure and phonons
 */
public record ElectronExperiment(StructureSource source, PhaseSlices slices, int phonons, boolean fine, long seed) {

    public ElectronExperiment {
        if (phonons < 0) {
            throw new BadInputException("configurations of phonons must be 0 or more, got " + phonons);
        }
    }

    /** Pixels that all slices must have at least, down and right, on the grid that the simulation is on. */
    public int[] needed(ElectronGeometry geometry, Positions everywhere) {
        return SpecimenPlacement.needed(grid(geometry), everywhere);
    }

    private Geometry grid(ElectronGeometry geometry) {
        return fine ? FineGrid.geometry(geometry) : geometry;
    }

    /**
     * The atoms under a scan, their middle in its middle.
     *
     * @throws BadInputException if there are too many slices, or phonons and no atom with a displacement
     */
    public Structure structure(ElectronGeometry geometry, Positions everywhere) {
        Extent down = Extent.of(everywhere.y());
        Extent right = Extent.of(everywhere.x());
        source.depth().ifPresent(slices::count);
        double rim = 2 * (PhaseSlices.MARGIN + geometry.pixelHeight() + geometry.pixelWidth());
        Structure structure = source.over(
                        down.length() + geometry.rows() * geometry.pixelHeight() + rim,
                        right.length() + geometry.columns() * geometry.pixelWidth() + rim,
                        seed)
                .moved(down.least() + down.length() / 2, right.least() + right.length() / 2);
        if (phonons > 0 && structure.atoms().stream().allMatch(atom -> atom.meanSquare() == 0)) {
            throw new BadInputException(
                    "phonons displace atoms by what a structure says, and this one says nothing: a .cif"
                            + " has U or B, an .xyz with a box has root mean square displacements; or leave --phonons out");
        }
        return structure;
    }

    private static Specimen place(Geometry grid, Positions everywhere) {
        int[] needed = SpecimenPlacement.needed(grid, everywhere);
        return SpecimenPlacement.under(ComplexImage.zeros(needed[0], needed[1]), grid, everywhere);
    }

    /**
     * The simulation, noise-free; more can be said of it.
     *
     * @param structure as {@link #structure} gave it
     * @param probe of the geometry's size
     * @param positions where the frames really are
     * @param everywhere all positions that the probe comes to, the same unless the scan flies
     * @param parallel for the slices; must stay open as long as the simulation runs
     */
    public Simulation simulation(
            Structure structure,
            ElectronGeometry geometry,
            Probe probe,
            Positions positions,
            Positions everywhere,
            Parallel parallel) {
        // what a detector sees to its edges, the truth has to its edges
        Specimen truth = slices.of(structure, place(geometry, everywhere), true, fine ? 1 : Sampling.LIMIT, parallel);
        Specimen place = place(grid(geometry), everywhere);
        Simulation simulation = Simulation.of(geometry, truth, probe, positions).bandLimit(Sampling.LIMIT);
        if (phonons > 0) {
            simulation = simulation.states(
                    phonons,
                    number -> slices.of(
                            FrozenPhonons.displaced(structure, seed, number), place, false, Sampling.LIMIT, parallel));
        } else if (fine) {
            simulation = simulation.states(1, number -> slices.of(structure, place, true, Sampling.LIMIT, parallel));
        }
        return simulation;
    }

    /** For the scan's notes. */
    public List<String> notes(Structure structure, ElectronGeometry geometry) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "simulated: multislice%s, %d atoms in %.4g A, %d slices, waves to %.4g mrad",
                        fine ? " on a grid twice as fine" : "",
                        structure.atoms().size(),
                        structure.depth() * 1e10,
                        slices.count(structure.depth()),
                        Sampling.LIMIT * (fine ? 2 : 1) * Sampling.maxAngle(geometry) * 1e3),
                phonons > 0
                        ? "simulated: mean over " + phonons + " configurations of frozen phonons (Einstein)"
                        : "simulated: no phonons; atoms are blurred by their displacements");
    }
}
