package org.polyptych.physics.beam;

import org.polyptych.core.RealImage;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;

/**
 * A beam seen from the side: intensity, modes added, on the two lines through the brightest pixel of the sharpest plane, in
 * planes from before to behind specimen and focus.
 *
 * @param focus what was found
 * @param from z of the first plane in metres, downstream above 0
 * @param step from plane to plane, in metres
 * @param vertical [row][plane] in the brightest pixel's column
 * @param horizontal [column][plane] in the brightest pixel's row
 * @param pixelHeight of a row of {@code vertical}, in metres
 * @param pixelWidth of a row of {@code horizontal}, in metres
 * @param row of the brightest pixel
 * @param column of the brightest pixel
 */
public record Caustic(
        Focus focus,
        double from,
        double step,
        RealImage vertical,
        RealImage horizontal,
        double pixelHeight,
        double pixelWidth,
        int row,
        int column) {
    private static final int PLANES = 241;

    /** Room before and behind what is to be seen, in depths of focus, and as a share of the way from specimen to focus. */
    private static final double DEPTHS = 2;

    private static final double SHARE = 0.3;

    /**
     * Looks for the focus and propagates the beam past it.
     *
     * @throws org.polyptych.core.BadInputException if the wavelength is not known or the probe is empty
     */
    public static Caustic of(Probe probe, Geometry geometry) {
        Focus focus = Focus.of(probe, geometry);
        try (BeamPropagation beam = new BeamPropagation(probe, geometry, true)) {
            return of(beam, focus, geometry);
        }
    }

    private static Caustic of(BeamPropagation beam, Focus focus, Geometry geometry) {
        double room = focus.depth() > 0
                ? Math.max(DEPTHS * focus.depth(), SHARE * Math.abs(focus.distance()))
                : focus.range();
        double from = Math.max(Math.min(0, focus.distance()) - room, -focus.range());
        double to = Math.min(Math.max(0, focus.distance()) + room, focus.range());
        double step = (to - from) / (PLANES - 1);
        RealImage sharpest = beam.intensity(focus.distance());
        int peak = brightest(sharpest);
        int row = peak / sharpest.columns();
        int column = peak % sharpest.columns();
        BeamPropagation.Side side = beam.side(row, column, from, step, PLANES);
        return new Caustic(
                focus,
                from,
                step,
                side.vertical(),
                side.horizontal(),
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                row,
                column);
    }

    private static int brightest(RealImage image) {
        int best = 0;
        for (int i = 1; i < image.size(); i++) {
            best = image.values()[i] > image.values()[best] ? i : best;
        }
        return best;
    }
}
