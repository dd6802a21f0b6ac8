package org.polyptych.io.frames;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;

/**
 * Pixels where a detector stores a mark and no counts, as in the gaps between its modules and where it is dead: a number
 * below 0 (Pilatus: -1, -2), or the largest that its type has (Eiger; also what is saturated). A pixel that is marked in
 * every frame that was looked at is bad; one that is below 0 only now and then is noise about a dark level. Fractions
 * carry no marks, since a dark level was subtracted from them more often than not.
 */
public final class DetectorMarks {
    /** Enough that noise about 0 is not below it in all of them. */
    private static final int MOST_FRAMES = 32;

    private final Sample sample;
    private final String label;
    private final boolean[] marked;
    private int left;
    private int looked;

    /**
     * @param sample how the numbers are stored
     * @param label of the file, for messages
     */
    public DetectorMarks(Sample sample, int pixels, String label) {
        this.sample = sample;
        this.label = label;
        this.marked = new boolean[pixels];
        Arrays.fill(marked, sample.hasMarks());
        this.left = sample.hasMarks() ? pixels : 0;
    }

    /**
     * The good pixels of stored frames, some of which are looked at, evenly spread.
     *
     * @param notes gets a line if any pixel is bad
     * @throws BadInputException if no pixel is good
     */
    public static boolean[] good(StoredFrames stored, List<String> notes) {
        DetectorMarks marks = new DetectorMarks(stored.sample(), stored.rows() * stored.columns(), stored.label(0));
        int some = Math.min(stored.count(), MOST_FRAMES);
        for (int k = 0; k < some && marks.isOpen(); k++) {
            marks.look(stored.values((int) ((long) k * stored.count() / some)));
        }
        return marks.good(notes);
    }

    /** Whether another frame could change anything. */
    public boolean isOpen() {
        return left > 0 && looked < MOST_FRAMES;
    }

    /** Looks at the next frame. */
    public void look(float[] values) {
        looked++;
        for (int i = 0; i < marked.length; i++) {
            if (marked[i] && !sample.isMark(values[i])) {
                marked[i] = false;
                left--;
            }
        }
    }

    /** As {@link #good(StoredFrames, List)}, after the frames that were looked at. */
    public boolean[] good(List<String> notes) {
        if (left == marked.length) {
            throw new BadInputException(label + ": every pixel is " + sample.mark() + " in all of the " + looked
                    + " frames looked at; that is what a detector stores where it does not count");
        }
        if (left > 0) {
            notes.add("mask: " + left + " of " + marked.length + " pixels are " + sample.mark() + " in all of the "
                    + looked + " frames looked at, as a detector marks what it did not count, and are bad");
        }
        boolean[] good = new boolean[marked.length];
        for (int i = 0; i < good.length; i++) {
            good[i] = !marked[i];
        }
        return good;
    }
}
