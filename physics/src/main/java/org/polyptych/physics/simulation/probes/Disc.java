package org.polyptych.physics.simulation.probes;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.GaussianBlur;

/**
 * A disc of light without phase, as behind a pinhole. The defaults are PtychoPINN's: pixels nearer than 10.94 to the
 * middle are 1, the others 0, blurred by a Gaussian of sigma 1.
 */
public record Disc(
        @Setting(value = "10.94", doc = "radius in pixels") double radius,

        @Setting(value = "1", doc = "sigma of the blur in pixels")
        double blur)
        implements TestProbe {

    public Disc {
        if (!(radius > 0)) {
            throw new IllegalArgumentException("radius must be larger than 0, got " + radius);
        }
        if (!(blur >= 0)) {
            throw new IllegalArgumentException("blur must be 0 or more, got " + blur);
        }
    }

    @Override
    public ComplexImage image(XrayGeometry geometry) {
        int rows = geometry.rows();
        int columns = geometry.columns();
        if (radius + 3 * blur > Math.min(rows, columns) / 2.0) {
            throw new BadInputException("disc: a radius of " + radius + " and a blur of " + blur
                    + " pixels do not fit an array of " + rows + " x " + columns);
        }
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                image.re()[y * columns + x] = Math.hypot(y - rows / 2, x - columns / 2) < radius ? 1 : 0;
            }
        }
        if (blur > 0) {
            GaussianBlur.dark(image.re(), rows, columns, blur);
        }
        image.scale(1 / Math.sqrt(image.power()));
        return image;
    }
}
