package org.polyptych.physics;

import java.util.Arrays;
import java.util.Comparator;
import org.polyptych.core.ComplexImage;

/**
 * The beam at the specimen: [variation][mode][row][column]. Modes are mutually incoherent: their intensities add on the
 * detector. Variation 0 is the probe itself; further ones describe how it drifts from frame to frame.
 */
public final class Probe {
    private static final int MOST_SWEEPS = 60;
    private static final double ORTHOGONAL = 1e-7;

    private final ComplexImage[][] variations;

    /** @param variations [variation][mode], at least one of each, all of one size; kept, not copied */
    public Probe(ComplexImage[][] variations) {
        if (variations.length == 0 || variations[0].length == 0) {
            throw new IllegalArgumentException("a probe needs at least one mode");
        }
        for (ComplexImage[] modes : variations) {
            if (modes.length != variations[0].length) {
                throw new IllegalArgumentException("every variation of a probe needs as many modes as the first");
            }
            for (ComplexImage mode : modes) {
                if (mode.rows() != variations[0][0].rows() || mode.columns() != variations[0][0].columns()) {
                    throw new IllegalArgumentException("the modes of a probe must be of one size");
                }
            }
        }
        this.variations = variations;
    }

    /** A probe of one variation with the given modes. */
    public static Probe of(ComplexImage... modes) {
        return new Probe(new ComplexImage[][] {modes});
    }

    public int variations() {
        return variations.length;
    }

    public int modes() {
        return variations[0].length;
    }

    public int rows() {
        return variations[0][0].rows();
    }

    public int columns() {
        return variations[0][0].columns();
    }

    /** A mode of variation 0: the image itself, not a copy. */
    public ComplexImage mode(int mode) {
        return variations[0][mode];
    }

    public ComplexImage mode(int variation, int mode) {
        return variations[variation][mode];
    }

    /** Sum of |P|^2 over the modes of variation 0: the mean counts a frame would have without a specimen. */
    public double power() {
        double sum = 0;
        for (ComplexImage mode : variations[0]) {
            sum += mode.power();
        }
        return sum;
    }

    public Probe copy() {
        return new Probe(Arrays.stream(variations)
                .map(modes -> Arrays.stream(modes).map(ComplexImage::copy).toArray(ComplexImage[]::new))
                .toArray(ComplexImage[][]::new));
    }

    /** The same probe with its total power scaled to the given one. */
    public Probe withPower(double power) {
        Probe scaled = copy();
        double factor = Math.sqrt(power / power());
        for (ComplexImage[] modes : scaled.variations) {
            for (ComplexImage mode : modes) {
                mode.scale(factor);
            }
        }
        return scaled;
    }

    /**
     * The same incoherent sum written with modes that are orthogonal, sorted by power: U S of the singular value
     * decomposition of the modes, found by one-sided Jacobi rotations (Hestenes 1958). Variations beyond the first are
     * kept as they are.
     */
    public Probe orthogonalised() {
        Probe result = copy();
        ComplexImage[] modes = result.variations[0];
        boolean rotated = true;
        for (int sweep = 0; sweep < MOST_SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int a = 0; a < modes.length; a++) {
                for (int b = a + 1; b < modes.length; b++) {
                    rotated |= rotate(modes[a], modes[b]);
                }
            }
        }
        Arrays.sort(modes, Comparator.comparingDouble(ComplexImage::power).reversed());
        return result;
    }

    /** Makes two modes orthogonal by a unitary rotation; false if they already were. */
    private static boolean rotate(ComplexImage a, ComplexImage b) {
        double pa = a.power();
        double pb = b.power();
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        double overlap = Math.hypot(re, im);
        if (overlap <= ORTHOGONAL * Math.sqrt(pa * pb)) {
            return false;
        }
        double zeta = (pb - pa) / (2 * overlap);
        double t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        double cos = 1 / Math.sqrt(1 + t * t);
        double sin = cos * t;
        double ur = re / overlap;
        double ui = im / overlap;
        for (int i = 0; i < a.size(); i++) {
            double ar = a.re()[i];
            double ai = a.im()[i];
            double br = b.re()[i] * ur + b.im()[i] * ui;
            double bi = b.im()[i] * ur - b.re()[i] * ui;
            a.re()[i] = (float) (cos * ar - sin * br);
            a.im()[i] = (float) (cos * ai - sin * bi);
            b.re()[i] = (float) (sin * ar + cos * br);
            b.im()[i] = (float) (sin * ai + cos * bi);
        }
        return true;
    }
}
