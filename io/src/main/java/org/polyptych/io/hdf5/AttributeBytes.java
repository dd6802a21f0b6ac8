package org.polyptych.io.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the value of an attribute in an object's header (HDF5 file format, version 3, sections IV.A.1 and IV.A.2.m).
 * Attributes that are stored elsewhere, as of objects with many of them, it does not find.
 */
final class AttributeBytes {
    private static final int CONTINUATION = 0x10;
    private static final int ATTRIBUTE = 0x0c;
    /** The message is kept somewhere else. */
    private static final int SHARED = 0x02;

    private static final int SIGNATURE = 4;
    private static final int CHECKSUM = 4;

    private final RawBytes file;
    private final byte[] name;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();
    /** Of the second version of the format: the size of a message's head, else 0. */
    private int newHead;

    /** A piece of the header with messages in it. */
    private record Block(long address, long length) {}

    private AttributeBytes(RawBytes file, String name) {
        this.file = file;
        this.name = name.getBytes(StandardCharsets.UTF_8);
    }

    /** @param header address of the object's header */
    static Optional<ByteBuffer> find(RawBytes file, long header, String name) {
        return new AttributeBytes(file, name).find(header);
    }

    private Optional<ByteBuffer> find(long header) {
        begin(header);
        while (!blocks.isEmpty()) {
            Block block = blocks.pop();
            if (!seen.add(block.address)) {
                throw file.damaged();
            }
            Optional<ByteBuffer> found = messages(file.at(block.address, block.length));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private void begin(long header) {
        ByteBuffer head = file.at(header, 16);
        if (head.get(0) == 1) {
            blocks.push(new Block(header + 16, Integer.toUnsignedLong(head.getInt(8))));
            return;
        }
        if (head.getInt(0) != 0x5244484f || head.get(4) != 2) { // OHDR
            throw file.damaged();
        }
        int flags = head.get(5);
        newHead = 4 + ((flags & 4) != 0 ? 2 : 0);
        int before = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        int width = 1 << (flags & 3);
        ByteBuffer size = file.at(header + before, width);
        long length = 0;
        for (int k = width - 1; k >= 0; k--) {
            length = length << 8 | Byte.toUnsignedLong(size.get(k));
        }
        blocks.push(new Block(header + before + width, length));
    }

    private Optional<ByteBuffer> messages(ByteBuffer bytes) {
        int head = newHead == 0 ? 8 : newHead;
        while (bytes.remaining() >= head) {
            int at = bytes.position();
            int type = newHead == 0 ? Short.toUnsignedInt(bytes.getShort(at)) : Byte.toUnsignedInt(bytes.get(at));
            int size = Short.toUnsignedInt(bytes.getShort(at + (newHead == 0 ? 2 : 1)));
            int flags = bytes.get(at + (newHead == 0 ? 4 : 3));
            if (size > bytes.remaining() - head) {
                throw file.damaged();
            }
            ByteBuffer body = bytes.slice(at + head, size).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(at + head + size);
            if (type == CONTINUATION && size >= 16) {
                blocks.add(continued(body));
            } else if (type == ATTRIBUTE && (flags & SHARED) == 0) {
                Optional<ByteBuffer> value = value(body);
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        return Optional.empty();
    }

    /** In the second version a continued block has a signature in front and a checksum behind. */
    private Block continued(ByteBuffer body) {
        long address = body.getLong(0);
        long length = body.getLong(8);
        return newHead == 0
                ? new Block(address, length)
                : new Block(address + SIGNATURE, length - SIGNATURE - CHECKSUM);
    }

    /** The value, if the message is of the attribute that is looked for. */
    private Optional<ByteBuffer> value(ByteBuffer message) {
        if (message.capacity() < 8) {
            throw file.damaged();
        }
        int version = message.get(0);
        int names = Short.toUnsignedInt(message.getShort(2));
        int types = Short.toUnsignedInt(message.getShort(4));
        int spaces = Short.toUnsignedInt(message.getShort(6));
        int at = version == 3 ? 9 : 8;
        if (names != name.length + 1 || at + names > message.capacity() || !isNamed(message, at)) {
            return Optional.empty();
        }
        int pad = version == 1 ? 8 : 1;
        int from = at + padded(names, pad) + padded(types, pad) + padded(spaces, pad);
        if (version < 1 || version > 3 || from > message.capacity()) {
            throw file.damaged();
        }
        return Optional.of(message.slice(from, message.capacity() - from).order(ByteOrder.LITTLE_ENDIAN));
    }

    private boolean isNamed(ByteBuffer message, int at) {
        for (int k = 0; k < name.length; k++) {
            if (message.get(at + k) != name[k]) {
                return false;
            }
        }
        return message.get(at + name.length) == 0;
    }

    private static int padded(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }
}
