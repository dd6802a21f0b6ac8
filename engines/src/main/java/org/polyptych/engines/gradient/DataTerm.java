package org.polyptych.engines.gradient;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Problem;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FramePlacements;
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

    /** L of steps 1/L of the object with the loss of squared amplitudes: the most light that falls on a pixel, in counts. */
    public double byObject(ComplexImage[] probe) {
        return steepness.bySlices(probe, null)[0];
    }

    /** L of steps 1/L of the probe with the loss of squared amplitudes. */
    public double byProbe(ComplexImage object) {
        return steepness.byProbe(new ComplexImage[][] {{object}});
    }

    /**
     * The light on each pixel of the object, sum over frames and modes of |P|^2 in counts; at fractions of a pixel the most of a
     * pixel and its neighbours. The loss of squared amplitudes is no steeper by a pixel than that: its curvature is sum_j P_j^* F^-1
     * D F P_j with a diagonal D of at most 1, so that steps of 1 / light, each pixel's own, are as safe as 1/L of all.
     */
    public float[] light(ComplexImage[] probe) {
        float[] light = Illumination.of(grid, Probe.of(probe), positions).values();
        if (conditions.intensity() != null) {
            float most = (float) Arrays.stream(conditions.intensity()).max().orElse(1);
            for (int i = 0; i < light.length; i++) {
                light[i] *= most;
            }
        }
        boolean whole = FramePlacements.of(grid, positions, frames.rows(), frames.columns(), round)
                .whole();
        return whole ? light : mostAround(light, grid.rows(), grid.columns());
    }

    private static float[] mostAround(float[] light, int rows, int columns) {
        float[] most = new float[light.length];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                float found = 0;
                for (int b = Math.max(0, y - 1); b <= Math.min(rows - 1, y + 1); b++) {
                    for (int a = Math.max(0, x - 1); a <= Math.min(columns - 1, x + 1); a++) {
                        found = Math.max(found, light[b * columns + a]);
                    }
                }
                most[y * columns + x] = found;
            }
        }
        return most;
    }

    @Override
    public void close() {
        model.close();
    }
}
