package org.polyptych.engines.refine;

import java.util.List;
import org.polyptych.engines.MovableFrames;
import org.polyptych.physics.Defocus;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * The distance in free space, in metres downstream, by which the probe is off its plane ({@link Defocus}). A known probe is
 * the given one carried over the whole distance; one that is worked on is carried on by every step.
 *
 * <p>In the far field an object that is worked on is carried along: carrying the exit wave over any distance changes no
 * pattern, and what an object and a wrong probe have in common is such a distance. The rest, (i / k) grad P grad O, is
 * what the data can say.
 */
final class ProbeDefocus implements GeometryParameter {
    private final Geometry geometry;
    private final Defocus known;
    private final boolean objectFollows;
    private final double most;
    private double value;

    /**
     * @param given the probe, at value 0
     * @param probeKnown whether it is to stay as given but for its plane
     * @param most how far it may get, in metres
     */
    ProbeDefocus(Geometry geometry, Probe given, boolean probeKnown, boolean objectKnown, double most) {
        this.geometry = geometry;
        this.known = probeKnown
                ? new Defocus(given, geometry.pixelHeight(), geometry.pixelWidth(), geometry.wavelength())
                : null;
        this.objectFollows = geometry.near().isEmpty() && !objectKnown;
        this.most = most;
    }

    private Carried carried(double step) {
        return new Carried(step, geometry.pixelHeight(), geometry.pixelWidth(), geometry.wavelength());
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
        Carried on = carried(step);
        return now.with(
                objectFollows ? on.specimen(now.specimen()) : now.specimen(),
                known == null ? on.probe(now.probe()) : known.at(value + step));
    }

    @Override
    public Tangent tangent(Seen now) {
        Carried here = carried(0);
        return new Tangent(
                objectFollows ? here.slope(now.specimen().image()) : null, null, null, here.slopes(now.probe()), null);
    }

    @Override
    public double allowed(double step) {
        return Math.clamp(value + step, -most, most) - value;
    }

    @Override
    public void take(MovableFrames state, double step) {
        value += step;
        Specimen specimen = state.specimen();
        state.revise(estimate -> {
            if (known != null) {
                estimate.renewProbe(known.at(value));
            }
            estimate.carry(images -> images.forEach(image -> {
                boolean object = image.rows() == specimen.rows() && image.columns() == specimen.columns();
                if (objectFollows || !object) {
                    carried(step).apply(List.of(image));
                }
            }));
        });
    }

    @Override
    public void adopt(MovableFrames state) {
        // a new state was given the probe as it is now
    }

    /** The known probe at a value; null if the probe is worked on. */
    Probe probe(double at) {
        return known == null ? null : known.at(at);
    }

    @Override
    public FoundNumber found(double at, double deviation) {
        return new FoundNumber("defocus of the probe", "m", 0, at, deviation);
    }
}
