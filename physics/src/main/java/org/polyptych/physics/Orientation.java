package org.polyptych.physics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the axes of the scan lie against those of the detector: one of eight. It is applied to the positions; the patterns
 * stay as they are, and so does their zero frequency. To turn or mirror the patterns instead would give the same object,
 * turned or mirrored.
 *
 * @param swap exchanges y and x
 * @param flipY changes the sign of y, after swapping
 * @param flipX changes the sign of x, after swapping
 */
public record Orientation(boolean swap, boolean flipY, boolean flipX) {
    /** Everything as it is. */
    public static final Orientation NONE = new Orientation(false, false, false);

    /** All eight, beginning with {@link #NONE}. */
    public static List<Orientation> all() {
        return Stream.of(false, true)
                .flatMap(swap -> Stream.of(
                        new Orientation(swap, false, false),
                        new Orientation(swap, true, true),
                        new Orientation(swap, true, false),
                        new Orientation(swap, false, true)))
                .toList();
    }

    /**
     * The same, turned by 180 degrees. In the far field both explain a scan equally well: F[conj f](k) = conj F[f](-k), so
     * that a scan with all its positions negated has the intensities of the conjugate object and probe, turned.
     */
    public Orientation turned() {
        return new Orientation(swap, !flipY, !flipX);
    }

    /** This one, and then another. */
    public Orientation then(Orientation next) {
        boolean firstY = next.swap ? flipX : flipY;
        boolean firstX = next.swap ? flipY : flipX;
        return new Orientation(swap ^ next.swap, firstY ^ next.flipY, firstX ^ next.flipX);
    }

    /** The positions so changed. */
    public Positions applied(Positions positions) {
        double[] y = swap ? positions.x() : positions.y();
        double[] x = swap ? positions.y() : positions.x();
        return new Positions(signed(y, flipY), signed(x, flipX));
    }

    /** The scan with its positions so changed; without object and truth, which belong to the positions as they were. */
    public Scan applied(Scan scan) {
        if (equals(NONE)) {
            return scan;
        }
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                applied(scan.positions()),
                scan.probe(),
                Optional.empty(),
                Optional.empty(),
                scan.notes(),
                scan.background(),
                scan.beams());
    }

    /** For people: such as {@code swap, flipX}, or {@code as it is}. */
    public String text() {
        String names = String.join(
                ", ",
                Stream.of(swap ? "swap" : "", flipY ? "flipY" : "", flipX ? "flipX" : "")
                        .filter(name -> !name.isEmpty())
                        .toList());
        return names.isEmpty() ? "as it is" : names;
    }

    private static double[] signed(double[] values, boolean flip) {
        return flip ? Arrays.stream(values).map(v -> -v).toArray() : values;
    }
}
