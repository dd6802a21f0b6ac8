package org.polyptych.io.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, a decoder stays within the room that it is given, or says that they are damaged. */
class BrokenDataTest {
    private static final int ROOM = 300;
    private static final byte GUARD = 77;

    static Stream<Decoder> decoders() {
        return Stream.of(
                new Lz4(),
                new Snappy(),
                new BloscLz(),
                new Lzf(),
                new Zlib(),
                new Zstandard(),
                new ByteShuffle(4),
                new Fletcher32(),
                new Lz4Blocks(),
                new Bitshuffled(2, 0, null),
                new Bitshuffled(2, 0, new Lz4()),
                new Bitshuffled(4, 0, new Zstandard()),
                new Blosc());
    }

    /** Random bytes, some with headers that promise what fits. */
    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(120)];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(64) : 0);
            }
        }
        if (bytes.length > 16 && random.nextBoolean()) {
            Arrays.fill(bytes, 0, 12, (byte) 0);
            bytes[7] = (byte) (16 * random.nextInt(8));
            bytes[11] = (byte) (16 * random.nextInt(8));
        } else if (bytes.length > 16) {
            byte[] header = {2, 1, (byte) (random.nextInt(256) & ~2), (byte) random.nextInt(9), 96, 0, 0, 0, 48, 0, 0, 0
            };
            System.arraycopy(header, 0, bytes, 0, header.length);
            bytes[12] = (byte) bytes.length;
            bytes[13] = bytes[14] = bytes[15] = 0;
        }
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void nothingIsWrittenOutsideTheRoom(Decoder decoder) {
        Random random = new Random(5);
        for (int k = 0; k < 20_000; k++) {
            byte[] from = bytes(random);
            byte[] into = new byte[ROOM + 40];
            Arrays.fill(into, GUARD);
            try {
                int n = decoder.decode(from, 0, from.length, into, 20, ROOM);
                assertThat(n).isBetween(0, ROOM);
            } catch (DataFormatException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(into[i]).isEqualTo(GUARD);
                assertThat(into[into.length - 1 - i]).isEqualTo(GUARD);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void rangesOutsideTheArraysAreAMistakeOfTheCaller(Decoder decoder) {
        assertThatThrownBy(() -> decoder.decode(new byte[20], 10, 11, new byte[50], 0, 50))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> decoder.decode(new byte[20], 0, 20, new byte[50], 40, 20))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aRepetitionMayOverlapItself() throws Exception {
        // four literals abcd, then 4 + 15 + 40 bytes from 3 back; then one literal
        byte[] block = {0x4f, 'a', 'b', 'c', 'd', 3, 0, 40, 0x10, 'z'};
        byte[] into = new byte[64];
        assertThat(new Lz4().decode(block, 0, block.length, into, 0, 64)).isEqualTo(64);
        StringBuilder expected = new StringBuilder("abcd");
        for (int i = 0; i < 59; i++) {
            expected.append(expected.charAt(expected.length() - 3));
        }
        assertThat(new String(into)).isEqualTo(expected + "z");
    }

    @Test
    void aPromiseOfMoreThanTheRoomIsRefused() {
        byte[] header = new byte[40];
        header[3] = 127; // 2^54 bytes and more
        header[10] = 32;
        for (Decoder decoder : new Decoder[] {new Lz4Blocks(), new Bitshuffled(2, 0, new Lz4())}) {
            assertThatThrownBy(() -> decoder.decode(header, 0, 40, new byte[100], 0, 100))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("where 100 are expected");
        }
    }
}
