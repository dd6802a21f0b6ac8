package org.polyptych.bench.electron;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.polyptych.app.bench.FftBound;
import org.polyptych.bench.Program;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.electron.multislice.ElectronExperiment;
import org.polyptych.electron.multislice.PhaseSlices;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.specimen.TestStructures;
import org.polyptych.electron.structure.Structure;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.FineGrid;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.SpecimenPlacement;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How fast the simulator of atoms is: atoms that become slices, and frames that go through them, beside the Fourier transforms
 * which these frames need, in one run. A particle of gold at 300 kV, on carbon if asked for.
 */
@Command(
        name = "SimulatorRate",
        mixinStandardHelpOptions = true,
        description = "Times the simulation of a particle of gold on amorphous carbon.")
public final class SimulatorRate implements Callable<Integer> {
    private static final double VOLTAGE = 300e3;
    private static final double CONVERGENCE = 20e-3;
    private static final double MAX_ANGLE = 50e-3;
    private static final int STEP = 5;
    private static final double SLICE = 2e-10;
    private static final double BOUND_SECONDS = 0.4;
    private static final long SEED = 1;

    @Option(names = "--radius", description = "of the particle in A (default ${DEFAULT-VALUE}: 4,000 atoms)")
    private double radius = 25.25;

    @Option(names = "--carbon", description = "thickness of the film in A (default ${DEFAULT-VALUE})")
    private double carbon = 20;

    @Option(names = "--frame", description = "pixels along each side of a frame (default ${DEFAULT-VALUE})")
    private int frame = 128;

    @Option(names = "--side", description = "frames along each side of the scan (default ${DEFAULT-VALUE})")
    private int side = 64;

    @Option(names = "--coarse", description = "on the grid of the scan instead of one twice as fine")
    private boolean coarse;

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Parallel.allProcessors();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new SimulatorRate(), arguments);
    }

    @Override
    public Integer call() {
        if (side < 2) {
            throw new BadInputException("--side: a rate needs two frames a side or more");
        }
        double pixel = Sampling.pixel(VOLTAGE, MAX_ANGLE);
        ElectronGeometry geometry = new ElectronGeometry(frame, frame, pixel, pixel, VOLTAGE, 1);
        Positions positions = new Raster(side, side, STEP, STEP).positions(geometry);
        Probe probe = Probe.of(new Lens(CONVERGENCE, Aberrations.defocused(80e-10)).probe(geometry))
                .withPower(1e4);
        PhaseSlices slices = new PhaseSlices(geometry.wave(), SLICE, Parametrization.LOBATO);
        ElectronExperiment experiment = new ElectronExperiment(
                TestStructures.parse(
                        String.format(Locale.ROOT, "particle:element=Au,radius=%s,carbon=%s", radius, carbon)),
                slices,
                0,
                !coarse,
                SEED);
        int size = coarse ? frame : 2 * frame;
        try (Parallel parallel = new Parallel(threads);
                FftBound bound = new FftBound(size, parallel)) {
            double before = bound.secondsPerTransform(BOUND_SECONDS);
            long begin = System.nanoTime();
            Structure structure = experiment.structure(geometry, positions);
            double building = seconds(begin);
            // once for the compiler, once for the clock
            slices.of(structure, place(geometry, positions), true, Sampling.LIMIT, parallel);
            begin = System.nanoTime();
            Specimen specimen = slices.of(structure, place(geometry, positions), true, Sampling.LIMIT, parallel);
            double slicing = seconds(begin);
            begin = System.nanoTime();
            FrameClock clock = new FrameClock();
            experiment
                    .simulation(structure, geometry, probe, positions, positions, parallel)
                    .noise(NoiseSpec.parse("poisson:perframe=1e4"))
                    .seed(SEED)
                    .run(parallel, clock);
            double all = seconds(begin);
            double transform = (before + bound.secondsPerTransform(BOUND_SECONDS)) / 2;
            print(structure, specimen, size, building, slicing, all, clock.framesPerSecond(), transform);
        }
        return 0;
    }

    private Specimen place(ElectronGeometry geometry, Positions positions) {
        Geometry grid = coarse ? geometry : FineGrid.geometry(geometry);
        int[] needed = SpecimenPlacement.needed(grid, positions);
        return SpecimenPlacement.under(ComplexImage.zeros(needed[0], needed[1]), grid, positions);
    }

    private void print(
            Structure structure,
            Specimen specimen,
            int size,
            double building,
            double slicing,
            double all,
            double rate,
            double transform) {
        PrintWriter out = spec.commandLine().getOut();
        long metal =
                structure.atoms().stream().filter(atom -> atom.number() != 6).count();
        int frames = side * side;
        int transforms = 2 * specimen.slices() - 1;
        double bound = threads / (transforms * transform);
        out.println("| | |");
        out.println("|---|---|");
        out.printf(
                Locale.ROOT,
                "| atoms of the particle; all, film included | %d; %d |%n",
                metal,
                structure.atoms().size());
        out.printf(
                Locale.ROOT,
                "| slices, their pixels | %d, %d x %d |%n",
                specimen.slices(),
                specimen.rows(),
                specimen.columns());
        out.printf(
                Locale.ROOT,
                "| atoms placed, a second | %.3g |%n",
                structure.atoms().size() / building);
        out.printf(
                Locale.ROOT,
                "| atoms made into slices, a second | %.3g (%.3g s) |%n",
                structure.atoms().size() / slicing,
                slicing);
        out.printf(Locale.ROOT, "| frames, grid of the waves | %d, %d x %d |%n", frames, size, size);
        out.printf(Locale.ROOT, "| whole simulation with truth and noise, s | %.1f |%n", all);
        out.printf(Locale.ROOT, "| frames a second, once there are slices | %.1f |%n", rate);
        out.printf(
                Locale.ROOT,
                "| bound: %d transforms a frame of %.0f us on %d threads, frames a second | %.1f |%n",
                transforms,
                1e6 * transform,
                threads,
                bound);
        out.printf(Locale.ROOT, "| share of the bound | %.2f |%n", rate / bound);
        out.flush();
    }

    /** How fast frames come, from the first to the last that are told of. */
    private static final class FrameClock implements IntConsumer {
        private long begin;
        private int first;
        private long last;
        private int done;

        @Override
        public synchronized void accept(int count) {
            if (begin == 0) {
                begin = System.nanoTime();
                first = count;
            }
            last = System.nanoTime();
            done = Math.max(done, count);
        }

        double framesPerSecond() {
            return (done - first) / ((last - begin) * 1e-9);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) * 1e-9;
    }
}
