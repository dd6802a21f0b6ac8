package org.polyptych.engines.refine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.core.Opened;
import org.polyptych.core.Parallel;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * Refines the distance to the detector and the plane of the probe between two iterations of any engine: one number at a
 * time, from all frames or a sample of them.
 *
 * <p>With E the squared amplitude error, the step is that of Gauss and Newton, b / (1.1 a), with b and a summed over the
 * frames ({@link SeenFrames.Slope}) along a path on which object and probe follow ({@link GeometryParameter}). It is taken in
 * full, half, a quarter or an eighth, whichever first lowers E; else nothing changes. The standard deviation is sqrt(sum
 * over frames of (b_j - a_j d)^2) / a with d = b / a: how much the frames disagree about the step, whatever the noise is.
 */
public final class GeometryRefinement {
    private static final String VALUES = "geometry";
    private static final double DAMPING = 0.1;
    private static final int HALVINGS = 4;

    private final GeometrySettings settings;
    private final Geometry geometry;
    private final List<GeometryParameter> parameters = new ArrayList<>();
    private final double[] deviations;
    private Optional<PixelScale> scale = Optional.empty();
    private Optional<PropagationDistance> propagation = Optional.empty();
    private Optional<ProbeDefocus> defocus = Optional.empty();

    /**
     * @param problem as the run begins with it, with the probe at defocus 0
     * @param whole positions of all frames of the scan, those that are held out included
     */
    public GeometryRefinement(Problem problem, Positions whole) {
        this.settings = problem.settings().geometry();
        this.geometry = problem.scan().geometry();
        boolean objectKnown = problem.settings().object().known();
        boolean probeKnown = problem.settings().probe().known();
        if (settings.defocus() || settings.searchDefocus() > 0) {
            defocus = Optional.of(
                    new ProbeDefocus(geometry, problem.probe(), probeKnown, objectKnown, Double.POSITIVE_INFINITY));
            parameters.add(defocus.get());
        }
        if (settings.distance() && geometry.near().isPresent()) {
            propagation =
                    Optional.of(new PropagationDistance(geometry, settings.mostChange(), objectKnown, probeKnown));
            parameters.add(propagation.get());
        } else if (settings.distance()) {
            scale = Optional.of(new PixelScale(
                    geometry, problem.scan().positions(), whole, problem.specimen(), settings.mostChange()));
            parameters.add(scale.get());
        }
        deviations = new double[parameters.size()];
        Arrays.fill(deviations, Double.NaN);
    }

    /** Whether something is to be refined after so many iterations. */
    public boolean due(int completed) {
        return settings.refines()
                && completed >= settings.from()
                && (completed - settings.from()) % settings.every() == 0;
    }

    /**
     * Refines once; the state follows.
     *
     * @param positions of the frames, as far as they are not this refinement's own
     */
    public void refine(MovableFrames state, Positions positions, Parallel parallel) {
        for (int p = 0; p < parameters.size(); p++) {
            GeometryParameter parameter = parameters.get(p);
            if (parameter instanceof ProbeDefocus && !settings.defocus()) {
                continue;
            }
            Seen now = new Seen(
                    state.specimen(),
                    state.probe(),
                    state.frames().propagation(),
                    this.positions().orElse(positions));
            deviations[p] = refine(parameter, state, now, parallel);
        }
    }

    private double refine(GeometryParameter parameter, MovableFrames state, Seen now, Parallel parallel) {
        FrameStack frames = state.frames();
        int[] sample = sample(frames.count());
        SeenFrames.Slope[] slopes = slopes(frames, now, parameter.tangent(now), sample, parallel);
        double loss = 0;
        double curvature = 0;
        double descent = 0;
        for (SeenFrames.Slope slope : slopes) {
            loss += slope.loss();
            curvature += slope.curvature();
            descent += slope.descent();
        }
        if (!(curvature > 0)) {
            return Double.NaN; // nothing in the frames depends on it
        }
        double step = descent / ((1 + DAMPING) * curvature);
        for (int k = 0; k < HALVINGS; k++) {
            double allowed = parameter.allowed(step);
            if (allowed != 0 && loss(frames, parameter.at(now, allowed), sample, parallel) < loss) {
                parameter.take(state, allowed);
                break;
            }
            step /= 2;
        }
        double there = descent / curvature;
        double scatter = 0;
        for (SeenFrames.Slope slope : slopes) {
            double left = slope.descent() - slope.curvature() * there;
            scatter += left * left;
        }
        return Math.sqrt(scatter) / curvature;
    }

