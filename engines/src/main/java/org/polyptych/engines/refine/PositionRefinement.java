package org.polyptych.engines.refine;

import java.util.Arrays;
import java.util.Optional;
import org.polyptych.core.Median;
import org.polyptych.core.Opened;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Motion;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * Moves all frames between two iterations of any engine to where object, probe and what else is known of how they
 * were taken explain them better.
 *
 * <p>Every frame has a quadratic model of its amplitude error ({@link FrameFit}), from which comes the step (A + 0.1 mean
 * over frames of tr A / 2)^-1 b. The numerator is that of the gradient used by Odstrcil 2018 (Opt. Express 26, 3108),
 * Re sum conj(P dO) chi, since a common shift of a frame's probe and object changes no amplitude; in place of its
 * denominator D + max D, with D = sum |P dO|^2 for each direction alone, stand the amplitudes' own curvature, which is
 * never larger, with the cross term, and the mean in place of the maximum, which one frame can decide. The step is cut
 * to {@code maxStep}, and taken in full, half or a quarter, whichever first lowers the error of the frame; else
 * the frame stays.
 *
 * <p>While annealing (Maiden, Humphry, Sarahan, Kraus, Rodenburg 2012, Ultramicroscopy 120, 64) places at random around
 * the frame's are tried too, and the best of all is taken. The spread falls from {@code anneal} to 0, but not
 * for frames that may have gone astray, whose error or correction is more than twice the median's: they are tried around
 * where the scan says to the end.
 *
 * <p>Afterwards the mean of all corrections is taken out, since object and positions can move together, and the affine
 * part is treated as asked. A frame gets no farther than {@code maxShift}, and not beyond the edge of the object, where
 * it stops.
 */
public final class PositionRefinement {
    /** Far from the streams that engines and simulations take. */
    private static final long STREAM = 5L << 40;

    private static final long STREAM_HELD_OUT = 6L << 40;

    private static final double DAMPING = 0.1;
    private static final int HALVINGS = 3;
    /** So many times the median over frames is unusual. */
    private static final double ASTRAY = 2;

    private final PositionSettings settings;
    private final Positions nominal;
    private final double pixelHeight;
    private final double pixelWidth;
    private final long seed;
    /** Of the frames worked on, where these are others. */
    private final Optional<PositionRefinement> leader;

    private Positions now;
    /** What the last refinement found of all frames at once. */
    private Common common;

    /**
     * What concerns all frames at once.
     *
     * @param before affine part of the corrections before the last refinement; null where it does not matter
     * @param after the same after it, before anything was taken out; null where it does not matter
     * @param down mean of the corrections that was taken out, in metres
     * @param right the same to the right
     */
    private record Common(AffineFit before, AffineFit after, double down, double right) {}

    /**
     * @param nominal where the scan says the frames are, in metres
     * @param pixelHeight of the object, in metres
     * @param pixelWidth of the object, in metres
     * @param seed of the trial shifts
     */
    public PositionRefinement(
            PositionSettings settings, Positions nominal, double pixelHeight, double pixelWidth, long seed) {
        this(settings, nominal, pixelHeight, pixelWidth, seed, Optional.empty());
    }

    private PositionRefinement(
            PositionSettings settings,
            Positions nominal,
            double pixelHeight,
            double pixelWidth,
            long seed,
            Optional<PositionRefinement> leader) {
        this.leader = leader;
        this.settings = settings;
        this.nominal = nominal;
        this.pixelHeight = pixelHeight;
        this.pixelWidth = pixelWidth;
        this.seed = seed;
        this.now = nominal;
    }

    /**
     * For frames that are held out: the same steps for each, to be taken right after those of these frames, from which
     * comes all that concerns frames together, the mean of the corrections and the affine part. They have no say in it.
     *
     * @param heldOut where the scan says these frames are, in metres
     */
    public PositionRefinement ofHeldOut(Positions heldOut) {
        return new PositionRefinement(settings, heldOut, pixelHeight, pixelWidth, seed, Optional.of(this));
    }

    /** Whether positions are to be refined after so many iterations. */
    public boolean due(int completed) {
        return completed >= settings.refineFrom() && (completed - settings.refineFrom()) % settings.refineEvery() == 0;
    }

    /** Where the frames are now. */
    public Positions positions() {
        return now;
    }

    /** What has been corrected where these are the outcome. */
    public Corrections corrections(Positions found) {
        return Corrections.of(nominal, found, pixelHeight, pixelWidth);
    }

    /** Refines once, with a thin object of one state at rest in a steady beam without background. */
    public Positions refine(FrameStack frames, Specimen specimen, Probe probe, Parallel parallel, int completed) {
        return refine(frames, new Parameters(specimen, probe, now), Double.NaN, parallel, completed);
    }

