package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/** How much light each specimen pixel saw: the sum over frames and modes of |P|^2, at whole-pixel positions. */
public final class Illumination {
    private Illumination() {}

    /** The illumination on the specimen's grid; 0 where nothing was scanned. */
    public static RealImage of(Specimen specimen, Probe probe, Positions positions) {
        float[] intensity = new float[probe.rows() * probe.columns()];
        for (int m = 0; m < probe.modes(); m++) {
            ComplexImage mode = probe.mode(m);
            for (int i = 0; i < intensity.length; i++) {
                intensity[i] += mode.re()[i] * mode.re()[i] + mode.im()[i] * mode.im()[i];
            }
        }
        RealImage sum = RealImage.zeros(specimen.rows(), specimen.columns());
        for (int j = 0; j < positions.count(); j++) {
            int top = (int) Math.round(specimen.rowOf(positions.y()[j])) - probe.rows() / 2;
            int left = (int) Math.round(specimen.columnOf(positions.x()[j])) - probe.columns() / 2;
            add(sum, intensity, probe.rows(), probe.columns(), top, left);
        }
        return sum;
    }

    private static void add(RealImage sum, float[] intensity, int rows, int columns, int top, int left) {
        int fromX = Math.max(0, -left);
        int toX = Math.min(columns, sum.columns() - left);
        for (int y = Math.max(0, -top); y < Math.min(rows, sum.rows() - top); y++) {
            int at = (top + y) * sum.columns() + left;
            for (int x = fromX; x < toX; x++) {
                sum.values()[at + x] += intensity[y * columns + x];
            }
        }
    }
}
