package org.polyptych.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.Python;

class Hdf5InteropTest {
    @TempDir
    Path folder;

    @Test
    void everyTypeThatH5pyWritesIsRead() {
        Path path = folder.resolve("h5py.h5");
        Python.withH5py("""
                import sys, h5py, numpy as np
                with h5py.File(sys.argv[1], 'w') as f:
                    a = np.arange(24).reshape(2, 3, 4)
                    for t in ['u1', 'i1', '<u2', '>i2', '<u4', '>i8', '<u8', '<f2', '<f4', '>f8']:
                        f.create_dataset(t[1:] + t[0] if t[0] in '<>' else t, data=a.astype(t))
                    f.create_dataset('gzip', data=a.astype('u2'), chunks=(1, 3, 4), compression='gzip', shuffle=True)
                    f.create_dataset('complex128', data=(a - 2j * a).astype('c16'))
                    f.create_dataset('words', data=np.array([b'ab', b'cde'], dtype='S5'))
                    f.create_dataset('word', data='größer')
                    f['alias'] = h5py.SoftLink('/gzip')
                    f['dangling'] = h5py.SoftLink('/nothing')
                    f.attrs['fixed'] = np.bytes_('fixed text')
                    f.attrs['text'] = 'längerer Text'
                    f.attrs['list'] = [2.5, 3.5]
                    f.attrs['flag'] = np.uint8(3)
                    f.attrs['empty'] = h5py.Empty('f')
                """, path);
        try (Hdf5File file = Hdf5File.open(path)) {
            float[] expected = new float[24];
            for (int i = 0; i < 24; i++) {
                expected[i] = i;
            }
            for (String name :
                    new String[] {"u1", "i1", "u2<", "i2>", "u4<", "i8>", "u8<", "f2<", "f4<", "f8>", "gzip", "alias"
                    }) {
                try (Hdf5Dataset dataset = file.dataset(name)) {
                    assertThat(dataset.floats()).as(name).isEqualTo(expected);
                    assertThat(dataset.shape()).containsExactly(2, 3, 4);
                }
            }
            try (Hdf5Dataset complex = file.dataset("complex128");
                    Hdf5Dataset words = file.dataset("words");
                    Hdf5Dataset word = file.dataset("word")) {
                ComplexImage[] images = complex.complexImages();
                assertThat(images[1].re()[11]).isEqualTo(23);
                assertThat(images[1].im()[11]).isEqualTo(-46);
                assertThat(words.texts()).containsExactly("ab", "cde");
                assertThat(word.texts()).containsExactly("größer");
            }
            assertThat(file.isDataset("dangling")).isFalse();
            assertThat(file.text("/", "fixed")).contains("fixed text");
            assertThat(file.text("/", "text")).contains("längerer Text");
            assertThat(file.number("/", "list")).contains(2.5);
            assertThat(file.whole("/", "flag")).contains(3L);
        }
    }

    @Test
    void nothingIsPrinted() throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Quiet.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(output.toString()))
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(output)).isEmpty();
    }

    /** Loads the library and makes it fail, in a process of its own. */
    static final class Quiet {
        public static void main(String[] arguments) throws Exception {
            Path path = Path.of(arguments[0], "quiet.h5");
            try (Hdf5Writer file = Hdf5Writer.create(path)) {
                file.doubles("numbers", new double[100], 100);
            }
            Path cut = Path.of(arguments[0], "cut.h5");
            Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(path), 1000));
            try {
                Hdf5File.open(cut).close();
                System.exit(3);
            } catch (BadInputException e) {
                // As it should be; the message is for whoever catches it.
            }
        }
    }
}
