package org.polyptych.io;

/** Moves numbers between orders of bytes and of indices. */
final class NpyOrder {
    private NpyOrder() {}

    /** Reverses the bytes of each number, in place. */
    static void swapBytes(byte[] bytes, int wordBytes) {
        for (int at = 0; at < bytes.length; at += wordBytes) {
            for (int a = at, b = at + wordBytes - 1; a < b; a++, b--) {
                byte swapped = bytes[a];
                bytes[a] = bytes[b];
                bytes[b] = swapped;
            }
        }
    }

    /** From first index fastest to last index fastest. */
    static byte[] fromFortran(byte[] bytes, int[] shape, int elementBytes) {
        byte[] out = new byte[bytes.length];
        walk(
                shape,
                (c, fortran) -> System.arraycopy(bytes, fortran * elementBytes, out, c * elementBytes, elementBytes));
        return out;
    }

    /** From last index fastest to first index fastest. */
    static byte[] toFortran(byte[] bytes, int[] shape, int elementBytes) {
        byte[] out = new byte[bytes.length];
        walk(
                shape,
                (c, fortran) -> System.arraycopy(bytes, c * elementBytes, out, fortran * elementBytes, elementBytes));
        return out;
    }

    /** Where one element lies in either order. */
    @FunctionalInterface
    private interface Visit {
        void at(int c, int fortran);
    }

    private static void walk(int[] shape, Visit visit) {
        int size = (int) NpyArray.size(shape);
        int[] index = new int[shape.length];
        for (int c = 0; c < size; c++) {
            int fortran = 0;
            for (int d = shape.length - 1; d >= 0; d--) {
                fortran = fortran * shape[d] + index[d];
            }
            visit.at(c, fortran);
            for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
                index[d] = 0;
            }
        }
    }
}
