package org.polyptych.physics.simulation.objects;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.settings.Setting;

/** A test pattern like those of nanofabrication: spokes of metal on a membrane, cut by rings, in a rim. */
public record SiemensStar(
        @Setting(value = "0", doc = "outer radius of the spokes in pixels; 0: a third of the object's smaller side")
        double radius,

        @Setting(value = "36", doc = "number of spokes") int spokes,

        @Setting(value = "0.85", doc = "amplitude behind the metal, above 0 and at most 1")
        double amplitude,

        @Setting(value = "-0.7", doc = "phase behind the metal in rad")
        double phase)
        implements TestObject {
    /** As parts of the radius. */
    private static final double INNER_RADIUS = 0.066;

    private static final double[] GAPS = {0.262, 0.508, 0.754};
    private static final double GAP_WIDTH = 0.033;
    private static final double RIM_FROM = 1.05;
    private static final double RIM_TO = 1.15;

    public SiemensStar {
        if (!(radius >= 0)) {
            throw new IllegalArgumentException("radius must be 0 or more, got " + radius);
        }
        if (spokes < 1 || spokes > 10_000) {
            throw new IllegalArgumentException("spokes must be 1 to 10000, got " + spokes);
        }
        Drawing.checkTransmission(amplitude, phase);
    }

    @Override
    public ComplexImage image(int rows, int columns, int scale, long seed) {
        double outer = radius > 0 ? radius : Math.min(rows, columns) / (3.0 * scale);
        return Drawing.transmission(
                Drawing.of(rows, columns, scale, (y, x) -> isMetal(Math.hypot(y, x) / outer, Math.atan2(y, x)) ? 1 : 0),
                amplitude,
                phase);
    }

    private boolean isMetal(double part, double angle) {
        if (part >= RIM_FROM && part < RIM_TO) {
            return true;
        }
        if (part < INNER_RADIUS || part > 1) {
            return false;
        }
        for (double gap : GAPS) {
            if (Math.abs(part - gap) < GAP_WIDTH / 2) {
                return false;
            }
        }
        return Math.sin(spokes * angle) > 0;
    }
}
