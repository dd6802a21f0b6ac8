package org.polyptych.engines.refine;

import org.polyptych.engines.MovableFrames;
import org.polyptych.physics.AngularSpectrum;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Propagation;

/**
 * The near field's distance over which waves are propagated, in metres, with the object's pixel and the magnification
 * as they are. That is what the frames tell: a magnification that is wrong is taken up by the curvature of the probe, which
 * magnifies too, and changes nothing else (Fresnel scaling theorem).
 *
 * <p>Object and probe, as far as they are not known, are carried back by what the distance grows, so that the wave on the
 * detector stays nearly what it was. What remains, (i / k) grad P grad O, is what the data can say; for object and probe
 * held where they are the model would stand at the distance for which they were made.
 */
final class PropagationDistance implements GeometryParameter {
    private final Geometry geometry;
    private final double most;
    private final boolean objectKnown;
    private final boolean probeKnown;
    private double value;

    PropagationDistance(Geometry geometry, double most, boolean objectKnown, boolean probeKnown) {
        this.geometry = geometry;
        this.most = most;
        this.objectKnown = objectKnown;
        this.probeKnown = probeKnown;
    }

    private Carried carried(double step) {
        return new Carried(step, geometry.pixelHeight(), geometry.pixelWidth(), geometry.wavelength());
    }

    private Propagation propagation(double further) {
        return new Propagation(
                geometry.rows(),
                geometry.columns(),
                new AngularSpectrum(
                        geometry.rows(),
                        geometry.columns(),
                        geometry.pixelHeight(),
                        geometry.pixelWidth(),
                        geometry.wavelength(),
                        geometry.propagationDistance() + further));
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
        Carried back = carried(-step);
        return new Seen(
                objectKnown ? now.specimen() : back.specimen(now.specimen()),
                probeKnown ? now.probe() : back.probe(now.probe()),
                propagation(value + step),
                now.positions());
    }

    @Override
    public Tangent tangent(Seen now) {
        Carried here = carried(0);
        FreeSpace detector = here.space(geometry.rows(), geometry.columns());
        var object = objectKnown ? null : here.slope(now.specimen().image());
        var probe = probeKnown ? null : here.slopes(now.probe());
        if (object != null) {
            object.scale(-1);
        }
        for (int m = 0; probe != null && m < probe.length; m++) {
            probe[m].scale(-1);
        }
        return new Tangent(object, null, null, probe, detector);
    }

    @Override
    public double allowed(double step) {
        double far = most * geometry.propagationDistance();
        return Math.clamp(value + step, -far, far) - value;
    }

    @Override
    public void take(MovableFrames state, double step) {
        value += step;
        state.revise(estimate -> estimate.carry(carried(-step)));
        adopt(state);
    }

    @Override
    public void adopt(MovableFrames state) {
        state.frames().propagation().spectrum().take(propagation(value).spectrum());
    }

    /** The distance now over the one that the scan says. */
    double ratio(double at) {
        return 1 + at / geometry.propagationDistance();
    }

    @Override
    public FoundNumber found(double at, double deviation) {
        double m = geometry.distance() / geometry.propagationDistance();
        return new FoundNumber(
                "detector distance", "m", geometry.distance(), geometry.distance() * ratio(at), m * deviation);
    }
}
