package org.polyptych.physics;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.polyptych.core.ComplexImage;

/**
 * The derivative of a loss by {@link Parameters}. Complex parts are Wirtinger gradients dL / d conj(z): for a small
 * change dz the loss changes by 2 Re sum conj(gradient) dz. Parts not asked for are null. What belongs to a frame is 0
 * for frames outside the range.
 *
 * @param specimens [mode][slice], each on the specimen's grid
 * @param probe one image a mode, of each variation after the other; without weights of variation 0 alone
 * @param positions by metre, one a frame
 * @param motion by metre, one a frame; 0 where the way has length 0
 * @param background by count, on the detector's grid as in files; 0 on masked pixels
 * @param intensity by each frame's factor
 * @param sliceSpacing by metre, one a gap between slices
 * @param weights by the weight of each variation of the probe, [frame][variation]
 * @param descan by detector pixel, one a frame
 */
public record Gradient(
        ComplexImage[][] specimens,
        ComplexImage[] probe,
        Positions positions,
        Motion motion,
        float[] background,
        double[] intensity,
        double[] sliceSpacing,
        double[][] weights,
        Descan descan) {
    /** Parts of a gradient. */
    public enum Part {
        SPECIMEN,
        PROBE,
        POSITIONS,
        MOTION,
        BACKGROUND,
        INTENSITY,
        SLICE_SPACING,
        WEIGHTS,
        DESCAN
    }

    /** Every part. */
    public static final Set<Part> ALL = Set.of(Part.values());

    /** By a specimen of one mode and slice, the probe and the positions; null what is not asked for. */
    public Gradient(ComplexImage specimen, ComplexImage[] probe, Positions positions) {
        this(
                specimen == null ? null : new ComplexImage[][] {{specimen}},
                probe,
                positions,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** By the first slice of the first mode: the image itself, not a copy; null if not asked for. */
    public ComplexImage specimen() {
        return specimens == null ? null : specimens[0][0];
    }

    /**
     * Room for the wanted parts, to be filled by {@link ForwardModel#evaluate(Parameters, int, int, Gradient)}. Parts
     * that the parameters do not have (a motion, a background, intensities, a second slice, weights, a descan) stay null.
     */
    public static Gradient room(Parameters parameters, Set<Part> wanted) {
        Specimen specimen = parameters.specimen();
        Probe probe = parameters.probe();
        Conditions conditions = parameters.conditions();
        int frames = parameters.positions().count();
        return new Gradient(
                wanted.contains(Part.SPECIMEN) ? images(specimen) : null,
                wanted.contains(Part.PROBE)
                        ? Stream.generate(() -> ComplexImage.zeros(probe.rows(), probe.columns()))
                                .limit(parameters.probeImages())
                                .toArray(ComplexImage[]::new)
                        : null,
                wanted.contains(Part.POSITIONS) ? new Positions(new double[frames], new double[frames]) : null,
                wanted.contains(Part.MOTION) && conditions.motion() != null
                        ? new Motion(new double[frames], new double[frames], conditions.parts())
                        : null,
                wanted.contains(Part.BACKGROUND) && conditions.background() != null
                        ? new float[conditions.background().length]
                        : null,
                wanted.contains(Part.INTENSITY) && conditions.intensity() != null ? new double[frames] : null,
                wanted.contains(Part.SLICE_SPACING) && specimen.slices() > 1 ? new double[specimen.slices() - 1] : null,
                wanted.contains(Part.WEIGHTS) && conditions.weights() != null
                        ? new double[frames][probe.variations()]
                        : null,
                wanted.contains(Part.DESCAN) && conditions.descan() != null ? Descan.same(0, 0, frames) : null);
    }

    private static ComplexImage[][] images(Specimen specimen) {
        return Arrays.stream(specimen.images())
                .map(slices -> Arrays.stream(slices)
                        .map(slice -> ComplexImage.zeros(slice.rows(), slice.columns()))
                        .toArray(ComplexImage[]::new))
                .toArray(ComplexImage[][]::new);
    }
}
