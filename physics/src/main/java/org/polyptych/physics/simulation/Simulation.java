package org.polyptych.physics.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * A scan to be: what lies in the beam, the beam, where the frames are, and what else happens to them. Immutable; each
 * method gives a changed copy. The same simulation gives the same bits with any number of threads.
 *
 * <pre>{@code
 * XrayGeometry geometry = new XrayGeometry(64, 64, 5e-9, 5e-9, 10_000, 1);
 * Positions positions = Raster.square(60, 3).positions(geometry);
 * Specimen specimen = SpecimenPlacement.under(image, geometry, positions);
 * Scan scan = Simulation.of(geometry, specimen, probe, positions)
 *         .noise(NoiseSpec.parse("poisson:alpha=10"))
 *         .seed(1)
 *         .run();
 * }</pre>
 */
public final class Simulation {
    private String name = "simulated";
    private String source = "simulated";
    private final Geometry geometry;
    private final Specimen specimen;
    private final Probe probe;
    private final Positions positions;
    private Optional<Positions> nominal = Optional.empty();
    private FlyScan flyScan = FlyScan.NONE;
    private PointSpread pointSpread = PointSpread.NONE;
    private ProbeDrift drift = ProbeDrift.NONE;
    private OptionalDouble bandLimit = OptionalDouble.empty();
    private int states = 1;
    private Optional<IntFunction<Specimen>> stateOf = Optional.empty();
    private double background;
    private Noise noise = new Noise.None();
    private long seed = 1;
    private Optional<Probe> start = Optional.empty();
    private List<String> notes = List.of();

    private Simulation(Geometry geometry, Specimen specimen, Probe probe, Positions positions) {
        this.geometry = geometry;
        this.specimen = specimen;
        this.probe = probe;
        this.positions = positions;
    }

    /**
     * A step scan, noise-free.
     *
     * @param geometry of the scan to be
     * @param specimen of any number of slices and states; its pixel is that of the geometry or half of it. Half: the scan is simulated
     *     on the finer grid ({@link FineGrid})
     * @param probe of the geometry's size; |probe|^2 is in counts, unless the noise says how many there are
     * @param positions where the frames really are
     * @throws BadInputException if these do not fit together
     */
    public static Simulation of(Geometry geometry, Specimen specimen, Probe probe, Positions positions) {
        if (probe.rows() != geometry.rows() || probe.columns() != geometry.columns()) {
            throw new BadInputException("the probe has " + probe.rows() + " x " + probe.columns()
                    + " pixels, the frames have " + geometry.rows() + " x " + geometry.columns()
                    + "; they must be the same");
        }
        if (positions.count() == 0) {
            throw new BadInputException("a simulation needs at least one position");
        }
        boolean finite =
                Arrays.stream(specimen.images()).flatMap(Arrays::stream).allMatch(ComplexImage::isFinite);
        for (int m = 0; m < probe.modes(); m++) {
            finite &= probe.mode(m).isFinite();
        }
        if (!finite) {
            throw new BadInputException("the object or the probe holds values that are NaN or infinite");
        }
        return new Simulation(geometry, specimen, probe, positions);
    }

    /** Name and source of the scan. */
    public Simulation named(String name, String source) {
        Simulation changed = copy();
        changed.name = name;
        changed.source = source;
        return changed;
    }

    /**
     * The positions that the scan says, where they are not the true ones. The truth then keeps the true ones.
     *
     * @throws BadInputException if there are not as many
     */
    public Simulation saying(Positions nominal) {
        if (nominal.count() != positions.count()) {
            throw new BadInputException(
                    nominal.count() + " nominal positions for " + positions.count() + " true ones; expected as many");
        }
        Simulation changed = copy();
        changed.nominal = Optional.of(nominal);
        return changed;
    }

    public Simulation flyScan(FlyScan flyScan) {
        Simulation changed = copy();
        changed.flyScan = flyScan;
        return changed;
    }

    public Simulation pointSpread(PointSpread pointSpread) {
        Simulation changed = copy();
        changed.pointSpread = pointSpread;
        return changed;
    }

    /** A beam that changes from frame to frame. The truth's probe is the one in the middle. */
    public Simulation probeDrift(ProbeDrift drift) {
        Simulation changed = copy();
        changed.drift = drift;
        return changed;
    }

