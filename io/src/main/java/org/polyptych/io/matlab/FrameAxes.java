package org.polyptych.io.matlab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the dimensions of an array A with frames are: y, x and frame; or y, x, row and column, where the scan is a grid
 * that has dimensions of its own.
 *
 * @param names one for each dimension of A, in MATLAB's order
 */
public record FrameAxes(List<String> names) {
    private static final List<String> LIST = List.of("frame", "x", "y");
    private static final List<String> GRID = List.of("column", "row", "x", "y");

    /** MATLAB's own way, A(y, x, frame). */
    public static final FrameAxes MATLAB = of("y,x,frame");

    public FrameAxes {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(null);
        if (!sorted.equals(LIST) && !sorted.equals(GRID)) {
            throw new IllegalArgumentException("the dimensions must be y, x and frame, or y, x, row and column, in the"
                    + " array's order; got " + String.join(",", names));
        }
        names = List.copyOf(names);
    }

    static FrameAxes of(String text) {
        return new FrameAxes(Arrays.asList(text.strip().split("\\s*,\\s*")));
    }

    boolean isGrid() {
        return names.size() == GRID.size();
    }

    /** The size of the dimension of that name. */
    int length(String name, long[] size) {
        return Math.toIntExact(size[names.indexOf(name)]);
    }

    /** How far apart neighbours along that dimension lie in A(:). */
    private long stride(String name, long[] size) {
        long stride = 1;
        for (int d = 0; d < names.indexOf(name); d++) {
            stride *= size[d];
        }
        return stride;
    }

    int rows(long[] size) {
        return length("y", size);
    }

    int columns(long[] size) {
        return length("x", size);
    }

    int frames(long[] size) {
        return isGrid() ? Math.multiplyExact(length("row", size), length("column", size)) : length("frame", size);
    }

    /** Where frames and pixels lie in A(:). */
    Places places(long[] size) {
        long slow = isGrid() ? stride("row", size) : 0;
        long fast = stride(isGrid() ? "column" : "frame", size);
        int columns = isGrid() ? length("column", size) : Integer.MAX_VALUE;
        return new Places(slow, fast, columns, stride("y", size), stride("x", size));
    }

    /**
     * @param columns frames in a row of the scan, which are numbered first
     */
    record Places(long slow, long fast, int columns, long y, long x) {
        long frame(int j) {
            return j / columns * slow + j % columns * fast;
        }
    }
}
