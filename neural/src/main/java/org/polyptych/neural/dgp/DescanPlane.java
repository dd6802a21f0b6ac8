package org.polyptych.neural.dgp;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.Snapshot;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.neural.train.Adam;
import org.polyptych.neural.train.ParameterGroup;
import org.polyptych.physics.Descan;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;

/**
 * A descan that goes linearly with the place, A (r_j - mean of r) / half of the scan's greatest extent, in detector pixels: four
 * numbers that begin at 0 and are learned. A shift of all patterns alike has no number of its own, since a phase ramp of the
 * probe makes the same of a thin object.
 *
 * <p>With P exp(i q) and O exp(-i q) in the place of P and O, q(r) a quadratic form, the exit wave of frame j has a phase on top
 * that is linear in r and in r_j: of a thin object with a free probe a symmetric A can be told from that only by what object and
 * probe begin with.
 */
final class DescanPlane implements AutoCloseable {
    private static final String SLOPE = "slope";

    /** A in pixels, float32 [y, x of the shift][y, x of the place]. */
    private final Tensor slope;

    private final Adam adam;
    private final double middleY;
    private final double middleX;
    /** In metres. */
    private final double half;

    /**
     * @param said where the scan says the frames are
     * @param rate of Adam, in pixels
     */
    DescanPlane(Positions said, double rate) {
        this.middleY = Arrays.stream(said.y()).average().orElse(0);
        this.middleX = Arrays.stream(said.x()).average().orElse(0);
        double extent =
                Math.max(Extent.of(said.y()).length(), Extent.of(said.x()).length());
        // of frames that all lie in one place nothing goes with the place
        this.half = extent > 0 ? extent / 2 : 1;
        try (Scope scope = Scope.open()) {
            this.slope = scope.keep(Initial.zeros(2, 2));
            slope.requires_grad_(true);
        }
        this.adam = new Adam(List.of(new ParameterGroup(List.of(slope), rate, 0)), Adam.Betas.USUAL);
    }

    /** Shifts of some frames in the graph, float64 [frame][2]. @param said where the scan says all of them are */
    Tensor shifts(Positions said, int... which) {
        double[] places = new double[2 * which.length];
        for (int k = 0; k < which.length; k++) {
            places[2 * k] = (said.y()[which[k]] - middleY) / half;
            places[2 * k + 1] = (said.x()[which[k]] - middleX) / half;
        }
        Tensor at = Tensors.of(places, which.length, 2);
        return at.matmul(slope.to(at.scalar_type()).t());
    }

    /** As it is now. @param said where the scan says frames are */
    Descan at(Positions said) {
        double[] a = Tensors.doubles(slope);
        double[] y = new double[said.count()];
        double[] x = new double[said.count()];
        for (int j = 0; j < y.length; j++) {
            double down = (said.y()[j] - middleY) / half;
            double right = (said.x()[j] - middleX) / half;
            y[j] = a[0] * down + a[1] * right;
            x[j] = a[2] * down + a[3] * right;
        }
        return new Descan(y, x);
    }

    void clear() {
        adam.clearGradients();
    }

    void step(double share) {
        adam.step(share);
    }

    Snapshot save() {
        Snapshot snapshot = new Snapshot();
        snapshot.floats().put(SLOPE, new float[][] {Tensors.floats(slope)});
        adam.save(snapshot);
        return snapshot;
    }

    void restore(Snapshot snapshot) {
        Tensors.fill(slope, snapshot.floats().get(SLOPE)[0]);
        adam.restore(snapshot);
    }

    @Override
    public void close() {
        adam.close();
        slope.close();
    }
}
