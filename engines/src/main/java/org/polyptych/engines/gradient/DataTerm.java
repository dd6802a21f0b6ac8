package org.polyptych.engines.gradient;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Problem;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.loss.Loss;

/**
 * What the frames say of a thin object and its probe, for methods to which the data are one voice of several: a loss, its
 * gradient, and how steep it can be. Frames are taken in the conditions of the problem. Holds native memory until it is
 * closed.
 */
public final class DataTerm implements AutoCloseable {
    /** Factors that are looked at go from one part of so many to so many times. */
    private static final double FARTHEST = 32;

    /** Where the search for a factor ends: by logarithms. */
    private static final double CLOSE = 0.002;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final FrameStack frames;
    private final ForwardModel model;
    private final Specimen grid;
    private final Conditions conditions;
    private final Parallel parallel;
    private final double wavelength;
    private final double totalCounts;
    private final boolean round;
    private Positions positions;
    private Steepness steepness;

    /**
     * @param problem of an object of one slice and one state
     * @param loss of each pixel
     */
    public DataTerm(Problem problem, Loss loss) {
        this(problem, problem.frames(), loss);
    }

    /**
     * @param frames of the problem, which several terms may share
     * @param loss of each pixel
     */
    public DataTerm(Problem problem, FrameStack frames, Loss loss) {
        this.frames = frames;
        this.grid = problem.specimen();
        this.conditions = problem.conditions();
        this.parallel = problem.parallel();
        this.wavelength = problem.scan().geometry().wavelength();
        this.totalCounts = frames.totalCounts();
        this.round = problem.settings().positions().round();
        this.model = new ForwardModel(frames, loss, parallel, round, wavelength);
        move(problem.scan().positions());
    }

    public FrameStack frames() {
        return frames;
    }

    /** Of all frames, on good pixels. */
    public double totalCounts() {
        return totalCounts;
    }

    /** Where the frames are. */
    public Positions positions() {
        return positions;
    }

    /** Puts the frames elsewhere. */
    public void move(Positions moved) {
        positions = moved;
        steepness = new Steepness(frames, grid, positions, conditions, wavelength, parallel);
    }

    /**
     * The loss of all frames.
     *
     * @param object on the problem's grid
     * @param probe its modes
     * @param byObject filled with dL / d conj(O); null if it is not wanted
     * @param byProbe one a mode, filled likewise; null if not wanted
     */
    public double evaluate(ComplexImage object, ComplexImage[] probe, ComplexImage byObject, ComplexImage[] byProbe) {
        Specimen specimen = Specimen.of(object, grid.pixelHeight(), grid.pixelWidth(), grid.centreY(), grid.centreX());
        Parameters at = new Parameters(specimen, Probe.of(probe), positions, conditions);
        return model.evaluate(at, 0, frames.count(), new Gradient(byObject, byProbe, null));
    }

    /**
     * The factor by which the object, or the probe, explains the data best with the loss of squared amplitudes; 1 if they do not
     * say.
     */
    public double brightness(ComplexImage object, ComplexImage[] probe) {
        double c = totalCounts;
        double once = evaluate(object, probe, null, null);
        double twice = evaluate(scaled(object, 2), probe, null, null);
        // without background the sum of (f |Psi| - y)^2 is f^2 a - 2 f b + c
        double a = (twice - 2 * once + c) / 2;
        double b = (a + c - once) / 2;
        if (conditions.background() == null) {
            return a > 0 && b > 0 ? b / a : 1;
        }
        double from = -Math.log(FARTHEST);
        double to = Math.log(FARTHEST);
        double[] at = {to - GOLDEN * (to - from), from + GOLDEN * (to - from)};
        double[] loss = {atFactor(object, probe, at[0]), atFactor(object, probe, at[1])};
        while (to - from > CLOSE) {
            if (loss[0] < loss[1]) {
                to = at[1];
                at = new double[] {to - GOLDEN * (to - from), at[0]};
                loss = new double[] {atFactor(object, probe, at[0]), loss[0]};
            } else {
                from = at[0];
                at = new double[] {at[1], from + GOLDEN * (to - from)};
                loss = new double[] {loss[1], atFactor(object, probe, at[1])};
            }
        }
        return Math.exp((from + to) / 2);
    }

    private double atFactor(ComplexImage object, ComplexImage[] probe, double logarithm) {
        return evaluate(scaled(object, Math.exp(logarithm)), probe, null, null);
    }

    private static ComplexImage scaled(ComplexImage object, double factor) {
        ComplexImage other = object.copy();
        other.scale(factor);
        return other;
    }

    /** L of steps 1/L of the object with the loss of squared amplitudes: the most light that falls on a pixel, in counts. */
    public double byObject(ComplexImage[] probe) {
        return steepness.bySlices(probe, null)[0];
    }

    /** L of steps 1/L of the probe with the loss of squared amplitudes. */
    public double byProbe(ComplexImage object) {
        return steepness.byProbe(new ComplexImage[][] {{object}});
    }

    /**
     * The light on each pixel of the object, sum over frames and modes of |P|^2 in counts: the loss of squared amplitudes is no
     * steeper by a pixel than that, so that steps of 1 / light, each pixel's own, are as safe as 1/L of all.
     */
    public float[] light(ComplexImage[] probe) {
        return Illumination.modelled(grid, Probe.of(probe), positions, conditions, round)
                .values();
    }

    @Override
    public void close() {
        model.close();
    }
}
