package org.polyptych.io;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Orientation;
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
        boolean roll) {

    /** The group of these settings, in front of their names. */
    public static final String GROUP = "file";

    /** Everything as it was read. */
    public static final ReaderSettings NONE = new ReaderSettings(false, false, false, false);

    /** The same with the positions in another orientation: that of these settings, and then the given one. */
    public ReaderSettings then(Orientation next) {
        Orientation both = orientation().then(next);
        return new ReaderSettings(both.swap(), both.flipY(), both.flipX(), roll);
    }

    /** What is done to the positions. */
    public Orientation orientation() {
        return new Orientation(swap, flipY, flipX);
    }

    /** The scan with the changes, each with a note. */
    public Scan applied(Scan scan) {
        if (equals(NONE)) {
            return scan;
        }
        List<String> notes = new ArrayList<>(scan.notes());
        note(swap, "positions: y and x exchanged (file.swap)", notes);
        note(flipY, "positions: sign of y changed (file.flipY)", notes);
        note(flipX, "positions: sign of x changed (file.flipX)", notes);
        note(roll, "patterns: moved by half their size (file.roll)", notes);
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
        Scan oriented = orientation().applied(scan);
        Frames frames = oriented.frames();
        return new Scan(
                oriented.name(),
                oriented.source(),
                oriented.geometry(),
                roll ? new RolledFrames(frames) : frames,
                roll ? RolledFrames.rolled(scan.mask(), frames.rows(), frames.columns()) : scan.mask(),
                oriented.positions(),
                oriented.probe(),
                oriented.specimen(),
                oriented.truth(),
                List.copyOf(notes));
    }

    private static void note(boolean set, String note, List<String> notes) {
        if (set) {
            notes.add(note);
        }
    }
}
