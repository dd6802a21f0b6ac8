package org.polyptych.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.hdf5.global.hdf5.H5Fget_obj_count;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;

class Hdf5FileTest {
    private static final int EVERYTHING = 0x1f;
    private static final long EVERY_FILE = 0x1f;

    @TempDir
    Path folder;

    @Test
    void numbersComeBackAsTheyWentIn() {
        Path path = folder.resolve("numbers.h5");
        float[] floats = {1.5f, Float.NaN, -0f, Float.MIN_VALUE, 3e38f, 7};
        double[] doubles = {Math.PI, Double.POSITIVE_INFINITY, -0.0};
        long[] longs = {Long.MIN_VALUE, (1L << 53) + 1};
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.floats("f", floats, 2, 3);
            file.doubles("d", doubles, 3);
            file.group("inner");
            file.longs("inner/l", longs, 2);
            file.doubles("none", new double[0], 0);
        }
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset f = file.dataset("f");
                Hdf5Dataset d = file.dataset("d");
                Hdf5Dataset l = file.dataset("/inner/l");
                Hdf5Dataset none = file.dataset("none")) {
            assertThat(f.shape()).containsExactly(2, 3);
            assertThat(f.floats()).isEqualTo(floats);
            assertThat(f.floats(new long[] {1, 1}, new long[] {1, 2})).containsExactly(3e38f, 7);
            assertThat(d.doubles()).isEqualTo(doubles);
            assertThat(l.longs()).isEqualTo(longs);
            assertThat(none.doubles()).isEmpty();
            assertThat(file.names("/")).containsExactly("d", "f", "inner", "none");
            assertThat(file.isGroup("inner")).isTrue();
            assertThat(file.isDataset("inner")).isFalse();
            assertThat(file.isDataset("inner/nothing/there")).isFalse();
        }
    }

    @Test
    void attributesComeBackAsTheyWentIn() {
        Path path = folder.resolve("attributes.h5");
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.attribute("/", "seed", Long.MAX_VALUE);
            file.attribute("/", "pixel", 1e-8);
            file.attribute("/", "place", "Villigen, Île-de-France, 東京");
            file.attribute("/", "empty", "");
        }
        try (Hdf5File file = Hdf5File.open(path)) {
            assertThat(file.whole("/", "seed")).contains(Long.MAX_VALUE);
            assertThat(file.number("/", "pixel")).contains(1e-8);
            assertThat(file.text("/", "place")).contains("Villigen, Île-de-France, 東京");
            assertThat(file.text("/", "empty")).contains("");
            assertThat(file.number("/", "none")).isEmpty();
            assertThat(file.attributeNames("/")).containsExactly("empty", "pixel", "place", "seed");
            assertThatThrownBy(() -> file.number("/", "place"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("'place' must be a number");
        }
    }

    @Test
    void complexImagesComeBackInOrder() {
        Path path = folder.resolve("complex.h5");
        ComplexImage[] images = IntStream.range(0, 6)
                .mapToObj(k -> ComplexImage.constant(2, 3, k, -k))
                .toArray(ComplexImage[]::new);
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.complex("stack", images, 2, 3);
            file.complex("single", new ComplexImage[] {images[5]});
            file.floats("real", new float[6], 2, 3);
        }
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset stack = file.dataset("stack");
                Hdf5Dataset single = file.dataset("single");
                Hdf5Dataset real = file.dataset("real")) {
            assertThat(stack.kind()).isEqualTo(Hdf5Dataset.Kind.COMPLEX);
            assertThat(stack.shape()).containsExactly(2, 3, 2, 3);
            ComplexImage[] read = stack.complexImages();
            assertThat(read).hasSize(6);
            for (int k = 0; k < 6; k++) {
                assertThat(read[k].re()).containsOnly(k);
                assertThat(read[k].im()).containsOnly(-k);
            }
            assertThat(single.complexImages()).hasSize(1);
            assertThatThrownBy(stack::floats).hasMessageContaining("'stack' must hold numbers");
            assertThatThrownBy(real::complexImages).hasMessageContaining("'real' must hold complex numbers");
        }
    }

    @Test
    void aMissingDatasetIsNamedWithWhatThereIs() {
        Path path = folder.resolve("few.h5");
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.doubles("a", new double[1], 1);
        }
        try (Hdf5File file = Hdf5File.open(path)) {
            assertThatThrownBy(() -> file.dataset("dp"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(path + ": no dataset 'dp'; the file has a");
        }
    }

    /** Byte 6: a megabyte a number. Byte 8: bits that begin beyond the number. Byte 10: more bits than it has. */
    @ParameterizedTest
    @ValueSource(ints = {6, 8, 10})
    void numbersWhoseBitsLieOutsideOfThemAreRefused(int damaged) throws Exception {
        Path path = folder.resolve("wide.h5");
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.floats("dp", new float[6], 2, 3);
        }
        byte[] bytes = Files.readAllBytes(path);
        byte[] floatOfFourBytes = {0x11, 0x20, 0x1f, 0, 4, 0, 0, 0};
        int patched = 0;
        for (int i = 0; i + 8 <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + 8, floatOfFourBytes, 0, 8)) {
                bytes[i + damaged] = 0x70;
                patched++;
            }
        }
        assertThat(patched).isPositive();
        Files.write(path, bytes);

        assertThatThrownBy(() -> {
                    try (Hdf5File file = Hdf5File.open(path);
                            Hdf5Dataset dataset = file.dataset("dp")) {
                        dataset.floats();
                    }
                })
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("wide.h5", "'dp'", "damaged")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileCutAnywhereIsRefusedInOneLine() throws Exception {
        byte[] whole = Files.readAllBytes(frames("whole.h5", 6));
        Path cut = folder.resolve("cut.h5");
        int[] fixed = {0, 1, 7, 8, 9, 48, 96, 512, 2048, whole.length / 4, whole.length / 2, whole.length - 1};
        int[] random = new Random(1).ints(60, 0, whole.length).toArray();
        for (int length :
                IntStream.concat(Arrays.stream(fixed), Arrays.stream(random)).toArray()) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Hdf5File.open(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(BadInputException.class)
                    .message()
                    .startsWith(cut.toString())
                    .doesNotContain("\n");
        }
    }

    @Test
    void damagedContentIsRefusedOrRead() throws Exception {
        byte[] whole = Files.readAllBytes(frames("good.h5", 6));
        Path damaged = folder.resolve("damaged.h5");
        Random random = new Random(2);
        int refused = 0;
        for (int trial = 0; trial < 200; trial++) {
            byte[] bytes = whole.clone();
            for (int k = 0; k < 8; k++) {
                bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt();
            }
            Files.write(damaged, bytes);
            try (Hdf5File file = Hdf5File.open(damaged);
                    Hdf5Dataset dataset = file.dataset("dp")) {
                dataset.floats();
            } catch (BadInputException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void everyHandleIsClosed() {
        Path path = frames("handles.h5", 3);
        long before = open();
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset("dp")) {
            dataset.floats();
            file.names("/");
            file.attributeNames("/");
            file.text("dp", "unit");
            assertThatThrownBy(() -> file.number("dp", "unit")).isInstanceOf(BadInputException.class);
            assertThatThrownBy(() -> dataset.floats(new long[] {2, 0, 0}, new long[] {2, 16, 16}))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(open()).isEqualTo(before + 2);
        }
        assertThat(open()).isEqualTo(before);
    }

    @Test
    void theLibraryIsTheOneExpectedAndKnowsGzip() {
        assertThat(Hdf5Library.version()).isEqualTo("1.14.3");
        assertThat(Hdf5Library.gzip()).isTrue();
    }

    @Test
    void severalThreadsMayReadAtOnce() {
        Path path = frames("threads.h5", 24);
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset("dp")) {
            IntStream.range(0, 240).parallel().forEach(k -> {
                float[] frame = dataset.floats(new long[] {k % 24, 0, 0}, new long[] {1, 16, 16});
                assertThat(frame).containsOnly(k % 24);
            });
        }
    }

    private Path frames(String name, int count) {
        Path path = folder.resolve(name);
        float[][] frames = new float[count][16 * 16];
        for (int j = 0; j < count; j++) {
            Arrays.fill(frames[j], j);
        }
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.compressedFrames("dp", frames, 16, 16);
            file.attribute("dp", "unit", "counts");
        }
        return path;
    }

    private static long open() {
        return Hdf5Library.locked(() -> H5Fget_obj_count(EVERY_FILE, EVERYTHING));
    }

    @Test
    void aComplexTypeWhosePartsLieElsewhereIsNone() throws Exception {
        Path path = folder.resolve("complex.h5");
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.complex("c", new ComplexImage[] {ComplexImage.constant(3, 3, 1, 2)}, 1);
        }
        byte[] bytes = Files.readAllBytes(path);
        // Each member of the compound: its name, padded to 8 bytes, then its offset.
        byte[] member = {'i', 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0};
        int at = 0;
        while (!Arrays.equals(bytes, at, at + member.length, member, 0, member.length)) {
            at++;
        }
        bytes[at + 11] = (byte) 0xc0;
        Files.write(path, bytes);
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset("c")) {
            assertThatThrownBy(dataset::complexImages)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("'c' must hold complex numbers");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "//", "..", "a/"})
    void aNameThatIsNoFilesIsNotFound(String name) {
        assertThat(new LinkedFile(folder.resolve("from.h5"), name).found()).isEmpty();
    }
}
