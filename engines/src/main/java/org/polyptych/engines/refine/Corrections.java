package org.polyptych.engines.refine;

import java.util.Locale;
import org.polyptych.physics.Positions;

/**
 * What refinement has made of positions, in numbers.
 *
 * @param rms root mean square length of the corrections, in pixels
 * @param largest length of a correction, in pixels
 * @param affine their affine part
 * @param rest root mean square length of what the affine part leaves, in pixels
 */
public record Corrections(double rms, double largest, AffineFit affine, double rest) {
    /** @param pixelHeight and pixelWidth of the object, in metres */
    public static Corrections of(Positions from, Positions to, double pixelHeight, double pixelWidth) {
        AffineFit affine = AffineFit.of(from, to);
        double squares = 0;
        double largest = 0;
        double rest = 0;
        for (int j = 0; j < from.count(); j++) {
            double down = to.y()[j] - from.y()[j];
            double right = to.x()[j] - from.x()[j];
            double length = Math.hypot(down / pixelHeight, right / pixelWidth);
            squares += length * length;
            largest = Math.max(largest, length);
            double restDown = (down - affine.down(from.y()[j], from.x()[j])) / pixelHeight;
            double restRight = (right - affine.right(from.y()[j], from.x()[j])) / pixelWidth;
            rest += restDown * restDown + restRight * restRight;
        }
        return new Corrections(Math.sqrt(squares / from.count()), largest, affine, Math.sqrt(rest / from.count()));
    }

    /** One line for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "positions moved by %.3g pixels rms, %.3g at most; affine part: %s; without it %.3g pixels rms",
                rms,
                largest,
                affine.text(),
                rest);
    }
}
