package org.polyptych.engines.refine;

import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.engines.MovableFrames;
import org.polyptych.physics.Extent;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/**
 * The far field's distance to the detector: the logarithm of the object's pixel, wavelength z / (N p), over the one that the
 * scan says. On pixels of the object it is a common scale of all positions about their middle; probe and patterns
 * do not change, since they are measured in angles. Engines go on working on pixels of the size that they began with.
 *
 * <p>The object is fixed in metres, and is stretched on its pixels along with the positions. For an object fixed on its
 * pixels the model would stand at the scale at which the object was made, however wrong, and hardly move.
 */
final class PixelScale implements GeometryParameter {
    private final Geometry geometry;
    private final Positions nominal;
    /** All frames of the scan, also those held out: all must stay on the object. */
    private final Positions whole;

    private final Specimen start;
    private final double most;
    private final double middleY;
    private final double middleX;
    private double value;

    PixelScale(Geometry geometry, Positions nominal, Positions whole, Specimen start, double most) {
        this.geometry = geometry;
        this.nominal = nominal;
        this.whole = whole;
        this.start = start;
        this.most = most;
        this.middleY = Extent.of(whole.y()).least() + Extent.of(whole.y()).length() / 2;
        this.middleX = Extent.of(whole.x()).least() + Extent.of(whole.x()).length() / 2;
    }

    double scale() {
        return Math.exp(value);
    }

    /** Where the frames are on pixels of the size that the scan says. */
    Positions positions() {
        return scaled(nominal, value);
    }

    private Positions scaled(Positions positions, double logarithm) {
        double[] y = positions.y().clone();
        double[] x = positions.x().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] = middleY + (y[j] - middleY) / Math.exp(logarithm);
            x[j] = middleX + (x[j] - middleX) / Math.exp(logarithm);
        }
        return new Positions(y, x);
    }

    /** The object on pixels of the size that was found, where the scan says the frames are. */
    Specimen relabelled(Specimen specimen, double logarithm) {
        double scale = Math.exp(logarithm);
        return new Specimen(
                specimen.images(),
                specimen.pixelHeight() * scale,
                specimen.pixelWidth() * scale,
                middleY + (specimen.centreY() - middleY) * scale,
                middleX + (specimen.centreX() - middleX) * scale,
                specimen.sliceSpacing(),
                specimen.tilt());
    }

    private Stretch stretch(double step) {
        return new Stretch(
                start.rows(), start.columns(), start.rowOf(middleY), start.columnOf(middleX), Math.exp(step));
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public void set(double to) {
        value = to;
    }

    @Override
    public Seen at(Seen now, double step) {
        Specimen specimen = now.specimen().copy();
        stretch(step).apply(List.of(specimen.image()));
        return new Seen(specimen, now.probe(), now.propagation(), scaled(nominal, value + step));
    }

    @Override
    public Tangent tangent(Seen now) {
        ComplexImage image = now.specimen().image();
        return new Tangent(null, Stretch.slope(image, true), Stretch.slope(image, false), null, null);
    }

    @Override
    public double allowed(double step) {
        double to = Math.clamp(value + step, Math.log1p(-most), Math.log1p(most));
        double least = Math.max(
                Math.max(
                        least(Extent.of(whole.y()).least(), middleY, start.rowOf(middleY), geometry.rows(), true),
                        least(
                                Extent.of(whole.x()).least(),
                                middleX,
                                start.columnOf(middleX),
                                geometry.columns(),
                                false)),
                Double.NEGATIVE_INFINITY);
        return Math.max(to, Math.min(least, Math.max(value, 0))) - value;
    }

    /** The least logarithm with which the first and the last frame along an axis are still on the object. */
    private double least(double first, double middle, double middlePixel, int frame, boolean down) {
        double pixel = down ? start.pixelHeight() : start.pixelWidth();
        int size = down ? start.rows() : start.columns();
        double half = (middle - first) / pixel;
        double room = Math.min(middlePixel - frame / 2, size - frame + frame / 2 - middlePixel) - 0.01;
        return half <= 0 || room <= 0 ? Double.NEGATIVE_INFINITY : Math.log(half / room);
    }

    @Override
    public void take(MovableFrames state, double step) {
        value += step;
        state.revise(estimate -> estimate.carry(stretch(step)));
        state.stretch(positions());
    }

    @Override
    public void adopt(MovableFrames state) {
        state.move(positions());
    }

    @Override
    public FoundNumber found(double at, double deviation) {
        double scale = Math.exp(at);
        boolean known = Double.isFinite(geometry.distance());
        double said = known ? geometry.distance() : geometry.pixelHeight();
        return new FoundNumber(
                known ? "detector distance" : "height of the object's pixel",
                "m",
                said,
                said * scale,
                said * scale * deviation);
    }
}
