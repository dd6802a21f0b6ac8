package org.polyptych.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Python;

/** Strings of variable length, which are read without the C library. */
class HeapTextsTest {
    @TempDir
    Path folder;

    @Test
    void theSameContentGivesTheSameBytes() throws Exception {
        Path path = write("some text");
        byte[] before = Files.readAllBytes(path);
        Thread.sleep(1100); // HDF5 would note the second
        write("some text");
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void whatH5pyWritesInAnyVersionOfTheFormatIsRead() {
        Path path = folder.resolve("h5py.h5");
        for (String version : new String[] {"earliest", "v108", "latest"}) {
            for (String block : new String[] {"0", "512"}) {
                Python.withH5py("""
                        import sys, h5py
                        f = h5py.File(sys.argv[1], 'w', libver=sys.argv[2], userblock_size=int(sys.argv[3]))
                        g = f.create_group('group')
                        for k in range(40):
                            g.attrs['text%d' % k] = 'größer' * k
                            f.attrs['number%d' % k] = k
                        f.attrs['list'] = ['ab', '', 'cde']
                        f.attrs.modify('ascii', 'plain')
                        f.create_dataset('title', data='ein längerer Titel')
                        f.create_dataset('words', data=['x' * 5000, 'y'], dtype=h5py.string_dtype())
                        f.create_dataset('chunked', data=['x', 'y'], dtype=h5py.string_dtype(), chunks=(1,))
                        """, path, version, block);
                try (Hdf5File file = Hdf5File.open(path);
                        Hdf5Dataset title = file.dataset("title");
                        Hdf5Dataset words = file.dataset("words");
                        Hdf5Dataset chunked = file.dataset("chunked")) {
                    for (int k = 0; k < 40; k++) {
                        assertThat(file.text("group", "text" + k)).contains("größer".repeat(k));
                    }
                    assertThat(file.text("/", "list")).contains("ab");
                    assertThat(file.text("/", "ascii")).contains("plain");
                    assertThat(title.texts()).containsExactly("ein längerer Titel");
                    assertThat(words.texts()).containsExactly("x".repeat(5000), "y");
                    assertThat(chunked.texts()).containsExactly("x", "y");
                }
            }
        }
    }

    @Test
    void aDamagedHeapIsRefusedInALine() throws Exception {
        Path path = write("some text");
        byte[] whole = Files.readAllBytes(path);
        int heap = new String(whole, StandardCharsets.ISO_8859_1).indexOf("GCOL");
        for (int at : List.of(0, 4, 16)) {
            refused(path, whole, heap + at, (byte) 0x7f);
        }
        for (long size : new long[] {0, -1, 5, Long.MAX_VALUE, 1L << 31}) {
            refused(path, whole, heap + 8, size); // of the collection
        }
        for (long size : new long[] {0, -1, 5, Long.MAX_VALUE, 1L << 31}) {
            refused(path, whole, heap + 24, size); // of the first object
        }
    }

    private void refused(Path path, byte[] whole, int at, Number value) throws Exception {
        byte[] bytes = whole.clone();
        if (value instanceof Byte b) {
            bytes[at] = b;
        } else {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, value.longValue());
        }
        Files.write(path, bytes);
        try (Hdf5File file = Hdf5File.open(path)) {
            assertThatThrownBy(() -> file.text("/", "name"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(path + ": root attribute 'name' cannot be read: the file is damaged");
        }
    }

    private Path write(String text) {
        Path path = folder.resolve("text.h5");
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.attribute("/", "name", text);
            file.longs("numbers", new long[] {1, 2}, 2);
        }
        return path;
    }

    /** There and here the same address means different bytes. */
    @Test
    void behindALinkTheOtherFilesBytesAreRead() {
        Path path = folder.resolve("linking.h5");
        Python.withH5py("""
                import sys, os, h5py
                os.chdir(os.path.dirname(sys.argv[1]))
                with h5py.File('linked.h5', 'w') as f:
                    f['unit'] = 'mrad'
                with h5py.File(sys.argv[1], 'w') as f:
                    f['unit'] = 'volt'
                    f['numbers'] = list(range(1000))
                    f['linked'] = h5py.ExternalLink('linked.h5', 'unit')
                """, path);
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset unit = file.dataset("linked")) {
            assertThat(unit.texts()).containsExactly("mrad");
        }
    }
}
