package org.polyptych.io.matlab;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.frames.Sample;

/**
 * What a level-5 MAT-file says of an array before its numbers.
 *
 * @param name empty inside of structs
 * @param kind MATLAB's class: 2 struct, 6 double, 7 single, 8 to 15 integers; others are no numbers
 * @param size as MATLAB's size() gives it
 */
record MatHeader(String name, int kind, boolean complex, long[] size) {
    private static final int STRUCT = 2;
    private static final int FIRST_NUMBER = 6;
    private static final int LAST_NUMBER = 15;
    private static final int FIRST_WHOLE = 8;
    private static final List<Sample> WHOLE = List.of(
            Sample.INT8,
            Sample.UINT8,
            Sample.INT16,
            Sample.UINT16,
            Sample.INT32,
            Sample.UINT32,
            Sample.INT64,
            Sample.UINT64);
    private static final int OPAQUE = 17;
    private static final int COMPLEX = 0x08;
    private static final int MOST_DIMENSIONS = 32;
    private static final int LONGEST_NAME = 4096;

    /** Reads flags, dimensions and name, with which every array begins. */
    static MatHeader read(MatInput in) {
        ByteBuffer flags = in.content(in.tag(), 8);
        if (flags.capacity() < 8) {
            throw in.damaged();
        }
        int word = flags.getInt(0);
        int kind = word & 0xff;
        boolean complex = (word >>> 8 & COMPLEX) != 0;
        if (kind == OPAQUE) { // objects of MATLAB's own; laid out in another way
            return new MatHeader("", kind, false, new long[0]);
        }
        ByteBuffer dimensions = in.content(in.tag(), 4L * MOST_DIMENSIONS);
        long[] size = new long[dimensions.capacity() / 4];
        for (int d = 0; d < size.length; d++) {
            size[d] = dimensions.getInt(4 * d);
            if (size[d] < 0) {
                throw in.damaged();
            }
        }
        ByteBuffer name = in.content(in.tag(), LONGEST_NAME);
        return new MatHeader(
                new String(name.array(), StandardCharsets.ISO_8859_1).replace("\0", ""), kind, complex, size);
    }

    /** The class of its numbers; those of fractions are kept in fewer bytes where they are whole. */
    Sample sample() {
        return kind < FIRST_WHOLE || kind > LAST_NUMBER ? Sample.FLOAT64 : WHOLE.get(kind - FIRST_WHOLE);
    }

    boolean isNumeric() {
        return kind >= FIRST_NUMBER && kind <= LAST_NUMBER;
    }

    /** A struct, not an array of several. */
    boolean isStruct() {
        return kind == STRUCT && Arrays.stream(size).allMatch(n -> n == 1);
    }

    /**
     * How many numbers there are.
     *
     * @throws BadInputException if they cannot be
     */
    int count(String label) {
        long count = 1;
        for (long n : size) {
            if (n != 0 && count > Integer.MAX_VALUE / n) {
                throw new BadInputException(label + ": an array of " + MatlabArray.text(size)
                        + " numbers is too large for a level-5 MAT-file");
            }
            count *= n;
        }
        return (int) count;
    }
}
