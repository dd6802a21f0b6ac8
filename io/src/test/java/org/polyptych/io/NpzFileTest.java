package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.SharedData;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Result;

class NpzFileTest {
    @TempDir
    Path folder;

    @Test
    void arraysComeBackByName() throws Exception {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("x", NpyArray.of(new long[] {1, -2, 3}, 3));
        arrays.put("mask", NpyArray.of(new boolean[] {true, false}, 1, 2));
        Path path = folder.resolve("two.npz");
        Path again = folder.resolve("again.npz");
        NpzFile.write(path, arrays);
        NpzFile.write(again, arrays);
        try (NpzFile npz = NpzFile.open(path)) {
            assertThat(npz.names()).containsExactly("x", "mask");
            assertThat(npz.read("x").longs()).containsExactly(1, -2, 3);
            assertThat(npz.read("mask").type()).isEqualTo(NpyType.BOOL);
            assertThatThrownBy(() -> npz.read("y"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(path + ": no array 'y'; the file has x, mask");
        }
        assertThat(Files.readAllBytes(again)).as("no time stamp inside").isEqualTo(Files.readAllBytes(path));
    }

    @Test
    void numpyReadsTheExport() {
        Path path = folder.resolve("result.npz");
        NpzExport.write(path, SomeResult.simple());
        Python.withNumpy("""
                import sys, numpy as np
                with np.load(sys.argv[1], allow_pickle=False) as f:
                    assert f['object'].dtype == np.complex64 and f['object'].shape == (1, 11, 9)
                    assert f['probe'].dtype == np.complex64 and f['probe'].shape == (2, 6, 4)
                    assert f['positions_m'].shape == (7, 2) and f['losses'].shape == (12,)
                    assert list(f['pixel_size_m']) == [1e-8, 2e-8]
                    assert f['slice_spacing_m'].shape == (0,)
                """, path);
    }

    @Test
    void theExportHoldsTheNumbersOfTheResult() {
        var result = SomeResult.rich();
        Path path = folder.resolve("result.npz");
        NpzExport.write(path, result);
        try (NpzFile npz = NpzFile.open(path)) {
            assertThat(npz.read("object").shape()).containsExactly(2, 3, 11, 9);
            assertThat(npz.read("probe").shape()).containsExactly(3, 2, 6, 4);
            ComplexImage last = npz.read("object").complexImages()[5];
            assertThat(last.im()).isEqualTo(result.specimen().images()[1][2].im());
            assertThat(npz.read("positions_m").doubles()[3])
                    .isEqualTo(result.positions().x()[1]);
            assertThat(npz.read("losses").doubles()).isEqualTo(result.losses());
        }
    }

    @Test
    void theExportHoldsTheWeightsOfVariations() {
        var rich = SomeResult.rich();
        double[][] weights = new double[7][3];
        weights[6][2] = 0.25;
        Path path = folder.resolve("result.npz");
        NpzExport.write(
                path,
                new Result(
                        rich.specimen(),
                        rich.probe(),
                        rich.positions(),
                        rich.illumination(),
                        rich.losses(),
                        rich.provenance(),
                        Conditions.NONE.withWeights(weights),
                        Optional.empty()));
        try (NpzFile npz = NpzFile.open(path)) {
            assertThat(npz.read("opr_weights").shape()).containsExactly(7, 3);
            assertThat(npz.read("opr_weights").doubles()[20]).isEqualTo(0.25);
        }
    }

    @Test
    void whatNumpyCompressesIsReadAndPicklesBesideItDoNoHarm() {
        Path path = folder.resolve("numpy.npz");
        Python.withNumpy("""
                import sys, numpy as np
                np.savez_compressed(sys.argv[1], a=np.full((2, 2), 7, '>i4'), meta=np.array({'k': 1}, dtype=object))
                """, path);
        try (NpzFile npz = NpzFile.open(path)) {
            assertThat(npz.read("a").longs()).containsOnly(7);
            assertThatThrownBy(() -> npz.read("meta"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith(path + ": array 'meta'")
                    .hasMessageContaining("pickled");
        }
    }

    @Test
    void aMeasuredFileIsRead() {
        try (NpzFile npz = NpzFile.open(SharedData.file("real/aps_scan235_20frames.npz"))) {
            assertThat(npz.read("reciprocal").shape()).containsExactly(20, 512, 512);
            assertThat(npz.read("reciprocal").type()).isEqualTo(NpyType.INT32);
        }
    }

    @Test
    void whatIsNotNpzIsRefused() throws Exception {
        Path path = folder.resolve("bad.npz");
        refused(path, "no such file");
        Files.writeString(path, "hello");
        refused(path, "not an npz file");
        NpzFile.write(path, Map.of("x", NpyArray.of(new float[1000], 1000)));
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length / 2));
        refused(path, "cut short");
    }

    private static void refused(Path path, String why) {
        assertThatThrownBy(() -> NpzFile.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageContaining(why);
    }

    @Test
    void anyOneByteThatIsWrongIsReadOrRefusedInALine() throws Exception {
        Path path = folder.resolve("good.npz");
        NpzFile.write(path, Map.of("x", NpyArray.of(new float[10], 10)));
        byte[] good = Files.readAllBytes(path);
        Path bad = folder.resolve("bad.npz");
        int refused = 0;
        for (int at = 0; at < good.length; at++) {
            for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff, good[at] ^ 8}) {
                byte[] bytes = good.clone();
                bytes[at] = (byte) value;
                Files.write(bad, bytes);
                try (NpzFile npz = NpzFile.open(bad)) {
                    for (String name : npz.names()) {
                        npz.header(name);
                        npz.read(name);
                    }
                } catch (BadInputException e) {
                    assertThat(e.getMessage()).startsWith(bad.toString()).doesNotContain("\n");
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }
}
