package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5FrameWriter;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.io.hdf5.StoredType;

/** Frames read past the HDF5 library are those that the library reads, to the bit. */
class RawFramesTest {
    private static final int COUNT = 20;
    private static final int ROWS = 6;
    private static final int COLUMNS = 8;
    private static final int PIXELS = ROWS * COLUMNS;

    @TempDir
    Path folder;

    private Path write(StoredType type, boolean compressed) {
        Path path = folder.resolve("frames-" + compressed + ".h5");
        RandomStream random = new RandomStream(1, 0);
        double[] values = new double[COUNT * PIXELS];
        double most = type == StoredType.UINT16 ? 65_000 : 4e9;
        for (int i = 0; i < values.length; i++) {
            double count = Math.floor(most * Math.pow(random.uniform(), 6));
            values[i] = type == StoredType.FLOAT32 ? (float) (count / 3) : count;
        }
        try (Hdf5Writer file = Hdf5Writer.create(path);
                Hdf5FrameWriter frames = compressed
                        ? file.frames("data", type, COUNT, ROWS, COLUMNS)
                        : file.plainFrames("data", type, COUNT, ROWS, COLUMNS)) {
            frames.write(0, values);
        }
        return path;
    }

    private static float[] throughTheLibrary(Path path, ReadOut readOut) {
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset("data")) {
            return PatternBlock.read(dataset, readOut, 0, COUNT);
        }
    }

    private static float[] all(Hdf5Frames frames) {
        float[] buffer = new float[COUNT * PIXELS];
        frames.read(IntStream.range(0, COUNT).toArray(), buffer);
        return buffer;
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfNumberPlainOrCompressed(StoredType type) {
        for (boolean compressed : new boolean[] {false, true}) {
            Path path = write(type, compressed);
            assertThat(isRead(path)).isEqualTo(type != StoredType.FLOAT64);
            Hdf5Frames frames = new Hdf5Frames(path, "data");
            frames.fetch(new int[] {0, 5, 19});
            assertThat(all(frames)).isEqualTo(throughTheLibrary(path, ReadOut.counts()));
        }
    }

    private static boolean isRead(Path path) {
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset("data")) {
            return dataset.framePlaces().isPresent();
        }
    }

    @Test
    void withADarkImageBadPixelsAndFftOrderToo() {
        Path path = write(StoredType.UINT16, false);
        float[] dark = new float[PIXELS];
        boolean[] good = new boolean[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            dark[i] = i;
            good[i] = i != 7;
        }
        for (ReadOut readOut :
                new ReadOut[] {new Counts(good, dark), new StoredAmplitudes(true), new StoredAmplitudes(false)}) {
            Hdf5Frames frames = new Hdf5Frames(FileMark.of(path), "data", readOut);
            assertThat(all(frames)).isEqualTo(throughTheLibrary(path, readOut));
        }
    }

    @Test
    void byManyThreadsAtOnce() {
        Path path = write(StoredType.UINT32, true);
        float[] expected = throughTheLibrary(path, ReadOut.counts());
        Hdf5Frames frames = new Hdf5Frames(path, "data");
        try (Parallel parallel = new Parallel(4)) {
            parallel.forEach(20 * COUNT, k -> {
                int j = k * 7 % COUNT;
                float[] frame = frames.frame(j);
                for (int i = 0; i < PIXELS; i++) {
                    assertThat(frame[i]).isEqualTo(expected[j * PIXELS + i]);
                }
            });
        }
    }

    @Test
    void aNegativeCountIsRefusedWithItsPlace() {
        Path path = folder.resolve("frames.h5");
        double[] values = new double[COUNT * PIXELS];
        values[3 * PIXELS + 2 * COLUMNS + 5] = -4;
        try (Hdf5Writer file = Hdf5Writer.create(path);
                Hdf5FrameWriter frames = file.plainFrames("data", StoredType.FLOAT32, COUNT, ROWS, COLUMNS)) {
            frames.write(0, values);
        }
        Hdf5Frames frames = new Hdf5Frames(path, "data");
        assertThatCode(() -> frames.frame(2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> frames.frame(3))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("frame 3", "y 2, x 5", "-4");
    }
}
