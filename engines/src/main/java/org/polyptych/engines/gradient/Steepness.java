package org.polyptych.engines.gradient;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/**
 * How steep the amplitude loss can be, by each slice of the object and by the probe: the L of steps 1/L. For a thin object
 * that is what {@link BrightestPixels} says.
 *
 * <p>Of several slices, the light that falls on one is taken as that of the probe after its way through empty space, times
 * the largest |O|^2 of every other slice: what structure on the way focuses beyond that is not in it. States of the object
 * and sub-positions of a moving stage are incoherent, so that each is no steeper than alone, and a background only takes
 * from the steepness; factors of frames count by the largest.
 */
final class Steepness {
    private final FrameStack frames;
    private final Specimen specimen;
    private final double wavelength;
    private final double brightestBeam;
    private final BrightestPixels brightest;

    /** @param specimen whose grid and distances count, not its pixels */
    Steepness(
            FrameStack frames,
            Specimen specimen,
            Positions positions,
            Conditions conditions,
            double wavelength,
            Parallel parallel) {
        this.frames = frames;
        this.specimen = specimen;
        this.wavelength = wavelength;
        this.brightestBeam = conditions.intensity() == null
                ? 1
                : Arrays.stream(conditions.intensity()).max().orElse(1);
        this.brightest = new BrightestPixels(
                frames,
                FramePlacements.of(specimen, positions, frames.rows(), frames.columns(), true),
                specimen,
                parallel);
    }

    /** By a pixel of each slice, in counts. */
    double[] bySlices(ComplexImage[] probe, ComplexImage[][] object) {
        double[] all = new double[specimen.slices()];
        ComplexImage[] light = probe;
        FreeSpace[] gaps = FreeSpace.between(specimen, frames.rows(), frames.columns(), wavelength);
        for (int s = 0; s < all.length; s++) {
            if (s > 0) {
                light = carried(light, gaps[s - 1]);
            }
            all[s] = brightest.ofProbe(light) * brightestBeam;
            for (int other = 0; other < all.length; other++) {
                all[s] *= other == s ? 1 : largest(object, other);
            }
        }
        return all;
    }

    /** By a pixel of the probe. */
    double byProbe(ComplexImage[][] object) {
        List<ComplexImage> first = Arrays.stream(object).map(state -> state[0]).toList();
        double steepness = brightest.ofObject(first) * brightestBeam;
        for (int s = 1; s < specimen.slices(); s++) {
            steepness *= largest(object, s);
        }
        return steepness;
    }

    /** |O|^2 of a slice, in any state. */
    private static double largest(ComplexImage[][] object, int slice) {
        double largest = 0;
        for (ComplexImage[] state : object) {
            ComplexImage image = state[slice];
            for (int i = 0; i < image.size(); i++) {
                largest = Math.max(
                        largest, (double) image.re()[i] * image.re()[i] + (double) image.im()[i] * image.im()[i]);
            }
        }
        return largest;
    }

    private ComplexImage[] carried(ComplexImage[] modes, FreeSpace way) {
        ComplexImage[] behind = new ComplexImage[modes.length];
        try (Fft2 fft = Fft2.of(frames.rows(), frames.columns())) {
            for (int m = 0; m < modes.length; m++) {
                behind[m] = modes[m].copy();
                way.forward(behind[m], fft);
            }
        }
        return behind;
    }
}
