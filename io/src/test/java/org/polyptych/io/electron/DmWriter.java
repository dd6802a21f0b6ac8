package org.polyptych.io.electron;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes small DM files, byte by byte: maps are groups, whose keys that begin with # are tags without a name; doubles,
 * longs (as 32-bit unsigned), texts, short arrays and float arrays are values.
 */
final class DmWriter {
    private final boolean wide;
    private final ByteOrder order;

    DmWriter(boolean wide, ByteOrder order) {
        this.wide = wide;
        this.order = order;
    }

    byte[] file(Map<String, Object> root) {
        byte[] group = group(root);
        ByteBuffer bytes = ByteBuffer.allocate((wide ? 16 : 12) + group.length + 8);
        bytes.putInt(wide ? 4 : 3);
        if (wide) {
            bytes.putLong(group.length + 8);
        } else {
            bytes.putInt(group.length + 8);
        }
        bytes.putInt(order == ByteOrder.LITTLE_ENDIAN ? 1 : 0).put(group);
        return bytes.array();
    }

    private byte[] group(Map<String, Object> tags) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        out.write(0);
        count(out, tags.size());
        tags.forEach((name, value) -> tag(out, name.startsWith("#") ? "" : name, value));
        return out.toByteArray();
    }

    @SuppressWarnings("unchecked")
    private void tag(ByteArrayOutputStream out, String name, Object value) {
        boolean isGroup = value instanceof Map;
        out.write(isGroup ? 20 : 21);
        out.write(name.length() >> 8);
        out.write(name.length());
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        byte[] body = isGroup ? group((Map<String, Object>) value) : value(value);
        if (wide) {
            out.writeBytes(ByteBuffer.allocate(8).putLong(body.length).array());
        }
        out.writeBytes(body);
    }

    private byte[] value(Object value) {
        return switch (value) {
            case Double d -> typed(buffer(8).putDouble(d), 7);
            case Long n -> typed(buffer(4).putInt((int) (long) n), 5);
            case Boolean b -> typed(buffer(1).put((byte) (b ? 1 : 0)), 8);
            case String text -> {
                ByteBuffer chars = buffer(2 * text.length());
                text.chars().forEach(c -> chars.putShort((short) c));
                yield typed(chars, 20, 4, text.length());
            }
            case short[] numbers -> {
                ByteBuffer bytes = buffer(2 * numbers.length);
                bytes.asShortBuffer().put(numbers);
                yield typed(bytes, 20, 4, numbers.length);
            }
            case float[] numbers -> {
                ByteBuffer bytes = buffer(4 * numbers.length);
                bytes.asFloatBuffer().put(numbers);
                yield typed(bytes, 20, 6, numbers.length);
            }
            // a rectangle, as such files hold them: a structure of four 16-bit numbers
            case int[] fields -> typed(buffer(2 * fields.length), 15, 0, fields.length, 0, 2, 0, 2, 0, 2, 0, 2);
            default -> throw new IllegalArgumentException(String.valueOf(value));
        };
    }

    private ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(order);
    }

    private byte[] typed(ByteBuffer data, int... type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("%%%%".getBytes(StandardCharsets.US_ASCII));
        count(out, type.length);
        for (int number : type) {
            count(out, number);
        }
        out.writeBytes(data.array());
        return out.toByteArray();
    }

    private void count(ByteArrayOutputStream out, int count) {
        out.writeBytes(
                wide
                        ? ByteBuffer.allocate(8).putLong(count).array()
                        : ByteBuffer.allocate(4).putInt(count).array());
    }
}
