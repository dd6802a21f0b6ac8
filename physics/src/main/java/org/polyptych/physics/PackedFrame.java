package org.polyptych.physics;

/**
 * A frame in less memory, without loss: a byte or two a pixel for the whole numbers of counts whose square roots the
 * amplitudes are, and beside them, one by one, the few amplitudes that are not so. Unpacking takes a square root a pixel,
 * a fraction of what an engine does with it, and reads less memory than the amplitudes themselves would.
 */
final class PackedFrame {
    /** What stands in place of an amplitude that is written beside. */
    private static final int BESIDE_BYTE = 0xff;

    private static final int BESIDE_SHORT = 0xffff;
    /** With more of them the wider form takes less: an index and an amplitude against a byte a pixel. */
    private static final int BYTES_BESIDE = 2 * Integer.BYTES;

    private static final int OBJECT_BYTES = 96;

    private final byte[] bytes;
    private final short[] shorts;
    private final float[] floats;
    private final int[] where;
    private final float[] beside;

    private PackedFrame(byte[] bytes, short[] shorts, float[] floats, int[] where, float[] beside) {
        this.bytes = bytes;
        this.shorts = shorts;
        this.floats = floats;
        this.where = where;
        this.beside = beside;
    }

    /** Packs amplitudes, which may be any numbers, in the form that takes least memory. */
    static PackedFrame of(float[] amplitudes) {
        int n = amplitudes.length;
        int[] counts = new int[n];
        int aboveBytes = 0;
        int aboveShorts = 0;
        for (int i = 0; i < n; i++) {
            counts[i] = counts(amplitudes[i]);
            aboveBytes += counts[i] >= BESIDE_BYTE ? 1 : 0;
            aboveShorts += counts[i] >= BESIDE_SHORT ? 1 : 0;
        }
        long inBytes = n + (long) BYTES_BESIDE * aboveBytes;
        long inShorts = 2L * n + (long) BYTES_BESIDE * aboveShorts;
        if (Math.min(inBytes, inShorts) >= (long) Float.BYTES * n) {
            return new PackedFrame(null, null, amplitudes.clone(), new int[0], new float[0]);
        }
        boolean narrow = inBytes <= inShorts;
        int limit = narrow ? BESIDE_BYTE : BESIDE_SHORT;
        byte[] bytes = narrow ? new byte[n] : null;
        short[] shorts = narrow ? null : new short[n];
        int[] where = new int[narrow ? aboveBytes : aboveShorts];
        float[] beside = new float[where.length];
        int k = 0;
        for (int i = 0; i < n; i++) {
            int count = Math.min(counts[i], limit);
            if (narrow) {
                bytes[i] = (byte) count;
            } else {
                shorts[i] = (short) count;
            }
            if (count == limit) {
                where[k] = i;
                beside[k++] = amplitudes[i];
            }
        }
        return new PackedFrame(bytes, shorts, null, where, beside);
    }

    /** The whole number whose root it is to the last bit; more than any that is packed if there is none. */
    private static int counts(float amplitude) {
        if (!(amplitude >= 0 && amplitude < 256)) {
            return BESIDE_SHORT;
        }
        int n = (int) Math.rint((double) amplitude * amplitude);
        boolean same = Float.floatToRawIntBits((float) Math.sqrt(n)) == Float.floatToRawIntBits(amplitude);
        return same ? Math.min(n, BESIDE_SHORT) : BESIDE_SHORT;
    }

    /** The very same amplitudes. */
    void unpack(float[] into) {
        if (floats != null) {
            System.arraycopy(floats, 0, into, 0, floats.length);
            return;
        }
        if (bytes != null) {
            roots(bytes, into, bytes.length);
        } else {
            roots(shorts, into, shorts.length);
        }
        for (int k = 0; k < where.length; k++) {
            into[where[k]] = beside[k];
        }
    }

    private static void roots(byte[] counts, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = (float) Math.sqrt((float) (counts[i] & BESIDE_BYTE));
        }
    }

    private static void roots(short[] counts, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = (float) Math.sqrt((float) (counts[i] & BESIDE_SHORT));
        }
    }

    /** Memory that it takes. */
    long heapBytes() {
        long values = bytes != null ? bytes.length : shorts != null ? 2L * shorts.length : 4L * floats.length;
        return OBJECT_BYTES + values + (long) BYTES_BESIDE * where.length;
    }
}
