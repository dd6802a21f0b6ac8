package org.polyptych.physics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

    /** [variation][mode]: the arrays themselves. */
    ComplexImage[][] images() {
        return variations;
    }

    /**
     * The same probe with so many variations: further ones are 0 everywhere, those beyond are left out. Images are shared,
     * not copied.
     */
    public Probe withVariations(int count) {
        ComplexImage[][] images = new ComplexImage[count][modes()];
        for (int v = 0; v < count; v++) {
            for (int m = 0; m < modes(); m++) {
                images[v][m] = v < variations() ? variations[v][m] : ComplexImage.zeros(rows(), columns());
            }
        }
        return new Probe(images);
    }

    /** One of the variations alone; shares its images. */
    public Probe variation(int variation) {
        return new Probe(new ComplexImage[][] {variations[variation]});
    }

    /** Probes of as many modes and pixels as the variations of one; shares their images. */
    public static Probe ofVariations(List<Probe> probes) {
        return new Probe(probes.stream().map(probe -> probe.variations[0]).toArray(ComplexImage[][]::new));
    }

    /** Sum of |P|^2 over the modes of variation 0: the mean counts a frame would have without a specimen. */
    public double power() {
        double sum = 0;
        for (ComplexImage mode : variations[0]) {
            sum += mode.power();
        }
        return sum;
    }

    /** The greatest root of the sum of |P|^2 over the modes of variation 0, on any pixel. */
    public double greatestAmplitude() {
        double greatest = 0;
        for (int i = 0; i < variations[0][0].size(); i++) {
            double sum = 0;
            for (ComplexImage mode : variations[0]) {
                sum += (double) mode.re()[i] * mode.re()[i] + (double) mode.im()[i] * mode.im()[i];
            }
            greatest = Math.max(greatest, sum);
        }
        return Math.sqrt(greatest);
    }

    /** Whether the other has the same variations and modes, to the bit. */
    public boolean sameAs(Probe other) {
        if (variations() != other.variations() || modes() != other.modes()) {
            return false;
        }
        for (int v = 0; v < variations(); v++) {
            for (int m = 0; m < modes(); m++) {
                if (!mode(v, m).sameAs(other.mode(v, m))) {
                    return false;
                }
            }
        }
        return true;
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
     * decomposition of the modes of variation 0, found by one-sided Jacobi rotations (Hestenes 1958). Further variations
     * are mixed like the first, so that every weighted sum of variations is still the same incoherent sum.
     */
    public Probe orthogonalised() {
        Probe result = copy();
        boolean rotated = true;
        for (int sweep = 0; sweep < MOST_SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int a = 0; a < modes(); a++) {
                for (int b = a + 1; b < modes(); b++) {
                    rotated |= rotate(result.variations, a, b);
                }
            }
        }
        return new Probe(sorted(result.variations));
    }

    /** Every variation with its modes in the order of the first one's power, strongest first. */
    private static ComplexImage[][] sorted(ComplexImage[][] variations) {
        Integer[] order = new Integer[variations[0].length];
        Arrays.setAll(order, m -> m);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingDouble(m -> variations[0][m].power())
                        .reversed());
        return Arrays.stream(variations)
                .map(modes -> Arrays.stream(order).map(m -> modes[m]).toArray(ComplexImage[]::new))
                .toArray(ComplexImage[][]::new);
    }

    /** Makes two modes of the first variation orthogonal by a unitary rotation; false if they already were. */
    private static boolean rotate(ComplexImage[][] variations, int first, int second) {
        ComplexImage a = variations[0][first];
        ComplexImage b = variations[0][second];
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
        for (ComplexImage[] modes : variations) {
            rotate(modes[first], modes[second], cos, sin, ur, ui);
        }
        return true;
    }

    private static void rotate(ComplexImage a, ComplexImage b, double cos, double sin, double ur, double ui) {
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
    }
}