    /**
     * Refines once.
     *
     * @param parameters object, probe and conditions as they stand; the positions do not matter
     * @param wavelength in metres, for propagation between slices; NaN if there is but one
     * @param completed iterations so far
     * @return where the frames are then
     */
    public Positions refine(
            FrameStack frames, Parameters parameters, double wavelength, Parallel parallel, int completed) {
        int n = nominal.count();
        double[] y = now.y().clone();
        double[] x = now.x().clone();
        Reach reach = new Reach(
                parameters.specimen(),
                frames.rows(),
                frames.columns(),
                parameters.conditions().motion());
        AffineFit before = settings.affine() == PositionSettings.Affine.ROBUST
                ? leader.map(l -> l.common.before()).orElseGet(() -> AffineFit.of(nominal, now))
                : null;
        Positions anchor = before == null ? nominal : mapped(before);
        FrameFit[] fits = new FrameFit[parallel.threads()];
        try (Opened opened = new Opened()) {
            for (int w = 0; w < fits.length; w++) {
                fits[w] = opened.add(new FrameFit(frames, parameters, wavelength));
            }
            FrameFit.Slope[] slopes = new FrameFit.Slope[n];
            parallel.forEachWithWorker(n, (worker, j) -> slopes[j] = fits[worker].slope(j, y[j], x[j]));
            double mean = Arrays.stream(slopes)
                    .mapToDouble(s -> (s.downDown() + s.rightRight()) / 2 / n)
                    .sum();
            boolean[] astray = astray(frames, slopes);
            parallel.forEachWithWorker(n, (worker, j) -> {
                Search search = new Search(fits[worker], j, anchor, reach, y[j], x[j], slopes[j].loss());
                search.descend(slopes[j], DAMPING * mean);
                search.tryAround(completed, astray[j]);
                y[j] = search.y;
                x[j] = search.x;
            });
        }
        now = together(reach, before, new Positions(y, x));
        return now;
    }

    /** Frames that are explained worse than most, or were moved farther than most: they may have gone astray. */
    private boolean[] astray(FrameStack frames, FrameFit.Slope[] slopes) {
        double[] errors = new double[slopes.length];
        double[] moved = new double[slopes.length];
        for (int j = 0; j < slopes.length; j++) {
            errors[j] = slopes[j].loss() / frames.counts(j);
            moved[j] =
                    Math.hypot((now.y()[j] - nominal.y()[j]) / pixelHeight, (now.x()[j] - nominal.x()[j]) / pixelWidth);
        }
        double error = ASTRAY * Median.of(errors);
        double far = ASTRAY * Median.of(moved);
        boolean[] astray = new boolean[slopes.length];
        for (int j = 0; j < astray.length; j++) {
            astray[j] = errors[j] > error || moved[j] > far;
        }
        return astray;
    }

