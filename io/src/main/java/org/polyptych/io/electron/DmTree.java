package org.polyptych.io.electron;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.io.frames.SharedFile;

/**
 * The tree of tags of a file of DigitalMicrograph, versions 3 and 4. Each tag has a name and is a group or a value; a
 * value says its type in front: a simple number, a text, a structure, or an array of one of these.
 */
final class DmTree {
    private static final int GROUP = 20;
    private static final int VALUE = 21;
    private static final int STRUCTURE = 15;
    private static final int TEXT = 18;
    private static final int ARRAY = 20;
    private static final int SHORTEST_TYPE = 2;
    private static final int UNSIGNED_SHORT = 4;

    /** What the numbers of an image are called. */
    private static final String DATA = "Data";

    private static final int DEEPEST = 64;
    private static final int MOST_TAGS = 200_000;
    private static final int LONGEST_TYPE = 4096;
    /** Short arrays of 16-bit numbers are texts, as far as anybody can tell. */
    private static final int LONGEST_TEXT = 4096;

    private final DmInput in;
    private int tags;

    private DmTree(DmInput in) {
        this.in = in;
    }

    /**
     * A file and its tags.
     *
     * @param order of the bytes of its values
     */
    record Read(DmTag.Group root, ByteOrder order) {}

    /** Whether the file begins as one of version 3 or 4, and holds tags. */
    static boolean isOne(SharedFile file) {
        return file.size() >= 32 && front(file) != null;
    }

    private static DmInput front(SharedFile file) {
        ByteBuffer front = file.front(32, ByteOrder.BIG_ENDIAN);
        int version = front.getInt(0);
        boolean wide = version == 4;
        if (version != 3 && !wide) {
            return null;
        }
        long length = wide ? front.getLong(4) : front.getInt(4);
        int little = front.getInt(wide ? 12 : 8);
        int sorted = front.get(wide ? 16 : 12);
        int open = front.get(wide ? 17 : 13);
        // lengths are written inexactly, but never beyond the file by much
        boolean plausible = length > 0 && length <= file.size() + 1024 && (little == 0 || little == 1);
        boolean flags = (sorted == 0 || sorted == 1) && (open == 0 || open == 1);
        return plausible && flags
                ? new DmInput(file, wide, little == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, wide ? 16 : 12)
                : null;
    }

    /** @throws org.polyptych.core.BadInputException if the tree is damaged */
    static Read read(SharedFile file) {
        DmInput in = front(file);
        return new Read(new DmTree(in).group(0), in.order());
    }

    private DmTag.Group group(int depth) {
        if (depth > DEEPEST) {
            throw in.damaged("groups in groups, more than " + DEEPEST + " deep");
        }
        in.skip(2); // whether sorted, whether open
        long count = in.count();
        Map<String, DmTag> found = new LinkedHashMap<>();
        for (long k = 0; k < count; k++) {
            int kind = in.unsignedByte();
            if (kind == 0) {
                break;
            }
            if (++tags > MOST_TAGS) {
                throw in.damaged("more than " + MOST_TAGS + " tags");
            }
            String name = in.latin(in.unsignedShort());
            if (in.isWide()) {
                in.skip(Long.BYTES); // bytes of the tag
            }
            DmTag tag =
                    switch (kind) {
                        case GROUP -> group(depth + 1);
                        case VALUE -> value(name);
                        default -> throw in.damaged("a tag of unknown kind " + kind + " at " + in.position());
                    };
            found.putIfAbsent(name.isEmpty() ? String.valueOf(k) : name, tag);
        }
        return new DmTag.Group(found);
    }

    private DmTag value(String name) {
        String mark = in.latin(4);
        long length = in.count();
        if (!mark.equals("%%%%") || length < 1 || length > LONGEST_TYPE) {
            throw in.damaged("a value without its type at " + in.position());
        }
        long[] type = new long[(int) length];
        for (int k = 0; k < type.length; k++) {
            type[k] = in.count();
        }
        int first = simple(type[0]);
        return switch (first) {
            case TEXT -> new DmTag.Text(in.wideText(type.length > 1 ? type[1] : 0));
            case STRUCTURE -> {
                in.skip(structureBytes(type, 0));
                yield new DmTag.Other();
            }
            case ARRAY -> array(type, !name.equals(DATA));
            default -> new DmTag.Number(in.number(first));
        };
    }

    private DmTag array(long[] type, boolean mayBeText) {
        if (type.length < SHORTEST_TYPE + 1) {
            throw in.damaged("an array without a length at " + in.position());
        }
        long count = type[type.length - 1];
        int element = simple(type[1]);
        if (element == STRUCTURE) {
            skip(count, structureBytes(type, 1));
            return new DmTag.Other();
        }
        if (mayBeText && element == UNSIGNED_SHORT && count <= LONGEST_TEXT) {
            return new DmTag.Text(in.wideText(count));
        }
        long offset = in.position();
        skip(count, in.bytes(element));
        return new DmTag.Numbers(element, offset, count);
    }

    private void skip(long count, long bytes) {
        if (bytes > 0 && count > Long.MAX_VALUE / bytes) {
            throw in.damaged("an array of " + count + " values at " + in.position());
        }
        in.skip(count * bytes);
    }

    /** From {@code at} on: structure, length of its name, number of fields, then of each the length of its name and its type. */
    private long structureBytes(long[] type, int at) {
        if (at + 2 >= type.length || type[at + 2] > (type.length - at - 3) / 2) {
            throw in.damaged("a structure without its fields at " + in.position());
        }
        long bytes = 0;
        for (int field = 0; field < type[at + 2]; field++) {
            bytes += in.bytes(simple(type[at + 4 + 2 * field]));
        }
        return bytes;
    }

    private int simple(long type) {
        if (type > Byte.MAX_VALUE) {
            throw in.damaged("a value of unknown type " + type);
        }
        return (int) type;
    }
}
