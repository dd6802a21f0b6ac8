package org.polyptych.neural.ptychonn;

import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * The part of a frame's patch that light has seen, and of which its pattern can tell: a disc about the middle pixel. What
 * lies outside is neither learned nor scored.
 *
 * @param radius in pixels
 * @param side of the square about the middle that holds the disc, an even number of pixels; its pixel (side / 2, side / 2)
 *     is the middle
 */
public record LitDisc(double radius, int side) {
    /** Of the probe's power, inside the disc. */
    private static final double SHARE = 0.99;

    /** @param frame side of a frame in pixels, which limits the square */
    public static LitDisc of(double radius, int frame) {
        return new LitDisc(radius, Math.min(frame / 2 * 2, 2 * (int) Math.ceil(radius)));
    }

    /**
     * The disc that holds 99% of the probe's power: of the true one, else of the one that comes with the scan; a quarter of
     * the frame's side where there is none, which is PtychoPINN's.
     */
    public static LitDisc of(Scan scan) {
        int frame = Math.min(scan.frames().rows(), scan.frames().columns());
        Optional<Probe> probe = scan.truth().map(Scan.Truth::probe).or(scan::probe);
        return of(probe.map(LitDisc::radius).orElse(frame / 4.0), frame);
    }

    /** Radius of the disc that holds 99% of a probe's power. */
    public static double radius(Probe probe) {
        int rows = probe.rows();
        int columns = probe.columns();
        double[] byRing = new double[Math.max(rows, columns)];
        for (int m = 0; m < probe.modes(); m++) {
            ComplexImage mode = probe.mode(m);
            for (int i = 0; i < mode.size(); i++) {
                int ring = (int) Math.rint(Math.hypot(i / columns - rows / 2, i % columns - columns / 2));
                byRing[ring] += (double) mode.re()[i] * mode.re()[i] + (double) mode.im()[i] * mode.im()[i];
            }
        }
        double inside = 0;
        int ring = 0;
        while (ring < byRing.length && inside + byRing[ring] < SHARE * probe.power()) {
            inside += byRing[ring];
            ring++;
        }
        return Math.min(ring + 0.5, Math.min(rows, columns) / 2.0);
    }

    /** 1 for pixels of the square inside the disc, 0 for the others. */
    public float[] mask() {
        float[] mask = new float[side * side];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = Math.hypot(i / side - side / 2, i % side - side / 2) < radius ? 1 : 0;
        }
        return mask;
    }
}
