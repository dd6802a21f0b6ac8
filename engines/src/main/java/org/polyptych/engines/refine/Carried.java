package org.polyptych.engines.refine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.engines.constraint.ImageChange;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * Carries waves through free space, each on its own grid.
 *
 * @param distance downstream, in metres
 * @param pixelHeight in metres
 * @param pixelWidth in metres
 * @param wavelength in metres
 */
record Carried(double distance, double pixelHeight, double pixelWidth, double wavelength) implements ImageChange {
    @Override
    public void apply(Iterable<ComplexImage> images) {
        Map<Long, FreeSpace> spaces = new HashMap<>();
        for (ComplexImage image : images) {
            FreeSpace space = spaces.computeIfAbsent(
                    (long) image.rows() << 32 | image.columns(), size -> space(image.rows(), image.columns()));
            try (Fft2 fft = Fft2.of(image.rows(), image.columns())) {
                space.forward(image, fft);
            }
        }
    }

    FreeSpace space(int rows, int columns) {
        return FreeSpace.over(distance, rows, columns, pixelHeight, pixelWidth, wavelength);
    }

    Specimen specimen(Specimen from) {
        Specimen specimen = from.copy();
        apply(List.of(specimen.image()));
        return specimen;
    }

    Probe probe(Probe from) {
        Probe probe = from.copy();
        for (int m = 0; m < probe.modes(); m++) {
            apply(List.of(probe.mode(m)));
        }
        return probe;
    }

    /** The derivative of what {@link #probe} gives by the distance, a metre. */
    ComplexImage[] slopes(Probe from) {
        ComplexImage[] slopes = new ComplexImage[from.modes()];
        for (int m = 0; m < slopes.length; m++) {
            slopes[m] = slope(from.mode(m));
        }
        return slopes;
    }

    ComplexImage slope(ComplexImage from) {
        ComplexImage slope = from.copy();
        try (Fft2 fft = Fft2.of(from.rows(), from.columns())) {
            space(from.rows(), from.columns()).slope(slope, fft);
        }
        return slope;
    }
}
