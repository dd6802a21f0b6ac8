package org.polyptych.io.matlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;

/** Level-5 files made byte by byte, as MathWorks' description of the format has them. */
class Mat5DamageTest {
    private static final int UINT8 = 2;
    private static final int INT32 = 5;
    private static final int UINT32 = 6;
    private static final int DOUBLE_CLASS = 6;
    private static final int STRUCT_CLASS = 2;

    @TempDir
    private Path folder;

    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    @Test
    void the_other_byte_order_is_read() throws Exception {
        order = ByteOrder.BIG_ENDIAN;
        byte[] numbers = ByteBuffer.allocate(6)
                .order(order)
                .putShort((short) 1)
                .putShort((short) 2)
                .putShort((short) 515)
                .array();
        try (MatlabFile file = MatlabFile.open(write(array(new int[] {1, 3}, element(4, numbers))))) {
            assertThat(file.numbers("a")).containsExactly(1, 2, 515);
        }
    }

    @Test
    void a_file_cut_short_anywhere_is_refused_in_a_line_or_has_less_in_it() throws Exception {
        for (String name : new String[] {"plain5", "packed5"}) {
            byte[] bytes = Files.readAllBytes(MatlabFileTest.fixture(name));
            for (int length = 128; length < bytes.length; length += 7) {
                tryAll(Arrays.copyOf(bytes, length));
            }
        }
    }

    @Test
    void damaged_bytes_give_a_line_or_other_numbers_and_no_crash() throws Exception {
        Random random = new Random(1);
        for (String name : new String[] {"plain5", "packed5"}) {
            byte[] bytes = Files.readAllBytes(MatlabFileTest.fixture(name));
            for (int k = 0; k < 400; k++) {
                byte[] damaged = bytes.clone();
                for (int d = 0; d < 1 + k % 4; d++) {
                    damaged[128 + random.nextInt(bytes.length - 128)] = (byte) random.nextInt();
                }
                tryAll(damaged);
            }
        }
    }

    /** Everything that the file says it has. */
    private void tryAll(byte[] bytes) throws Exception {
        Path path = folder.resolve("damaged.mat");
        Files.write(path, bytes);
        try (MatlabFile file = MatlabFile.open(path)) {
            for (MatlabArray array : file.arrays()) {
                try {
                    file.images(array.name());
                } catch (BadInputException e) {
                    assertThat(e.getMessage()).doesNotContain("\n");
                }
            }
        } catch (BadInputException e) {
            assertThat(e.getMessage()).startsWith(path.toString()).doesNotContain("\n");
        }
    }

    @Test
    void numbers_that_the_file_cannot_hold_are_refused_before_memory_is_taken() throws Exception {
        refused(array(new int[] {1 << 20, 1 << 20}, element(UINT8, new byte[8])))
                .hasMessageContaining("too large");
        refused(array(new int[] {1000, 1000}, element(UINT8, new byte[8])))
                .hasMessageContaining("1000 x 1000 numbers of 1 bytes are said to be 8");
        byte[] promised = element(UINT8, new byte[8]);
        ByteBuffer.wrap(promised).order(order).putInt(4, 1_000_000);
        refused(array(new int[] {1000, 1000}, promised)).hasMessageContaining("does not fit into what holds it");
    }

    @Test
    void a_small_file_that_promises_much_more_when_inflated_is_refused() throws Exception {
        byte[] array = array(new int[] {40_000, 50_000}, element(UINT8, new byte[8]));
        ByteBuffer.wrap(array).order(order).putInt(4, 2_000_000_100);
        refused(element(15, deflated(array))).hasMessageContaining("compressed bytes are said to hold");
    }

    @Test
    void structs_nested_without_end_are_left_at_some_depth() throws Exception {
        byte[] inner = array(new int[] {1, 1}, element(UINT8, new byte[] {7}));
        for (int depth = 0; depth < 200; depth++) {
            inner = struct(inner);
        }
        try (MatlabFile file = MatlabFile.open(write(inner))) {
            assertThat(file.arrays()).isEmpty();
        }
    }

    private AbstractThrowableAssert<?, ?> refused(byte[] element) throws Exception {
        Path path = write(element);
        return assertThatThrownBy(() -> {
                    try (MatlabFile file = MatlabFile.open(path)) {
                        file.numbers("a");
                    }
                })
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(path.toString());
    }

    private Path write(byte[] element) throws Exception {
        ByteBuffer head = ByteBuffer.allocate(128).order(order);
        head.put("MATLAB 5.0 MAT-file, made for a test".getBytes(StandardCharsets.US_ASCII));
        head.putShort(124, (short) 0x0100);
        head.putShort(126, (short) ('M' << 8 | 'I'));
        Path path = folder.resolve("made.mat");
        Files.write(path, joined(head.array(), element));
        return path;
    }

    private byte[] array(int[] size, byte[] numbers) {
        ByteBuffer flags = ByteBuffer.allocate(8).order(order).putInt(0, DOUBLE_CLASS);
        ByteBuffer dimensions = ByteBuffer.allocate(4 * size.length).order(order);
        Arrays.stream(size).forEach(dimensions::putInt);
        return element(
                14,
                joined(
                        element(UINT32, flags.array()),
                        element(INT32, dimensions.array()),
                        element(1, new byte[] {'a'}),
                        numbers));
    }

    private byte[] struct(byte[] field) {
        ByteBuffer flags = ByteBuffer.allocate(8).order(order).putInt(0, STRUCT_CLASS);
        return element(
                14,
                joined(
                        element(UINT32, flags.array()),
                        element(
                                INT32,
                                ByteBuffer.allocate(8)
                                        .order(order)
                                        .putInt(1)
                                        .putInt(1)
                                        .array()),
                        element(1, new byte[] {'a'}),
                        element(
                                INT32,
                                ByteBuffer.allocate(4).order(order).putInt(4).array()),
                        element(1, new byte[] {'f', 0, 0, 0}),
                        field));
    }

    /** Tag, content, and what fills it up to eight bytes. */
    private byte[] element(int type, byte[] content) {
        int filled = type == 15 ? content.length : (content.length + 7) / 8 * 8;
        return ByteBuffer.allocate(8 + filled)
                .order(order)
                .putInt(type)
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] deflated(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
