package org.polyptych.io.matlab;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An array of numbers in a MATLAB file.
 *
 * @param name a field of a struct as STRUCT.FIELD
 * @param size as MATLAB's size() gives it
 */
public record MatlabArray(String name, long[] size, boolean complex) {
    /** Such as 64 x 64 x 22. */
    public static String text(long[] size) {
        return Arrays.stream(size).mapToObj(Long::toString).collect(Collectors.joining(" x "));
    }

    /** Name and size, for messages. */
    @Override
    public String toString() {
        return name + " (" + text(size) + (complex ? ", complex" : "") + ")";
    }

    /** Dimensions longer than one. */
    int extended() {
        return (int) Arrays.stream(size).filter(n -> n > 1).count();
    }
}
