package org.polyptych.neural.patterns;

import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.answers.TaughtFrames;
import org.polyptych.physics.Scan;

/** Sees to it that one network can learn from several scans. */
public final class AlikeScans {
    /** What sides of patterns are a multiple of. */
    private static final int MULTIPLE = 8;

    private AlikeScans() {}

    /**
     * Far-field scans of square frames of one size, and of one object pixel.
     *
     * @param trainer its name, for messages
     * @param scans at least one
     * @throws BadInputException if they are not such
     */
    public static void require(String trainer, List<Scan> scans) {
        Scan first = scans.getFirst();
        for (Scan scan : scans) {
            if (scan.geometry().near().isPresent()) {
                throw new BadInputException(
                        scan.source() + ": is a near-field scan; " + trainer + " knows the far field only");
            }
            requireSize(trainer, scan, first);
            if (!TaughtFrames.samePixels(scan.geometry(), first.geometry())) {
                throw new BadInputException(String.format(
                        Locale.ROOT,
                        "%s: has object pixels of %.4g x %.4g m, %s has %.4g x %.4g m; one network learns objects of one"
                                + " pixel",
                        scan.source(),
                        scan.geometry().pixelHeight(),
                        scan.geometry().pixelWidth(),
                        first.source(),
                        first.geometry().pixelHeight(),
                        first.geometry().pixelWidth()));
            }
        }
    }

    private static void requireSize(String trainer, Scan scan, Scan first) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        if (rows != columns || rows % MULTIPLE != 0) {
            throw new BadInputException(scan.source() + ": frames of " + rows + " x " + columns + " pixels; " + trainer
                    + " takes square ones whose side is a multiple of 8: crop them with --set data.crop=N");
        }
        int side = first.frames().rows();
        if (rows != side) {
            throw new BadInputException(scan.source() + ": frames of " + rows + " x " + columns + " pixels, those of "
                    + first.source() + " have " + side + " x " + side + "; one network learns from frames of one size");
        }
    }
}
