package org.polyptych.bench.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Breaks a file as disks, networks and half-done copies do, and as nobody does. */
final class ByteDamage {
    private static final int MOST_STEPS = 6;
    private static final int HEADER = 512;
    private static final List<Long> BOUNDARIES = List.of(
            0L,
            1L,
            -1L,
            0x7fL,
            0xffL,
            0x7fffL,
            0xffffL,
            0x7fffffffL,
            0xffffffffL,
            0x80000000L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            1L << 40);

    private ByteDamage() {}

    /** @param other bytes of another file, to splice in */
    static byte[] of(byte[] whole, byte[] other, Dice dice) {
        byte[] bytes = whole.clone();
        int steps = 1 + dice.below(MOST_STEPS);
        for (int k = 0; k < steps && bytes.length > 0; k++) {
            bytes = step(bytes, other, dice);
        }
        return bytes;
    }

    private static byte[] step(byte[] bytes, byte[] other, Dice dice) {
        int at = place(bytes, dice);
        int length = Math.min(bytes.length - at, 1 + dice.below(dice.chance(0.5) ? 16 : 1024));
        switch (dice.below(9)) {
            case 0, 1 -> bytes[at] ^= (byte) (1 << dice.below(8));
            case 2 -> bytes[at] = (byte) dice.below(256);
            case 3, 4 -> number(bytes, at, dice);
            case 5 -> Arrays.fill(bytes, at, at + length, dice.chance(0.5) ? 0 : (byte) dice.below(256));
            case 6 -> {
                int from = dice.below(Math.max(1, other.length - length));
                System.arraycopy(other, from, bytes, at, Math.min(length, other.length - from));
            }
            case 7 -> bytes = moved(bytes, at, length, dice.chance(0.5));
            default -> bytes = dice.chance(0.3) ? Arrays.copyOf(bytes, at) : bytes;
        }
        return bytes;
    }

    /** Half of the damage is in front, where the files say what they are. */
    private static int place(byte[] bytes, Dice dice) {
        return dice.below(dice.chance(0.5) ? Math.min(bytes.length, HEADER) : bytes.length);
    }

    private static void number(byte[] bytes, int at, Dice dice) {
        int size = 1 << dice.below(4);
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(0, dice.of(BOUNDARIES));
        System.arraycopy(buffer.array(), 0, bytes, at, Math.min(size, bytes.length - at));
    }

    /** A piece left out or doubled. */
    private static byte[] moved(byte[] bytes, int at, int length, boolean leftOut) {
        byte[] tail = Arrays.copyOfRange(bytes, leftOut ? at + length : at, bytes.length);
        byte[] joined = Arrays.copyOf(bytes, (leftOut ? at : at + length) + tail.length);
        System.arraycopy(tail, 0, joined, joined.length - tail.length, tail.length);
        return joined;
    }
}
