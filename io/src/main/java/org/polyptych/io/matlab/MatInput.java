package org.polyptych.io.matlab;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.polyptych.core.BadInputException;

/**
 * The content of one element of a level-5 MAT-file, read forward and never past its end. A tag is eight bytes, type and
 * size; where the size is put into the upper half of the type, four bytes of content are in the tag itself. Content is
 * filled up to a multiple of eight bytes.
 */
final class MatInput {
    private static final int TAG = 8;
    private static final int SKIPPED_AT_ONCE = 1 << 16;

    private final InputStream in;
    private final ByteOrder order;
    private final String label;
    private long left;

    /**
     * @param label file and variable, for messages
     * @param length of the content in bytes
     */
    MatInput(InputStream in, ByteOrder order, String label, long length) {
        this.in = in;
        this.order = order;
        this.label = label;
        this.left = length;
    }

    /**
     * What stands in front of content.
     *
     * @param small the content, where the tag itself holds it; else null
     */
    record Tag(int type, long bytes, byte[] small) {}

    boolean hasMore() {
        return left >= TAG;
    }

    ByteOrder order() {
        return order;
    }

    String label() {
        return label;
    }

    Tag tag() {
        ByteBuffer buffer = ByteBuffer.wrap(exactly(TAG)).order(order);
        int first = buffer.getInt(0);
        int small = first >>> 16;
        if (small == 0) {
            return new Tag(first, Integer.toUnsignedLong(buffer.getInt(4)), null);
        }
        if (small > 4) {
            throw damaged();
        }
        byte[] content = new byte[small];
        buffer.get(4, content);
        return new Tag(first & 0xffff, small, content);
    }

    /**
     * The content behind a tag.
     *
     * @param most bytes that are expected at most
     * @throws BadInputException if there are more, or the element ends before
     */
    ByteBuffer content(Tag tag, long most) {
        if (tag.bytes > most || tag.small == null && tag.bytes > left) {
            throw damaged();
        }
        if (tag.small != null) {
            return ByteBuffer.wrap(tag.small).order(order);
        }
        byte[] bytes = exactly((int) tag.bytes);
        skip(Math.min(left, padding(tag.bytes)));
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** The content behind a tag as elements of its own; to be read, or skipped by {@link #skipRest}, before going on. */
    MatInput inside(Tag tag) {
        if (tag.small != null || tag.bytes > left) {
            throw damaged();
        }
        left -= tag.bytes;
        return new MatInput(in, order, label, tag.bytes);
    }

    void skip(Tag tag) {
        if (tag.small == null) {
            if (tag.bytes > left) {
                throw damaged();
            }
            skip(Math.min(left, tag.bytes + padding(tag.bytes)));
        }
    }

    void skipRest() {
        skip(left);
    }

    private static long padding(long bytes) {
        return (TAG - bytes % TAG) % TAG;
    }

    private void skip(long bytes) {
        long rest = bytes;
        while (rest > 0) {
            rest -= exactly((int) Math.min(SKIPPED_AT_ONCE, rest)).length;
        }
    }

    private byte[] exactly(int bytes) {
        if (bytes > left) {
            throw damaged();
        }
        try {
            byte[] read = in.readNBytes(bytes);
            if (read.length < bytes) {
                throw new EOFException("it ends too early");
            }
            left -= bytes;
            return read;
        } catch (IOException e) {
            throw new BadInputException(label + ": damaged or cut short MATLAB file (" + e.getMessage() + ")", e);
        }
    }

    BadInputException damaged() {
        return new BadInputException(label + ": damaged MATLAB file: an element does not fit into what holds it");
    }
}
