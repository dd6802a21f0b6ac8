package org.polyptych.io.electron;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.polyptych.core.BadInputException;
import org.polyptych.io.frames.SharedFile;

/**
 * Reads a DM file from front to back. What holds the tree together is big-endian, with counts of 4 bytes in version 3 and
 * of 8 in version 4; values have the order of bytes that the file says.
 */
final class DmInput {
    private static final int WINDOW = 1 << 16;
    private static final int LARGEST_VALUE = 1 << 24;

    private final SharedFile file;
    private final boolean wide;
    private final ByteOrder order;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long start;
    private long at;

    /**
     * @param wide whether counts have 8 bytes
     * @param order of the bytes of values
     * @param at where to begin
     */
    DmInput(SharedFile file, boolean wide, ByteOrder order, long at) {
        this.file = file;
        this.wide = wide;
        this.order = order;
        this.at = at;
    }

    long position() {
        return at;
    }

    boolean isWide() {
        return wide;
    }

    ByteOrder order() {
        return order;
    }

    /** @throws BadInputException if the file ends before */
    void skip(long bytes) {
        if (bytes < 0 || bytes > file.size() - at) {
            throw damaged("a value of " + bytes + " bytes at " + at + " does not lie in the file");
        }
        at += bytes;
    }

    /** Bytes from the file, as they lie. */
    private ByteBuffer take(int bytes, ByteOrder byteOrder) {
        if (bytes > WINDOW) {
            ByteBuffer large = file.read(at, bytes, byteOrder);
            at += bytes;
            return large;
        }
        if (at < start || at + bytes > start + window.limit()) {
            if (at + bytes > file.size()) {
                throw damaged("it ends in the middle of a tag");
            }
            window = file.read(at, (int) Math.min(WINDOW, file.size() - at), ByteOrder.BIG_ENDIAN);
            start = at;
        }
        ByteBuffer slice = window.slice((int) (at - start), bytes).order(byteOrder);
        at += bytes;
        return slice;
    }

    int unsignedByte() {
        return Byte.toUnsignedInt(take(1, ByteOrder.BIG_ENDIAN).get());
    }

    int unsignedShort() {
        return Short.toUnsignedInt(take(2, ByteOrder.BIG_ENDIAN).getShort());
    }

    /** A count of the tree. */
    long count() {
        long count = wide
                ? take(8, ByteOrder.BIG_ENDIAN).getLong()
                : take(4, ByteOrder.BIG_ENDIAN).getInt();
        if (count < 0) {
            throw damaged("a count of " + count);
        }
        return count;
    }

    String latin(int bytes) {
        return StandardCharsets.ISO_8859_1
                .decode(take(bytes, ByteOrder.BIG_ENDIAN))
                .toString();
    }

    /** Text of two bytes a character. */
    String wideText(long characters) {
        if (characters > LARGEST_VALUE) {
            throw damaged("a text of " + characters + " characters");
        }
        return (order == ByteOrder.LITTLE_ENDIAN ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE)
                .decode(take(2 * (int) characters, order))
                .toString();
    }

    /** A value of one of the simple types. */
    double number(int type) {
        ByteBuffer value = take(bytes(type), order);
        return switch (type) {
            case 2 -> value.getShort();
            case 3 -> value.getInt();
            case 4 -> Short.toUnsignedInt(value.getShort());
            case 5 -> Integer.toUnsignedLong(value.getInt());
            case 6 -> value.getFloat();
            case 7 -> value.getDouble();
            case 8, 10 -> Byte.toUnsignedInt(value.get());
            case 9 -> value.get();
            default -> value.getLong();
        };
    }

    /** Bytes of a value of one of the simple types. */
    int bytes(int type) {
        return switch (type) {
            case 8, 9, 10 -> 1;
            case 2, 4 -> 2;
            case 3, 5, 6 -> 4;
            case 7, 11, 12 -> 8;
            default -> throw damaged("a value of unknown type " + type);
        };
    }

    BadInputException damaged(String what) {
        return new BadInputException(file.path() + ": not a DM file, or damaged: " + what);
    }
}
