package org.polyptych.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * What a person knows better than a file or its reader; group {@code file}. Each setting changes what the reader
 * assumed, which the scan's notes say; so they mean the same for every format. With other positions the object is another
 * (mirrored or on its side), so that an object or a truth in the file no longer fits and is left out.
 *
 * @param swap rows for columns in the positions
 * @param flipY the sign of the positions along the rows, after swapping
 * @param flipX the sign of the positions along the columns, after swapping
 * @param roll the patterns by half their size
 * @param nearField whether the frames are of the near field ({@link org.polyptych.physics.NearField})
 * @param magnification of the near field: a number, or {@code auto}
 * @param focusToSample in metres, from which the magnification follows; 0 where it is not known
 */
public record ReaderSettings(
        @Setting(value = "false", doc = "true: exchange y and x of the positions as they were read")
        boolean swap,

        @Setting(value = "false", doc = "true: change the sign of y of the positions (after swap)")
        boolean flipY,

        @Setting(value = "false", doc = "true: change the sign of x of the positions (after swap)")
        boolean flipX,

        @Setting(
                value = "false",
                doc = "true: move the patterns (and mask) by half their size, so that their corners meet in the middle")
        boolean roll,

        @Setting(
                value = "false",
                doc = "true: the frames are of the near field (Fresnel), in a parallel or a cone beam")
        boolean nearField,

        @Setting(
                value = "auto",
                doc =
                        "of the near field: a number (1: parallel beam), or auto: from focusToSample, else measured from the"
                                + " shifts between frames")
        String magnification,

        @Setting(
                value = "0",
                doc = "of the near field: metres from the beam's focus to the specimen behind it; 0: not known")
        double focusToSample) {

    private static final String AUTO = "auto";

    public ReaderSettings {
        boolean auto = magnification.equals(AUTO);
        if (!auto && !(number(magnification) > 0 && number(magnification) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "magnification must be a number above 0 or auto, got '" + magnification + "'");
        }
        if (!(focusToSample >= 0)) {
            throw new IllegalArgumentException("focusToSample must be 0 m or more, got " + focusToSample);
        }
        if (!nearField && (!auto || focusToSample > 0)) {
            throw new IllegalArgumentException(
                    (auto ? "focusToSample" : "magnification") + " is of the near field; set file.nearField=true too");
        }
        if (!auto && focusToSample > 0) {
            throw new IllegalArgumentException("magnification follows from focusToSample; leave one or the other out");
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The far field. */
    public ReaderSettings(boolean swap, boolean flipY, boolean flipX, boolean roll) {
        this(swap, flipY, flipX, roll, false, AUTO, 0);
    }

    /** The magnification where it is typed as a number. */
    Optional<Double> typedMagnification() {
        return magnification.equals(AUTO) ? Optional.empty() : Optional.of(number(magnification));
    }

    /** The group of these settings, in front of their names. */
    public static final String GROUP = "file";

    /** Everything as it was read. */
    public static final ReaderSettings NONE = new ReaderSettings(false, false, false, false);

    /** The scan with the changes, each with a note. */
    public Scan applied(Scan scan) {
        if (equals(NONE)) {
            return scan;
        }
        List<String> notes = new ArrayList<>(scan.notes());
        double[] y = swap ? scan.positions().x() : scan.positions().y();
        double[] x = swap ? scan.positions().y() : scan.positions().x();
        note(swap, "positions: y and x exchanged (file.swap)", notes);
        note(flipY, "positions: sign of y changed (file.flipY)", notes);
        note(flipX, "positions: sign of x changed (file.flipX)", notes);
        note(roll, "patterns: moved by half their size (file.roll)", notes);
        Frames frames = scan.frames();
        boolean moved = swap || flipY || flipX;
        note(
                moved && scan.truth().isPresent(),
                "truth: left out; it belongs to the positions as they stand in the file",
                notes);
        note(
                moved && scan.specimen().isPresent(),
                "object: the file's is left out; it belongs to the positions as they stand in the file (to start from"
                        + " it all the same, give it with --object)",
                notes);
        Scan changed = new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                roll ? new RolledFrames(frames) : frames,
                roll ? RolledFrames.rolled(scan.mask(), frames.rows(), frames.columns()) : scan.mask(),
                new Positions(signed(y, flipY), signed(x, flipX)),
                scan.probe(),
                moved ? Optional.empty() : scan.specimen(),
                moved ? Optional.empty() : scan.truth(),
                List.copyOf(notes));
        return nearField ? NearFieldReading.of(changed, this) : changed;
    }

    private static void note(boolean set, String note, List<String> notes) {
        if (set) {
            notes.add(note);
        }
    }

    private static double[] signed(double[] values, boolean flip) {
        return flip ? Arrays.stream(values).map(v -> -v).toArray() : values;
    }
}
