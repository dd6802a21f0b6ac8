package org.polyptych.physics;

import java.util.Set;
import java.util.stream.Stream;
import org.polyptych.core.ComplexImage;

/**
 * The derivative of a loss by {@link Parameters}. Complex parts are Wirtinger gradients dL / d conj(z): for a small
 * change dz the loss changes by 2 Re sum conj(gradient) dz. Parts not asked for are null.
 *
 * @param specimen on the specimen's grid
 * @param probe one image a mode
 * @param positions by metre, one a frame, 0 for frames outside the range
 */
public record Gradient(ComplexImage specimen, ComplexImage[] probe, Positions positions) {
    /** Parts of a gradient. */
    public enum Part {
        SPECIMEN,
        PROBE,
        POSITIONS
    }

    /** Every part. */
    public static final Set<Part> ALL = Set.of(Part.values());

    /** Room for the wanted parts, to be filled by {@link ForwardModel#evaluate(Parameters, int, int, Gradient)}. */
    public static Gradient room(Parameters parameters, Set<Part> wanted) {
        Specimen specimen = parameters.specimen();
        Probe probe = parameters.probe();
        int frames = parameters.positions().count();
        return new Gradient(
                wanted.contains(Part.SPECIMEN) ? ComplexImage.zeros(specimen.rows(), specimen.columns()) : null,
                wanted.contains(Part.PROBE)
                        ? Stream.generate(() -> ComplexImage.zeros(probe.rows(), probe.columns()))
                                .limit(probe.modes())
                                .toArray(ComplexImage[]::new)
                        : null,
                wanted.contains(Part.POSITIONS) ? new Positions(new double[frames], new double[frames]) : null);
    }
}
