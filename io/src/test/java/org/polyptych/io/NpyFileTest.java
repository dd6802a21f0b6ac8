package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;

class NpyFileTest {
    // Written by NumPy 1.24, from a = np.arange(6).reshape(2, 3).
    private static final String A_PLUS_HALF_F4 =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMp"
                    + "LCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAA/"
                    + "AADAPwAAIEAAAGBAAACQQAAAsEA=";
    private static final String A_TIMES_10000_BIG_ENDIAN_FORTRAN_U2 =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPnUyJywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyks"
                    + "IH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAHUw"
                    + "JxCcQE4gw1A=";
    private static final String COMPLEX_BIG_ENDIAN_C16_VERSION_2 =
            "k05VTVBZAgB0AAAAeydkZXNjcic6ICc+YzE2JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIs"
                    + "IDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAA"
                    + "AAAAAMAAAAAAAAAAP/AAAAAAAAC/8AAAAAAAAEAAAAAAAAAAAAAAAAAAAABACAAAAAAAAD/wAAAAAAAAQBAAAAAA"
                    + "AABAAAAAAAAAAEAUAAAAAAAAQAgAAAAAAAA=";
    private static final String TRUE_FALSE_VERSION_3 =
            "k05VTVBZAwB0AAAAeydkZXNjcic6ICd8YjEnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwp"
                    + "LCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAA==";
    private static final String TWO_AND_A_HALF =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0g"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAA"
                    + "AAAEQA==";
    private static final String PICKLED_OBJECT =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwpLCB9"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqAA2Nu"
                    + "dW1weS5jb3JlLm11bHRpYXJyYXkKX3JlY29uc3RydWN0CnEAY251bXB5Cm5kYXJyYXkKcQFLAIVxAkMBYnEDh3EE"
                    + "UnEFKEsBSwGFcQZjbnVtcHkKZHR5cGUKcQdYAgAAAE84cQiJiIdxCVJxCihLA1gBAAAAfHELTk5OSv////9K////"
                    + "/0s/dHEMYoldcQ19cQ5YAQAAAGFxD0sBc2F0cRBiLg==";

    @TempDir
    Path folder;

    @Test
    void bytesAreThoseThatNumpyWrites() throws IOException {
        Path path = folder.resolve("golden.npy");
        float[] values = {0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f};
        NpyFile.write(path, NpyArray.of(values, 2, 3));
        assertThat(Base64.getEncoder().encodeToString(Files.readAllBytes(path))).isEqualTo(A_PLUS_HALF_F4);
    }

    @Test
    void bigEndianFortranOrderIsRead() throws IOException {
        NpyArray array = golden(A_TIMES_10000_BIG_ENDIAN_FORTRAN_U2);
        assertThat(array.type()).isEqualTo(NpyType.UINT16);
        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.longs()).containsExactly(0, 10000, 20000, 30000, 40000, 50000);
        assertThat(array.floats()).containsExactly(0, 10000, 20000, 30000, 40000, 50000);
    }

    @Test
    void version2AndBigEndianComplexAreRead() throws IOException {
        ComplexImage image = golden(COMPLEX_BIG_ENDIAN_C16_VERSION_2).complexImages()[0];
        assertThat(image.re()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(image.im()).containsExactly(-2, -1, 0, 1, 2, 3);
    }

    @Test
    void version3AndBooleansAreRead() throws IOException {
        NpyArray array = golden(TRUE_FALSE_VERSION_3);
        assertThat(array.type()).isEqualTo(NpyType.BOOL);
        assertThat(array.longs()).containsExactly(1, 0);
    }

    @Test
    void aSingleNumberIsRead() throws IOException {
        NpyArray array = golden(TWO_AND_A_HALF);
        assertThat(array.shape()).isEmpty();
        assertThat(array.doubles()).containsExactly(2.5);
    }

    @Test
    void pickledObjectsAreRefused() {
        assertThatThrownBy(() -> golden(PICKLED_OBJECT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("pickled Python objects, which are never executed");
    }

    @ParameterizedTest
    @EnumSource(NpyType.class)
    void everyTypeComesBackInEveryOrder(NpyType type) {
        byte[] bytes = new byte[2 * 3 * 4 * type.bytes];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = type == NpyType.BOOL ? (byte) (i % 3 == 0 ? 1 : 0) : (byte) (i * 37);
        }
        NpyArray array = new NpyArray(type, new int[] {2, 3, 4}, bytes);
        Path path = folder.resolve("array.npy");
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            for (boolean fortran : new boolean[] {false, true}) {
                NpyFile.write(path, array, order, fortran);
                NpyArray read = NpyFile.read(path);
                assertThat(read.type()).isEqualTo(type);
                assertThat(read.shape()).containsExactly(2, 3, 4);
                assertThat(read.bytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void unsignedNumbersAreNotNegative() {
        byte[] ones = new byte[8];
        Arrays.fill(ones, (byte) -1);
        assertThat(new NpyArray(NpyType.UINT64, new int[] {1}, ones).doubles()).containsExactly(0x1p64);
        assertThat(new NpyArray(NpyType.UINT32, new int[] {2}, ones).longs()).containsOnly(0xffffffffL);
        assertThat(new NpyArray(NpyType.UINT8, new int[] {8}, ones).floats()).containsOnly(255);
        assertThat(new NpyArray(NpyType.INT16, new int[] {4}, ones).longs()).containsOnly(-1);
    }

    @Test
    void numpyReadsWhatWeWriteAndWeWhatNumpyWrites() {
        Path ours = folder.resolve("ours.npy");
        Path theirs = folder.resolve("theirs.npy");
        NpyArray array = NpyArray.of(new double[] {1, -2, Math.PI, 4e300, 5, 6}, 3, 2);
        NpyFile.write(ours, array, ByteOrder.BIG_ENDIAN, true);
        Python.withNumpy("""
                import sys, numpy as np
                a = np.load(sys.argv[1])
                assert a.shape == (3, 2) and a.flags.f_contiguous and a[1, 0] == np.pi, a
                np.save(sys.argv[2], a.astype('<f8', order='C'))
                """, ours, theirs);
        assertThat(NpyFile.read(theirs).bytes()).isEqualTo(array.bytes());
    }

    @Test
    void whatIsNotNpyIsRefused() throws IOException {
        Path path = folder.resolve("bad.npy");
        refused(path, "no such file");
        Files.writeString(path, "hello");
        refused(path, "not an npy file");
        NpyFile.write(path, NpyArray.of(new float[6], 2, 3));
        byte[] good = Files.readAllBytes(path);
        for (int length : new int[] {6, 7, 9, 50, 127, 130, good.length - 1}) {
            Files.write(path, Arrays.copyOf(good, length));
            refused(path, "cut short");
        }
        for (String[] change : new String[][] {
            {"'<f4'", "'<f2'", "'<f2' are not supported; known: b1"},
            {"'<f4'", "[    ", "'[...]' are not supported"},
            {"shape", "shipe", "the npy header is damaged"},
            {"(2, 3)", "(99999999999, 3)", "too large"},
        }) {
            Files.write(
                    path,
                    new String(good, StandardCharsets.ISO_8859_1)
                            .replace(change[0], change[1])
                            .getBytes(StandardCharsets.ISO_8859_1));
            refused(path, change[2]);
        }
    }

    private static void refused(Path path, String why) {
        assertThatThrownBy(() -> NpyFile.read(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageContaining(why);
    }

    private NpyArray golden(String base64) throws IOException {
        return NpyFile.read(
                Files.write(folder.resolve("golden.npy"), Base64.getDecoder().decode(base64)));
    }
}