    /**
     * Limits the frequencies that travel from slice to slice and to a detector in the far field to a part of the highest of the grid the frames are computed on
     * ({@link org.polyptych.physics.FreeSpace#limited}).
     */
    public Simulation bandLimit(double part) {
        if (!(part > 0 && part <= 1)) {
            throw new BadInputException("the band limit must be above 0 and at most 1, got " + part);
        }
        Simulation changed = copy();
        changed.bandLimit = OptionalDouble.of(part);
        return changed;
    }

    /**
     * What lies in the beam in place of the specimen, which stays the truth: frames are the mean over the states, as of a
     * specimen whose atoms move. The states are made one after the other, so that one at a time must fit the memory.
     *
     * @param count of states, 1 or more
     * @param state by number, the same whenever asked; its pixel as in {@link #of}
     */
    public Simulation states(int count, IntFunction<Specimen> state) {
        if (count < 1) {
            throw new BadInputException("a specimen has 1 or more states, got " + count);
        }
        Simulation changed = copy();
        changed.states = count;
        changed.stateOf = Optional.of(state);
        return changed;
    }

    /**
     * Light that does not come through the specimen, the same on every pixel of every frame, before noise.
     *
     * @param counts a pixel, 0 or more; in the unit of |probe|^2 where the noise does not say how many counts there are
     */
    public Simulation background(double counts) {
        if (!(counts >= 0 && counts < Double.POSITIVE_INFINITY)) {
            throw new BadInputException("the background must be 0 or more counts a pixel, got " + counts);
        }
        Simulation changed = copy();
        changed.background = counts;
        return changed;
    }

    public Simulation noise(Noise noise) {
        Simulation changed = copy();
        changed.noise = noise;
        return changed;
    }

    /** Of the noise; frame j draws from stream j. */
    public Simulation seed(long seed) {
        Simulation changed = copy();
        changed.seed = seed;
        return changed;
    }

    /**
     * The probe that comes with the scan as a start; none if this is not called. Noise that says how many counts there
     * are scales it by the same factor as the true one.
     */
    public Simulation startingProbe(Probe start) {
        Simulation changed = copy();
        changed.start = Optional.of(start);
        return changed;
    }

    /** Lines for the scan's notes, in front of those that the simulation makes itself. */
    public Simulation notes(List<String> notes) {
        Simulation changed = copy();
        changed.notes = List.copyOf(notes);
        return changed;
    }

    /** Runs on all processors. */
    public Scan run() {
        try (Parallel parallel = new Parallel(Parallel.allProcessors())) {
            return run(parallel, done -> {});
        }
    }

    /**
     * Simulates every frame.
     *
     * @param progress told, by any thread, how many frames are done, those of all states
     * @throws BadInputException if a patch does not lie on the specimen, no light reaches the detector, or the noise
     *     does not fit
     */
    public Scan run(Parallel parallel, IntConsumer progress) {
        float[][] frames = meanOfStates(parallel, progress);
        Exposure clean = exposure(frames);
        if (!(clean.peak() > 0)) {
            throw new BadInputException(
                    "no light reaches the detector: the probe or the object is 0 wherever they" + " meet");
        }
        double brightening = noise.brightening(clean);
        AtomicInteger empty = new AtomicInteger();
        float stray = (float) (background / brightening);
        parallel.forEach(frames.length, j -> {
            addTo(frames[j], stray);
            noise.add(frames[j], clean, new RandomStream(seed, j));
            empty.addAndGet(toAmplitudes(frames[j]) ? 0 : 1);
        });
        boolean[] mask = new boolean[geometry.rows() * geometry.columns()];
        Arrays.fill(mask, true);
        Specimen truth = CleanFrames.isFine(geometry, specimen) ? FineGrid.coarse(specimen) : specimen;
        return new Scan(
                name,
                source,
                geometry,
                new MemoryFrames(geometry.rows(), geometry.columns(), frames),
                mask,
                nominal.orElse(positions),
                start.map(p -> p.withPower(p.power() * brightening)),
                Optional.empty(),
                Optional.of(new Scan.Truth(
                        truth, probe.withPower(probe.power() * brightening), nominal.map(said -> positions))),
                allNotes(empty.get(), frames.length));
    }