    /** Spread evenly over the frames, which are in order of their positions. */
    private int[] sample(int count) {
        int looked = Math.min(count, settings.frames());
        return IntStream.range(0, looked)
                .map(k -> (int) ((long) k * count / looked))
                .toArray();
    }

    static SeenFrames.Slope[] slopes(FrameStack frames, Seen seen, Tangent tangent, int[] sample, Parallel parallel) {
        SeenFrames.Slope[] slopes = new SeenFrames.Slope[sample.length];
        try (Opened opened = new Opened()) {
            SeenFrames[] workers = workers(frames, seen, tangent, parallel, opened);
            frames.expect(sample);
            parallel.forEachWithWorker(sample.length, (worker, k) -> slopes[k] = workers[worker].slope(sample[k]));
        }
        return slopes;
    }

    static double loss(FrameStack frames, Seen seen, int[] sample, Parallel parallel) {
        double[] losses = new double[sample.length];
        try (Opened opened = new Opened()) {
            SeenFrames[] workers = workers(frames, seen, null, parallel, opened);
            frames.expect(sample);
            parallel.forEachWithWorker(sample.length, (worker, k) -> losses[k] = workers[worker].loss(sample[k]));
        }
        return Arrays.stream(losses).sum();
    }

    private static SeenFrames[] workers(
            FrameStack frames, Seen seen, Tangent tangent, Parallel parallel, Opened opened) {
        FramePlacements placements =
                FramePlacements.of(seen.specimen(), seen.positions(), frames.rows(), frames.columns(), false);
        SeenFrames[] workers = new SeenFrames[parallel.threads()];
        for (int w = 0; w < workers.length; w++) {
            workers[w] = opened.add(new SeenFrames(frames, seen, placements, tangent));
        }
        return workers;
    }

    /** The probe to begin with, before the first iteration, where the plane of the given one was found to be off. */
    public void beginAt(double value) {
        defocus.ifPresent(parameter -> parameter.set(value));
    }

    /** The known probe as it is now; empty if the probe is worked on. */
    public Optional<Probe> knownProbe() {
        return defocus.flatMap(parameter -> Optional.ofNullable(parameter.probe(parameter.value())));
    }

    /** Brings a new state, which begins with the scan's own geometry, to where the numbers are. */
    public void adopt(MovableFrames state) {
        parameters.forEach(parameter -> parameter.adopt(state));
    }

    /** The numbers and their standard deviations as they are now. */
    public double[] values() {
        double[] values = new double[2 * parameters.size()];
        for (int p = 0; p < parameters.size(); p++) {
            values[2 * p] = parameters.get(p).value();
            values[2 * p + 1] = deviations[p];
        }
        return values;
    }

    /** In words, for values that {@link #values()} gave. */
    public List<FoundNumber> found(double[] values) {
        List<FoundNumber> found = new ArrayList<>();
        for (int p = 0; p < parameters.size(); p++) {
            found.add(parameters.get(p).found(values[2 * p], values[2 * p + 1]));
        }
        return found;
    }

    /** The scan's geometry with what was found, for values that {@link #values()} gave. */
    public Geometry geometry(double[] values) {
        return geometry.atDistance(scale.map(s -> Math.exp(values[2 * parameters.indexOf(s)]))
                .or(() -> propagation.map(z -> z.ratio(values[2 * parameters.indexOf(z)])))
                .orElse(1.0));
    }

    /** An object of now as it lies in metres. */
    public Specimen inMetres(Specimen specimen) {
        return scale.map(s -> s.relabelled(specimen, s.value())).orElse(specimen);
    }

    /** Where frames lie on pixels of the size that engines work with; empty if that is where the scan says. */
    public Optional<Positions> positions() {
        return scale.map(PixelScale::positions);
    }

    /** Puts the numbers into a snapshot. */
    public void save(Snapshot snapshot) {
        snapshot.doubles().put(VALUES, values());
    }

    /** Takes the numbers out of a snapshot. */
    public void restore(Snapshot snapshot) {
        double[] values = snapshot.doubles().get(VALUES);
        for (int p = 0; p < parameters.size(); p++) {
            parameters.get(p).set(values[2 * p]);
            deviations[p] = values[2 * p + 1];
        }
    }
}
