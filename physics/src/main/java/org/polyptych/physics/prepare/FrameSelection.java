package org.polyptych.physics.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Positions;

/**
 * Frames named by their index from 0 in the file, or chosen evenly by where they lie ({@link FarthestPoints}).
 *
 * <pre>
 * selection = ["!"] part {"," part} | "farthest:" COUNT | "farthest:" PART "/" WHOLE
 * part      = INDEX | [FROM] ":" [TO] [":" STEP]
 * </pre>
 *
 * TO is not included. A {@code !} in front means all frames but these. A frame named twice is taken once; frames come
 * in the order of the file. A share of the frames is rounded to the nearest number, and is one frame at least.
 */
public final class FrameSelection {
    private static final int OPEN = -1;
    private static final String FARTHEST = "farthest:";

    /** One part of a list; {@code to} is OPEN where it runs to the end. */
    private record Part(String text, int from, int to, int step) {}

    /** So many parts of a whole; the whole is OPEN where the frames are counted. */
    private record Share(int part, int whole) {
        int of(int count) {
            return whole == OPEN ? part : (int) Math.max(1, (2L * count * part + whole) / (2L * whole));
        }
    }

    private final String text;
    private final boolean allBut;
    /** None if frames are named by their index. */
    private final Optional<Share> farthest;

    private final List<Part> parts = new ArrayList<>();

    private FrameSelection(String text) {
        this.text = text;
        this.allBut = text.startsWith("!");
        this.farthest = text.startsWith(FARTHEST) ? Optional.of(share()) : Optional.empty();
    }

    /**
     * Reads a selection such as {@code 0:100}, {@code ::2}, {@code 0:400:4}, {@code !17,23:27} or {@code farthest:1/9}.
     * Blanks do not count.
     *
     * @throws BadInputException naming the place in the text, if it cannot be read
     */
    public static FrameSelection parse(String typed) {
        String text = typed.replaceAll("\\s", "");
        FrameSelection selection = new FrameSelection(text);
        if (selection.farthest.isPresent()) {
            return selection;
        }
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

    private Share share() {
        int at = FARTHEST.length();
        int slash = text.indexOf('/', at);
        int end = slash < 0 ? text.length() : slash;
        if (end == at || slash + 1 == text.length()) {
            throw malformed(text.length(), "a number is missing: farthest:50 or farthest:1/9");
        }
        int part = number(at, end);
        int whole = slash < 0 ? OPEN : number(slash + 1, text.length());
        if (part == 0) {
            throw malformed(at, "'" + text.substring(at) + "' is no frame; the number must be 1 or more");
        }
        if (whole != OPEN && part > whole) {
            throw malformed(at, "the share " + text.substring(at) + " is more than all frames");
        }
        return new Share(part, whole);
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
                                : "'" + c + "' is not expected here; "
                                        + (text.contains("farthest")
                                                ? "farthest stands alone: farthest:50 or farthest:1/9"
                                                : "a part is INDEX or FROM:TO:STEP"));
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
     * @param positions of all frames of the scan
     * @throws BadInputException if a part reaches beyond the last frame, or nothing is left
     */
    public int[] of(Positions positions) {
        int count = positions.count();
        if (farthest.isPresent()) {
            int wanted = farthest.get().of(count);
            if (wanted > count) {
                throw new BadInputException(
                        "frames '" + text + "': the scan has only " + count + (count == 1 ? " frame" : " frames"));
            }
            return Arrays.stream(FarthestPoints.of(positions, wanted)).sorted().toArray();
        }
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