    private float[][] meanOfStates(Parallel parallel, IntConsumer progress) {
        float[][] sum = null;
        for (int s = 0; s < states; s++) {
            int before = s * positions.count();
            Specimen state = stateOf.isPresent() ? stateOf.get().apply(s) : specimen;
            float[][] frames = new CleanFrames(geometry, state, probe, flyScan, pointSpread, drift, bandLimit)
                    .intensities(positions, parallel, done -> progress.accept(before + done));
            if (sum == null) {
                sum = frames;
            } else {
                float[][] soFar = sum;
                parallel.forEach(frames.length, j -> add(frames[j], soFar[j]));
            }
        }
        float[][] all = sum;
        if (states > 1) {
            parallel.forEach(all.length, j -> scale(all[j], 1f / states));
        }
        return all;
    }

    private static void add(float[] one, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += one[i];
        }
    }

    private static void scale(float[] frame, float factor) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] *= factor;
        }
    }

    private static void addTo(float[] frame, float stray) {
        for (int i = 0; stray > 0 && i < frame.length; i++) {
            frame[i] += stray;
        }
    }

    Exposure exposure(float[][] frames) {
        double peak = 0;
        double total = 0;
        for (float[] frame : frames) {
            double sum = 0;
            for (float value : frame) {
                peak = Math.max(peak, value);
                sum += value;
            }
            total += sum;
        }
        double area = noise.needsArea() ? ScanArea.perFrame(nominal.orElse(positions)) : Double.NaN;
        return new Exposure(peak, total / frames.length, probe.power(), area);
    }

    /** Intensities to amplitudes, in place; false if there is no light. */
    private static boolean toAmplitudes(float[] frame) {
        boolean lit = false;
        for (int i = 0; i < frame.length; i++) {
            lit |= frame[i] > 0;
            frame[i] = (float) Math.sqrt(frame[i]);
        }
        return lit;
    }

    private List<String> allNotes(int empty, int frames) {
        List<String> all = new ArrayList<>(notes);
        all.add("simulated: noise " + NoiseSpec.write(noise) + ", seed " + seed);
        if (flyScan.points() > 1) {
            all.add("simulated: the probe moves " + flyScan.y() + " m down and " + flyScan.x()
                    + " m to the right during a frame, in " + flyScan.points() + " sub-positions");
        }
        if (specimen.slices() > 1) {
            all.add("simulated: an object of " + specimen.slices() + " slices, " + spacing()
                    + " m apart, the first met first by the beam");
        }
        if (!drift.none()) {
            all.add(drift.note());
        }
        if (background > 0) {
            all.add("simulated: a background of " + background + " on every pixel");
        }
        if (pointSpread.sigma() > 0) {
            all.add("simulated: detector point spread of " + pointSpread.sigma() + " pixels (sigma)");
        }
        if (CleanFrames.isFine(geometry, specimen)) {
            all.add("simulated on a grid twice as fine; the truth is its part within the detector's bandwidth");
        }
        if (nominal.isPresent()) {
            all.add("simulated: the positions are the nominal ones, the truth has the true ones");
        }
        if (empty > 0) {
            all.add(empty + " of " + frames + " frames are empty; engines refuse an empty frame");
        }
        return all;
    }

    /** One number where all gaps are alike. */
    private String spacing() {
        double[] spacing = specimen.sliceSpacing();
        boolean alike = Arrays.stream(spacing).allMatch(gap -> gap == spacing[0]);
        return alike ? String.valueOf(spacing[0]) : Arrays.toString(spacing);
    }

    private Simulation copy() {
        Simulation copy = new Simulation(geometry, specimen, probe, positions);
        copy.name = name;
        copy.source = source;
        copy.nominal = nominal;
        copy.flyScan = flyScan;
        copy.pointSpread = pointSpread;
        copy.drift = drift;
        copy.bandLimit = bandLimit;
        copy.states = states;
        copy.stateOf = stateOf;
        copy.background = background;
        copy.noise = noise;
        copy.seed = seed;
        copy.start = start;
        copy.notes = notes;
        return copy;
    }
}
