package org.polyptych.physics.prepare;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.polyptych.core.BadInputException;

/**
 * Frames named by their index from 0 in the file.
 *
 * <pre>
 * selection = ["!"] part {"," part}
 * part      = INDEX | [FROM] ":" [TO] [":" STEP]
 * </pre>
 *
 * TO is not included. A {@code !} in front means all frames but these. A frame named twice is taken once; frames come
 * in the order of the file.
 */
public final class FrameSelection {
    private static final int OPEN = -1;

    /** One part of a list; {@code to} is OPEN where it runs to the end. */
    private record Part(String text, int from, int to, int step) {}

    private final String text;
    private final boolean allBut;
    private final List<Part> parts = new ArrayList<>();

    private FrameSelection(String text) {
        this.text = text;
        this.allBut = text.startsWith("!");
    }

    /**
     * Reads a selection such as {@code 0:100}, {@code ::2}, {@code 0:400:4} or {@code !17,23:27}. Blanks do not count.
     *
     * @throws BadInputException naming the place in the text, if it cannot be read
     */
    public static FrameSelection parse(String typed) {
        String text = typed.replaceAll("\\s", "");
        FrameSelection selection = new FrameSelection(text);
        int at = selection.allBut ? 1 : 0;
        if (at == text.length()) {
            throw new BadInputException("frames '" + typed + "': nothing is selected; write for example 0:100 or ::2");
        }
        while (at <= text.length()) {
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            selection.parts.add(selection.part(at, end));
            at = end + 1;
        }
        return selection;
    }

    private Part part(int at, int end) {
        String part = text.substring(at, end);
        if (part.isEmpty()) {
            throw malformed(at, "an index or a range is missing");
        }
        int colon = part.indexOf(':');
        if (colon < 0) {
            int index = number(at, end);
            return new Part(part, index, index + 1, 1);
        }
        int second = part.indexOf(':', colon + 1);
        int toEnd = at + (second < 0 ? part.length() : second);
        int from = colon == 0 ? 0 : number(at, at + colon);
        int to = at + colon + 1 == toEnd ? OPEN : number(at + colon + 1, toEnd);
        int step = second < 0 || second + 1 == part.length() ? 1 : number(at + second + 1, end);
        if (step == 0) {
            throw malformed(at + second + 1, "the step must be 1 or more");
        }
        if (to != OPEN && to <= from) {
            throw malformed(
                    at, "'" + part + "' holds no frame: the end, which is not included, must be above the start");
        }
        return new Part(part, from, to, step);
    }

    private int number(int at, int end) {
        for (int i = at; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw malformed(
                        i,
                        c == '-'
                                ? "frames are counted from 0 and never negative"
                                : "'" + c + "' is not expected here; a part is INDEX or FROM:TO:STEP");
            }
        }
        if (end - at > 9) {
            throw malformed(at, text.substring(at, end) + " is larger than any number of frames");
        }
        return Integer.parseInt(text, at, end, 10);
    }

    private BadInputException malformed(int at, String why) {
        return new BadInputException("frames '" + text + "', character " + (at + 1) + ": " + why);
    }

    /**
     * The frames selected, ascending.
     *
     * @param count number of frames in the scan
     * @throws BadInputException if a part reaches beyond the last frame, or nothing is left
     */
    public int[] of(int count) {
        BitSet named = new BitSet(count);
        for (Part part : parts) {
            int to = part.to == OPEN ? count : part.to;
            if (part.from >= count || to > count) {
                throw new BadInputException("frames '" + text + "': '" + part.text + "' reaches beyond the " + count
                        + (count == 1 ? " frame" : " frames") + " of the scan, counted 0 to " + (count - 1));
            }
            for (long j = part.from; j < to; j += part.step) {
                named.set((int) j);
            }
        }
        if (allBut) {
            named.flip(0, count);
        }
        if (named.isEmpty()) {
            throw new BadInputException("frames '" + text + "': leaves none of the " + count + " frames");
        }
        return named.stream().toArray();
    }

    /** The shortest list of parts that names the given frames, ascending: {@code 17,23:27}. Empty for none. */
    public static String text(int[] ascending) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < ascending.length; ) {
            int last = k;
            while (last + 1 < ascending.length && ascending[last + 1] == ascending[last] + 1) {
                last++;
            }
            text.append(text.isEmpty() ? "" : ",").append(ascending[k]);
            if (last > k) {
                text.append(':').append(ascending[last] + 1);
            }
            k = last + 1;
        }
        return text.toString();
    }

    /** As typed, without blanks. */
    @Override
    public String toString() {
        return text;
    }
}
