package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.FrameLayout;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/**
 * Datasets that the C libraries of the filters wrote (make_filters_h5.py, make_filters_zstd.mjs): of every size of number,
 * in chunks that are no multiple of a block, and in parts of several frames. Every value is right, read by the library
 * with our decoders in it, and past the library by ourselves.
 */
class FilterFilesTest {
    private static final String[] FILES = {"filters.h5", "filters-zstd.h5"};

    @TempDir
    Path folder;

    static Path copy(String name, Path folder) {
        try (InputStream in = FilterFilesTest.class.getResourceAsStream("codec/" + name)) {
            Path copy = folder.resolve(name);
            Files.write(copy, in.readAllBytes());
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The formula of the scripts. */
    private static double[] values(int n, double largest) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            long x = i * 2654435761L + 12345 & 0xffffffffL;
            x = ((x ^ x >>> 15) * 2246822519L) & 0xffffffffL;
            long kind = x >>> 24;
            long v = kind < 246 ? 0 : kind < 254 ? kind & 3 : x & 0x7fffff;
            values[i] = v % largest;
        }
        return values;
    }

    private static double largest(String name) {
        return name.endsWith("u1") ? 256 : name.endsWith("u4") || name.matches(".*[if]\\d") ? 0x1p32 : 65536;
    }

    static Stream<String> names() throws IOException {
        Path folder = Files.createTempDirectory("filters");
        return Stream.of(FILES).flatMap(name -> {
            try (Hdf5File file = Hdf5File.open(copy(name, folder))) {
                return file.names("/").stream().map(dataset -> name + " " + dataset);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyValueIsRight(String fileAndName) {
        Path path = copy(fileAndName.split(" ")[0], folder);
        String name = fileAndName.split(" ")[1];
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset(name)) {
            long[] shape = dataset.shape();
            int n = (int) (shape[0] * shape[1] * shape[2]);
            double[] expected = values(n, name.matches("shuffle-gzip-checksum|blosc-parts") ? 0x1p32 : largest(name));
            if (name.equals("checksum")) {
                expected = values(n, 256);
            } else if (name.equals("shuffle-lz4")) {
                expected = values(n, 0x1p32);
            }
            assertThat(dataset.doubles()).isEqualTo(expected);
            boolean past = !name.endsWith("f8");
            assertThat(dataset.framePlaces().isPresent()).isEqualTo(past);
            if (past) {
                float[] roots = new float[n];
                for (int i = 0; i < n; i++) {
                    roots[i] = (float) Math.sqrt((float) expected[i]);
                }
                try (Hdf5Frames frames = new Hdf5Frames(path, name)) {
                    assertThat(frames.isParallel()).isTrue();
                    float[] read = new float[n];
                    frames.read(IntStream.range(0, (int) shape[0]).toArray(), read);
                    assertThat(read).isEqualTo(roots);
                }
            }
        }
    }

    /** Bytes of chunks changed at random: never a crash, never anything but one line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "filters.h5 bitshuffle-lz4-more-u2",
                "filters.h5 bitshuffle-lz4-parts-u4",
                "filters.h5 lz4-more-u1",
                "filters.h5 lzf",
                "filters.h5 shuffle-gzip-checksum",
                "filters.h5 blosc-blosclz-1-u2",
                "filters.h5 blosc-lz4-2-u4",
                "filters.h5 blosc-snappy-1-u4",
                "filters.h5 blosc-zstd-2-u2",
                "filters-zstd.h5 bitshuffle-zstd-more-u2",
                "filters-zstd.h5 zstd-parts-u4"
            })
    void damagedDataAreSaidToBeDamagedOrReadAsSomething(String fileAndName) throws IOException {
        String name = fileAndName.split(" ")[1];
        Path path = copy(fileAndName.split(" ")[0], folder);
        byte[] whole = Files.readAllBytes(path);
        FrameLayout.Chunks chunks;
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset(name)) {
            chunks = (FrameLayout.Chunks)
                    dataset.framePlaces().orElseThrow().pieces().getFirst().layout();
        }
        Random random = new Random(3);
        int complaints = 0;
        for (int k = 0; k < 60; k++) {
            byte[] damaged = whole.clone();
            for (int c = 0; c < chunks.offsets().length; c++) {
                int at = random.nextInt(k % 2 == 0 ? Math.min(24, chunks.stored()[c]) : chunks.stored()[c]);
                damaged[(int) chunks.offsets()[c] + at] = (byte) random.nextInt(256);
            }
            Path other = folder.resolve("damaged-" + k + ".h5");
            Files.write(other, damaged);
            try (Hdf5Frames frames = new Hdf5Frames(other, name)) {
                frames.frame(frames.count() - 1);
            } catch (BadInputException e) {
                assertThat(e).hasMessageContainingAll(other.getFileName().toString(), name);
                complaints++;
            }
            Files.delete(other);
        }
        assertThat(complaints).isPositive();
    }

    @Test
    void anUnknownFilterIsNamed() {
        Path path = folder.resolve("blosc2.h5");
        Python.withH5py("""
                import h5py, numpy as np, sys
                with h5py.File(sys.argv[1], 'w') as f:
                    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
                    plist.set_chunk((1, 4, 4))
                    plist.set_filter(32026, h5py.h5z.FLAG_OPTIONAL, (1, 2))
                    space = h5py.h5s.create_simple((2, 4, 4))
                    d = h5py.h5d.create(f.id, b'data', h5py.h5t.NATIVE_UINT16, space, plist)
                    for k in range(2):
                        d.write_direct_chunk((k, 0, 0), bytes(40))
                """, path);
        assertThatThrownBy(() -> PatternReader.open(path, "data", ReadOut.counts(), Long.MAX_VALUE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("blosc2.h5", "data", "32026 (blosc2)", "h5repack");
    }
}
