package org.polyptych.app.simulate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.electron.multislice.ElectronExperiment;
import org.polyptych.electron.optics.FocalSpread;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.electron.structure.Structure;
import org.polyptych.electron.structure.StructureFile;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.simulation.FlyScan;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.PointSpread;
import org.polyptych.physics.simulation.ProbeDrift;
import org.polyptych.physics.simulation.Simulation;

/** From the options to a scan with electrons: lens, positions, the atoms under them, the simulation. */
public record ElectronJob(
        ElectronOptions electrons,
        ProbeOptions probe,
        GeometryOptions geometry,
        ScanOptions scan,
        DetectorOptions detector) {

    /** @throws BadInputException for options that are wrong or do not fit together, before anything large is made */
    public Scan run(String name, long seed, int threads, PrintWriter err) {
        Noise noise = detector.noise();
        if (noise instanceof Noise.Thinning) {
            throw new BadInputException("--noise thin: keeps some of the counts of a scan that was counted; say which,"
                    + " with --measured SCAN, or use --noise poisson:dose=N");
        }
        PointSpread blur = detector.pointSpread();
        double background = detector.background();
        ProbeDrift drift = probe.drift();
        StructureFile file = electrons.structure();
        Lens lens = electrons.lens();
        ElectronGeometry geometry = this.geometry.electrons(electrons.voltage(), electrons.maxAngle());
        int fine = detector.fine() ? 2 : 1;
        ElectronExperiment experiment = new ElectronExperiment(
                file.source().tilted(electrons.tilt()), electrons.slices(), electrons.phonons(), detector.fine(), seed);
        FocalSpread spread = electrons.focalSpread();
        Sampling.check(geometry, lens, spread, 0, fine);
        scan.requireStep("electrons focused to a spot have no usual overlap");
        SimulationMemory.checkSlices(
                1, 1, geometry.rows(), geometry.columns(), 1, 1, geometry.rows(), geometry.columns(), fine, threads);
        Probe beam = probe.counted(probe.spread(spread.probe(lens, geometry), geometry));
        Optional<Probe> start = probe.start(geometry, beam);
        Positions nominal = scan.nominal(geometry, beam, Optional.empty(), 1, seed);
        Positions real = scan.real(nominal, geometry, seed);
        FlyScan flyScan = scan.flyScan(geometry);
        SimulationMemory.checkSubPositions(
                nominal.count(), flyScan.points(), Runtime.getRuntime().maxMemory());
        Positions everywhere = flyScan.subPositions(real);

        int[] needed = experiment.needed(geometry, everywhere);
        checkMemory(geometry, nominal.count(), beam, 1, needed, threads);
        Structure structure = experiment.structure(geometry, everywhere);
        Sampling.check(geometry, lens, spread, structure.depth(), fine);
        int slices = experiment.slices().count(structure.depth());
        checkMemory(geometry, nominal.count(), beam, slices, needed, threads);
        err.println(structure.atoms().size() + " atoms in " + slices + " slices");
        err.flush();
        try (Parallel parallel = new Parallel(threads)) {
            Simulation simulation = experiment
                    .simulation(structure, geometry, beam, real, everywhere, parallel)
                    .named(name, "simulated: structure " + electrons.label())
                    .flyScan(flyScan)
                    .pointSpread(blur)
                    .probeDrift(drift)
                    .background(background)
                    .noise(noise)
                    .seed(seed)
                    .notes(notes(file, experiment.notes(structure, geometry), beam, seed));
            if (real != nominal) {
                simulation = simulation.saying(nominal);
            }
            if (start.isPresent()) {
                simulation = simulation.startingProbe(start.get());
            }
            int frames = nominal.count() * Math.max(1, electrons.phonons());
            return simulation.run(parallel, new SimulationProgress(err, frames));
        }
    }

    private void checkMemory(ElectronGeometry geometry, int frames, Probe beam, int slices, int[] size, int threads) {
        SimulationMemory.checkSlices(
                frames,
                electrons.phonons(),
                geometry.rows(),
                geometry.columns(),
                beam.modes(),
                slices,
                size[0],
                size[1],
                detector.fine() ? 2 : 1,
                threads);
    }

    private List<String> notes(StructureFile file, List<String> multislice, Probe beam, long seed) {
        List<String> notes = new ArrayList<>();
        notes.add("simulated: structure " + electrons.label() + ", seed " + seed);
        notes.addAll(file.notes());
        notes.addAll(multislice);
        notes.add(electrons.note() + ", " + beam.modes() + (beam.modes() == 1 ? " mode" : " modes"));
        notes.add(probe.startNote());
        notes.add(scan.note());
        return notes;
    }
}
