package org.polyptych.io.electron;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.frames.FrameSize;
import org.polyptych.io.frames.Sample;
import org.polyptych.io.frames.SharedFile;

/**
 * The text in front of each frame of a Merlin file, comma-separated: {@code MQ1}, the frame's number, bytes of the text,
 * chips, columns, rows, kind of numbers (U08, U16, U32 in big-endian bytes, or R64: as the chips send them), layout of
 * the chips, and more; of raw frames the depth of the counters in bits comes last.
 *
 * @param sequence number of the first frame of the file, usually from 1
 * @param bytes of the text
 * @param chips how many chips sent the frame
 * @param rows as the text has them, which for raw frames is how the chips lie in the file
 * @param columns as the text has them
 * @param kind such as U16 or R64
 * @param layout such as 1x1 or 2x2
 * @param depth bits of a counter, of raw frames; 0 for others
 */
record MibHeader(int sequence, int bytes, int chips, int rows, int columns, String kind, String layout, int depth) {
    private static final String MARK = "MQ1,";
    private static final int LONGEST = 1 << 16;
    private static final int FEWEST_FIELDS = 8;
    private static final int FIELD_SEQUENCE = 1;
    private static final int FIELD_BYTES = 2;
    private static final int FIELD_CHIPS = 3;
    private static final int FIELD_COLUMNS = 4;
    private static final int FIELD_ROWS = 5;
    private static final int FIELD_KIND = 6;
    private static final int FIELD_LAYOUT = 7;

    static boolean isAtFront(Path path) {
        try (SharedFile file = SharedFile.open(path)) {
            return isAtFront(file);
        }
    }

    static boolean isAtFront(SharedFile file) {
        return text(file.front(MARK.length(), ByteOrder.BIG_ENDIAN)).equals(MARK);
    }

    /** @throws BadInputException if the file does not begin with such a text */
    static MibHeader of(SharedFile file) {
        String front = text(file.front(LONGEST, ByteOrder.BIG_ENDIAN));
        String[] fields = front.split(",", FEWEST_FIELDS + 1);
        if (!front.startsWith(MARK) || fields.length < FEWEST_FIELDS) {
            throw new BadInputException(file.path() + ": not a Merlin file: it does not begin with MQ1 and its fields");
        }
        int bytes = whole(file, fields, FIELD_BYTES, "bytes of the header");
        if (bytes < MARK.length() || bytes > front.length()) {
            throw new BadInputException(
                    file.path() + ": the header is said to have " + bytes + " bytes of " + file.size());
        }
        String kind = fields[FIELD_KIND].strip();
        return new MibHeader(
                whole(file, fields, FIELD_SEQUENCE, "number of the frame"),
                bytes,
                whole(file, fields, FIELD_CHIPS, "number of chips"),
                whole(file, fields, FIELD_ROWS, "number of rows"),
                whole(file, fields, FIELD_COLUMNS, "number of columns"),
                kind,
                fields[FIELD_LAYOUT].strip().replace("G", ""),
                kind.startsWith("R") ? depth(file, front.substring(0, bytes)) : 0);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    private static int depth(SharedFile file, String header) {
        int end = header.indexOf(0);
        List<String> fields = Arrays.stream((end < 0 ? header : header.substring(0, end)).split(","))
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .toList();
        return whole(file, new String[] {fields.getLast()}, 0, "counter depth of raw frames, its last field,");
    }

    private static int whole(SharedFile file, String[] fields, int k, String what) {
        try {
            return Integer.parseInt(fields[k].strip());
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    file.path() + ": the " + what + " in the header is '" + fields[k].strip() + "', not a number", e);
        }
    }

    boolean isRaw() {
        return kind.startsWith("R");
    }

    /** How the numbers of a frame that is not raw are stored. */
    Sample sample(String label) {
        return switch (kind) {
            case "U08" -> Sample.UINT8;
            case "U16" -> Sample.UINT16;
            case "U32" -> Sample.UINT32;
            case "U64" -> Sample.UINT64;
            default ->
                throw new BadInputException(
                        label + ": Merlin frames of kind '" + kind + "' are not known; known: U08, U16, U32, U64, R64");
        };
    }

    /** Bytes of a frame without the text. */
    long frameBytes(String label) {
        if (!isRaw()) {
            return FrameSize.bytes(rows, columns, sample(label), label);
        }
        FrameSize.bytes(rows, columns, Sample.UINT32, label);
        long pixels = (long) rows * columns;
        return switch (depth) {
            case 1 -> pixels / 8;
            case 6 -> pixels;
            case 12, 24 -> 2 * pixels;
            default ->
                throw new BadInputException(label + ": raw Merlin frames with counters of " + depth
                        + " bits are not known; known: 1, 6, 12, 24");
        };
    }

    /** Whether another file's frames are like these. */
    boolean isLike(MibHeader other) {
        return bytes == other.bytes
                && rows == other.rows
                && columns == other.columns
                && depth == other.depth
                && kind.equals(other.kind)
                && layout.equals(other.layout);
    }
}
