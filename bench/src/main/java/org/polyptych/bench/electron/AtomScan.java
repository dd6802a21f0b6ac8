package org.polyptych.bench.electron;

import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.Units;
import org.polyptych.electron.multislice.ElectronExperiment;
import org.polyptych.electron.multislice.PhaseSlices;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.FocalSpread;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.specimen.TestStructures;
import org.polyptych.electron.structure.Structure;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;

/**
 * A simulated scan of atoms, a square of steps. Lengths in metres, angles in radians.
 *
 * @param structure as {@link TestStructures} has it, such as {@code wse2}
 * @param voltage in volts
 * @param maxAngle that the edge of the detector sees
 * @param defocus of the probe; positive is underfocus
 * @param said the defocus of the probe that comes with the scan as a start, which is perfect else
 * @param slice thickness of a slice of the simulation, about
 * @param fine whether to simulate on a grid twice as fine
 * @param noise as {@link NoiseSpec} has it
 * @param frame pixels along each side of a frame
 * @param side frames along each side of the scan
 */
public record AtomScan(
        String structure,
        double voltage,
        double convergence,
        double maxAngle,
        double defocus,
        double said,
        double step,
        double slice,
        boolean fine,
        String noise,
        int frame,
        int side) {
    private static final long SEED = 1;

    public AtomScan {
        TestStructures.parse(structure);
        NoiseSpec.parse(noise);
        if (side < 2) {
            throw new BadInputException("a scan of atoms has two frames a side or more, got " + side);
        }
    }

    public ElectronGeometry geometry() {
        double pixel = Sampling.pixel(voltage, maxAngle);
        return new ElectronGeometry(frame, frame, pixel, pixel, voltage, 1);
    }

    public Positions positions() {
        ElectronGeometry geometry = geometry();
        double pixels = step / geometry.pixelHeight();
        return new Raster(side, side, pixels, pixels).positions(geometry);
    }

    /** The atoms under the scan. */
    public Structure atoms() {
        return experiment().structure(geometry(), positions());
    }

    /** @throws BadInputException if the frame does not hold the beam */
    public Scan simulated(Parallel parallel) {
        ElectronGeometry geometry = geometry();
        Positions positions = positions();
        Structure atoms = atoms();
        Sampling.check(geometry, lens(defocus), new FocalSpread(0), atoms.depth(), fine ? 2 : 1);
        ElectronExperiment experiment = experiment();
        return experiment
                .simulation(atoms, geometry, probe(geometry, defocus), positions, positions, parallel)
                .named(structure, toString())
                .noise(NoiseSpec.parse(noise))
                .seed(SEED)
                .notes(experiment.notes(atoms, geometry))
                .startingProbe(probe(geometry, said))
                .run(parallel, done -> {});
    }

    private Lens lens(double focus) {
        return new Lens(convergence, Aberrations.defocused(focus));
    }

    private Probe probe(ElectronGeometry geometry, double focus) {
        return Probe.of(lens(focus).probe(geometry));
    }

    private ElectronExperiment experiment() {
        return new ElectronExperiment(
                TestStructures.parse(structure),
                new PhaseSlices(geometry().wave(), slice, Parametrization.LOBATO),
                0,
                fine,
                SEED);
    }

    /** As it is said of the scan's source. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "simulated: %s, %.4g kV, %.4g mrad, defocus %.4g A (said: %.4g A), step %.4g A, %s",
                structure,
                voltage * 1e-3,
                convergence * 1e3,
                defocus / Units.METRES_PER_ANGSTROM,
                said / Units.METRES_PER_ANGSTROM,
                step / Units.METRES_PER_ANGSTROM,
                noise);
    }
}
