package org.polyptych.neural.answers;

import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.model.Facts;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Scan;

/**
 * The frames with which a network was taught, held against those that it is to answer.
 *
 * @param source of the network, for messages
 * @param engine that uses it, for messages
 * @param side of the patterns in pixels
 * @param pixelHeight of the object it was taught, in metres; NaN if not said
 * @param pixelWidth in metres; NaN if not said
 */
public record TaughtFrames(String source, String engine, int side, double pixelHeight, double pixelWidth) {
    private static final String SIDE = "frame";
    private static final String HEIGHT = "pixel height";
    private static final String WIDTH = "pixel width";

    /** Pixels that differ by less are the same: no beam is known better. */
    private static final double SAME = 0.01;

    /** @throws BadInputException if the facts do not say it, or say what cannot be */
    public static TaughtFrames of(Facts facts, String engine) {
        return new TaughtFrames(
                facts.source(),
                engine,
                (int) facts.number(SIDE, 1, 1 << 15),
                facts.numberIfSaid(HEIGHT, Double.MIN_NORMAL, 1),
                facts.numberIfSaid(WIDTH, Double.MIN_NORMAL, 1));
    }

    /** Whether pixels are so much alike that one network serves both. */
    public static boolean samePixels(Geometry one, Geometry other) {
        return same(one.pixelHeight(), other.pixelHeight()) && same(one.pixelWidth(), other.pixelWidth());
    }

    /** Pixels that are not said are those of any scan. */
    private static boolean same(double pixel, double taught) {
        return !(Math.abs(pixel / taught - 1) > SAME);
    }

    /**
     * Sees to it that the network was taught with such patterns.
     *
     * @param anyPixel whether the object may have other pixels
     * @throws BadInputException if it was not
     */
    public void requireFit(Scan scan, boolean anyPixel) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        if (rows != side || columns != side) {
            throw new BadInputException(
                    scan.source() + ": has patterns of " + rows + " x " + columns + " pixels, the network"
                            + " in " + source + " was taught with " + side + " x " + side
                            + (rows > side && columns > side
                                    ? "; crop them with --set data.crop=" + side
                                    : "; take another network"));
        }
        double height = scan.geometry().pixelHeight();
        double width = scan.geometry().pixelWidth();
        if (!anyPixel && !(same(height, pixelHeight) && same(width, pixelWidth))) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: has object pixels of %.4g x %.4g m, the network in %s was taught with %.4g x %.4g m, so that it"
                            + " knows another beam; take another network, or set %s.anyPixel=true if the beam is the"
                            + " same in pixels",
                    scan.source(),
                    height,
                    width,
                    source,
                    pixelHeight,
                    pixelWidth,
                    engine));
        }
        if (scan.geometry().near().isPresent()) {
            throw new BadInputException(
                    scan.source() + ": is a near-field scan; " + engine + " knows the far field only");
        }
    }
}