    private Positions mapped(AffineFit fit) {
        double[] y = nominal.y().clone();
        double[] x = nominal.x().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] += fit.down(nominal.y()[j], nominal.x()[j]);
            x[j] += fit.right(nominal.y()[j], nominal.x()[j]);
        }
        return new Positions(y, x);
    }

    /** What concerns all frames at once: affine part, common shift, the object's edge. */
    private Positions together(Reach reach, AffineFit before, Positions found) {
        double[] y = found.y();
        double[] x = found.x();
        boolean only = settings.affine() == PositionSettings.Affine.ONLY;
        boolean removed = settings.affine() == PositionSettings.Affine.REMOVED;
        AffineFit fit = only || removed
                ? leader.map(l -> l.common.after()).orElseGet(() -> AffineFit.of(nominal, found))
                : null;
        if (only) {
            Positions mapped = mapped(fit);
            y = mapped.y();
            x = mapped.x();
        } else if (removed) {
            for (int j = 0; j < y.length; j++) {
                y[j] -= fit.down(nominal.y()[j], nominal.x()[j]);
                x[j] -= fit.right(nominal.y()[j], nominal.x()[j]);
            }
        }
        double down = leader.isPresent() ? leader.get().common.down() : meanDifference(nominal.y(), y);
        double right = leader.isPresent() ? leader.get().common.right() : meanDifference(nominal.x(), x);
        common = new Common(before, fit, down, right);
        for (int j = 0; j < y.length; j++) {
            y[j] = reach.y(j, y[j] - down);
            x[j] = reach.x(j, x[j] - right);
        }
        return new Positions(y, x);
    }

    private static double meanDifference(double[] from, double[] to) {
        double sum = 0;
        for (int j = 0; j < from.length; j++) {
            sum += to[j] - from[j];
        }
        return sum / from.length;
    }

    /**
     * How far frames can move on the object.
     *
     * @param motion all sub-positions stay on it too; null for a stage at rest
     */
    private record Reach(Specimen specimen, int rows, int columns, Motion motion) {
        double y(int frame, double y) {
            double way = motion == null ? 0 : furthest(motion.y()[frame]) / specimen.pixelHeight();
            double row = inside(specimen.rowOf(y), rows / 2 + way, specimen.rows() - rows + rows / 2 - way);
            return row == specimen.rowOf(y)
                    ? y
                    : specimen.centreY() + (row - specimen.rows() / 2) * specimen.pixelHeight();
        }

        double x(int frame, double x) {
            double way = motion == null ? 0 : furthest(motion.x()[frame]) / specimen.pixelWidth();
            double column =
                    inside(specimen.columnOf(x), columns / 2 + way, specimen.columns() - columns + columns / 2 - way);
            return column == specimen.columnOf(x)
                    ? x
                    : specimen.centreX() + (column - specimen.columns() / 2) * specimen.pixelWidth();
        }

        private double furthest(double way) {
            return Math.abs(way * motion.along(motion.parts() - 1));
        }

        /** In the middle where the way is longer than the object leaves room for. */
        private static double inside(double value, double least, double most) {
            return least > most ? (least + most) / 2 : Math.clamp(value, least, most);
        }
    }

    /** Looks for a better place for one frame. */
    private final class Search {
        private final FrameFit fit;
        private final int frame;
        private final Positions anchor;
        private final Reach reach;
        private final double fromY;
        private final double fromX;
        private double loss;
        private double y;
        private double x;

        Search(FrameFit fit, int frame, Positions anchor, Reach reach, double y, double x, double loss) {
            this.fit = fit;
            this.frame = frame;
            this.anchor = anchor;
            this.reach = reach;
            this.fromY = y;
            this.fromX = x;
            this.y = y;
            this.x = x;
            this.loss = loss;
        }

        void descend(FrameFit.Slope slope, double damping) {
            double a = slope.downDown() + damping;
            double b = slope.rightRight() + damping;
            double determinant = a * b - slope.downRight() * slope.downRight();
            double down = (b * slope.down() - slope.downRight() * slope.right()) / determinant;
            double right = (a * slope.right() - slope.downRight() * slope.down()) / determinant;
            double cut = Math.min(1, settings.maxStep() / Math.hypot(down, right));
            if (!(Math.abs(cut * down) + Math.abs(cut * right) > 0)) {
                return; // no step, or a frame without light, which has no slope either
            }
            for (int k = 0; k < HALVINGS; k++) {
                if (takeIfBetter(cut * down, cut * right)) {
                    return;
                }
                cut /= 2;
            }
        }

        void tryAround(int completed, boolean astray) {
            int refinement = (completed - settings.refineFrom()) / settings.refineEvery();
            double share = astray ? 1 : 1 - (double) refinement / settings.annealSteps();
            double spread = settings.anneal() * share;
            if (spread > 0) {
                RandomStream random = new RandomStream(
                        seed,
                        (leader.isPresent() ? STREAM_HELD_OUT : STREAM) + (long) refinement * nominal.count() + frame);
                // back to where the scan says, so that one that is lost in the distance can be found
                double backDown = astray ? (anchor.y()[frame] - fromY) / pixelHeight : 0;
                double backRight = astray ? (anchor.x()[frame] - fromX) / pixelWidth : 0;
                for (int k = 0; k < settings.annealTrials(); k++) {
                    takeIfBetter(backDown + spread * random.gaussian(), backRight + spread * random.gaussian());
                }
            }
        }

        private boolean takeIfBetter(double down, double right) {
            double awayY = (fromY - anchor.y()[frame]) / pixelHeight + down;
            double awayX = (fromX - anchor.x()[frame]) / pixelWidth + right;
            double cut = Math.min(1, settings.maxShift() / Math.hypot(awayY, awayX));
            double toY = reach.y(frame, anchor.y()[frame] + cut * awayY * pixelHeight);
            double toX = reach.x(frame, anchor.x()[frame] + cut * awayX * pixelWidth);
            double there = fit.loss(frame, toY, toX);
            if (there < loss) {
                loss = there;
                y = toY;
                x = toX;
                return true;
            }
            return false;
        }
    }

    /** Puts the positions into a snapshot. */
    public void save(Snapshot snapshot, String name) {
        put(snapshot, name, now);
    }

    /** Takes the positions out of a snapshot. */
    public void restore(Snapshot snapshot, String name) {
        now = get(snapshot, name);
    }

    /** Puts positions into a snapshot. */
    public static void put(Snapshot snapshot, String name, Positions positions) {
        snapshot.doubles().put(name + ".y", positions.y().clone());
        snapshot.doubles().put(name + ".x", positions.x().clone());
    }

    /** Takes positions out of a snapshot. */
    public static Positions get(Snapshot snapshot, String name) {
        return new Positions(
                snapshot.doubles().get(name + ".y").clone(),
                snapshot.doubles().get(name + ".x").clone());
    }
}
