package org.polyptych.engines.constraint;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;

/**
 * A circle around the frame's centre pixel outside of which the probe is 0: the projection on all probes that are. The
 * edge is hard, since a soft one would darken the rim anew with every iteration.
 */
public final class ProbeSupport {
    private final boolean[] inside;

    /**
     * @param rows of the probe
     * @param columns of the probe
     * @param share of half the shorter side: the radius; a pixel whose middle lies on the circle is inside
     */
    public ProbeSupport(int rows, int columns, double share) {
        this.inside = new boolean[rows * columns];
        double radius = share * Math.min(rows, columns) / 2;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                inside[y * columns + x] = Math.hypot(y - rows / 2, x - columns / 2) <= radius;
            }
        }
    }

    /** True for pixels that may be lit. */
    public boolean[] inside() {
        return inside.clone();
    }

    public void apply(ComplexImage... modes) {
        for (ComplexImage mode : modes) {
            int i = 0;
            while (i < inside.length) {
                int from = i;
                while (i < inside.length && inside[i] == inside[from]) {
                    i++;
                }
                if (!inside[from]) {
                    Arrays.fill(mode.re(), from, i, 0);
                    Arrays.fill(mode.im(), from, i, 0);
                }
            }
        }
    }
}
