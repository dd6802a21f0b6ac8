package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/**
 * Frames are found past the library, and are what the formula says, wherever h5py puts them: behind a user block, in
 * chunks of any shape, behind external links, in virtual datasets.
 */
class FramePlacesTest {
    private static final int COUNT = 11;
    private static final int ROWS = 10;
    private static final int COLUMNS = 14;

    /** Frame j holds (7919 i + j) % 60000. */
    private static final String FRAMES = """
            import h5py, numpy as np, os, sys
            os.chdir(sys.argv[1])
            N, Y, X = 11, 10, 14
            frames = ((7919 * np.arange(Y * X)[None] + np.arange(N)[:, None]) % 60000).reshape(N, Y, X).astype('u2')
            """;

    @TempDir
    Path folder;

    private void h5py(String script) {
        Python.withH5py(FRAMES + script, folder);
    }

    private static float[] expected(int frame) {
        float[] amplitudes = new float[ROWS * COLUMNS];
        for (int i = 0; i < amplitudes.length; i++) {
            amplitudes[i] = (float) Math.sqrt((7919 * i + frame) % 60000);
        }
        return amplitudes;
    }

    private void assertFrames(Path path, String name) {
        try (Hdf5Frames frames = new Hdf5Frames(path, name);
                Parallel parallel = new Parallel(3)) {
            assertThat(frames.isParallel()).as(name).isTrue();
            assertThat(frames.count()).isEqualTo(COUNT);
            frames.fetch(IntStream.range(0, COUNT).toArray());
            parallel.forEach(
                    3 * COUNT,
                    k -> assertThat(frames.frame(5 * k % COUNT))
                            .as("%s, frame %d", name, 5 * k % COUNT)
                            .isEqualTo(expected(5 * k % COUNT)));
        }
        assertThat(PatternReader.open(path, name, ReadOut.counts(), Long.MAX_VALUE)
                        .frame(7))
                .isEqualTo(expected(7));
    }

    @Test
    void behindAUserBlock() {
        h5py("""
                with h5py.File('behind.h5', 'w', userblock_size=1024) as f:
                    f.create_dataset('plain', data=frames)
                    f.create_dataset('gzip', data=frames, chunks=(1, Y, X), compression='gzip')
                with open('behind.h5', 'r+b') as f:
                    f.write(b'another program wrote this' * 30)
                """);
        assertFrames(folder.resolve("behind.h5"), "plain");
        assertFrames(folder.resolve("behind.h5"), "gzip");
    }

    @Test
    void inChunksOfAnyShape() throws IOException {
        h5py("""
                with h5py.File('chunks.h5', 'w') as f:
                    for chunk in ((1, 10, 14), (1, 4, 5), (3, 10, 14), (4, 3, 14), (11, 10, 14), (20, 16, 16), (2, 1, 1)):
                        for filters in ({}, dict(compression='gzip', shuffle=True), dict(compression='lzf'),
                                        dict(compression='gzip', shuffle=True, fletcher32=True)):
                            name = '-'.join(map(str, chunk)) + ''.join(filters) + filters.get('compression', '')
                            chunks = tuple(min(c, n) for c, n in zip(chunk, frames.shape))
                            f.create_dataset(name, data=frames, chunks=chunks, **filters)
                    f.create_dataset('grown', data=frames[:5], chunks=(4, 6, 14), maxshape=(None, Y, X))
                    f['grown'].resize(N, axis=0)
                    f['grown'][5:] = frames[5:]
                """);
        Path path = folder.resolve("chunks.h5");
        try (Hdf5File file = Hdf5File.open(path)) {
            assertThat(file.names("/")).hasSize(29);
            file.names("/").forEach(name -> assertFrames(path, name));
        }
    }

    @Test
    void chunksThatWereNeverWrittenAreWhatTheLibrarySays() {
        h5py("""
                with h5py.File('gaps.h5', 'w') as f:
                    d = f.create_dataset('data', shape=(N, Y, X), dtype='u2', chunks=(2, Y, X), fillvalue=9)
                    d[:4], d[10:] = frames[:4], frames[10:]
                """);
        try (Hdf5Frames frames = new Hdf5Frames(folder.resolve("gaps.h5"), "data")) {
            assertThat(frames.frame(3)).isEqualTo(expected(3));
            assertThat(frames.frame(6)).containsOnly(3);
            assertThat(frames.frame(10)).isEqualTo(expected(10));
        }
    }

    @Test
    void behindAnExternalLinkBesideTheFile() throws IOException {
        h5py("""
                os.mkdir('raw')
                with h5py.File('raw/data.h5', 'w') as f:
                    f.create_dataset('entry/frames', data=frames, chunks=(3, Y, X), compression='gzip')
                    f.create_dataset('entry/other', data=frames[::-1].copy())
                with h5py.File('master.h5', 'w') as f:
                    f['scan/data'] = h5py.ExternalLink('raw/data.h5', 'entry/frames')
                    # what lies here at the same place as there must not be taken for it
                    f.create_dataset('decoy', data=np.zeros((N, Y, X), 'u2'))
                """);
        Path master = folder.resolve("master.h5");
        Path data = folder.resolve("raw/data.h5");
        assertFrames(master, "scan/data");
        try (Hdf5Frames frames = new Hdf5Frames(master, "scan/data")) {
            byte[] bytes = Files.readAllBytes(data);
            Files.write(data, new byte[bytes.length + 1]);
            assertThatThrownBy(() -> frames.frame(1))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContainingAll("data.h5", "while it was being read");
        }
        Files.delete(data);
        assertThatThrownBy(() -> new Hdf5Frames(master, "scan/data"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("master.h5", "scan/data", "raw/data.h5", "missing");
    }

    private void virtual() {
        h5py("""
                halves = frames[[j for j in range(N) if j % 4 < 2]], frames[[j for j in range(N) if j % 4 >= 2]]
                for k, half in enumerate(halves):
                    with h5py.File(f'part_{k}.h5', 'w') as f:
                        whole = np.concatenate([half, half[-1:]])[:6]
                        f.create_dataset('data', data=whole, chunks=(1, Y, X), compression='gzip')
                space = h5py.h5s.create_simple((11, Y, X))
                plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
                # two files, two frames at a time by turns, as detectors with several writers do
                for k, (start, count) in enumerate(((0, 2), (2, 2))):
                    source = h5py.h5s.create_simple((6, Y, X))
                    source.select_hyperslab((0, 0, 0), (1, 1, 1), block=(2 * count, Y, X))
                    space.select_hyperslab((start, 0, 0), (count, 1, 1), stride=(4, 1, 1), block=(2, Y, X))
                    plist.set_virtual(space, f'part_{k}.h5'.encode(), b'data', source)
                source = h5py.h5s.create_simple((6, Y, X))
                source.select_hyperslab((4, 0, 0), (1, 1, 1), block=(2, Y, X))
                space.select_hyperslab((8, 0, 0), (1, 1, 1), block=(2, Y, X))
                plist.set_virtual(space, b'part_0.h5', b'data', source)
                source = h5py.h5s.create_simple((6, Y, X))
                source.select_hyperslab((4, 0, 0), (1, 1, 1), block=(1, Y, X))
                space.select_hyperslab((10, 0, 0), (1, 1, 1), block=(1, Y, X))
                plist.set_virtual(space, b'part_1.h5', b'data', source)
                with h5py.File('virtual.h5', 'w', libver='latest') as f:
                    h5py.h5d.create(f.id, b'data', h5py.h5t.STD_U16LE, h5py.h5s.create_simple((11, Y, X)), plist)
                    assert np.array_equal(f['data'][:], frames)
                """);
    }

    @Test
    void inAVirtualDatasetThatTakesThemFromTwoFilesByTurns() {
        virtual();
        assertFrames(folder.resolve("virtual.h5"), "data");
    }

    @Test
    void aMissingPartOfAVirtualDatasetIsNotReadAsZeros() throws IOException {
        virtual();
        Path there = folder.resolve("part_1.h5");
        Files.move(there, folder.resolve("elsewhere.h5"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> PatternReader.open(folder.resolve("virtual.h5"), "data", ReadOut.counts(), 1 << 30))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("virtual.h5", "data", "part_1.h5", "missing");
        h5py("""
                with h5py.File('part_1.h5', 'w') as f:
                    f.create_dataset('data', data=frames[:3])
                """);
        assertThatThrownBy(() -> PatternReader.open(folder.resolve("virtual.h5"), "data", ReadOut.counts(), 1 << 30))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("part_1.h5", "has 3");
    }

    @Test
    void whatOnlyTheLibraryCanPutTogetherIsReadByIt() {
        h5py("""
                with h5py.File('left.h5', 'w') as f:
                    f['data'] = frames[:, :, :7]
                with h5py.File('right.h5', 'w') as f:
                    f['data'] = frames[:, :, 7:]
                layout = h5py.VirtualLayout(shape=(N, Y, X), dtype='u2')
                layout[:, :, :7] = h5py.VirtualSource('left.h5', 'data', shape=(N, Y, 7))
                layout[:, :, 7:] = h5py.VirtualSource('right.h5', 'data', shape=(N, Y, 7))
                with h5py.File('tiles.h5', 'w', libver='latest') as f:
                    f.create_virtual_dataset('data', layout)
                """);
        Path path = folder.resolve("tiles.h5");
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset("data")) {
            assertThat(dataset.framePlaces()).isEmpty();
        }
        try (Hdf5Frames frames = new Hdf5Frames(path, "data")) {
            assertThat(frames.frame(4)).isEqualTo(expected(4));
        }
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> PatternReader.open(folder.resolve("v.h5"), "data", ReadOut.counts(), 1 << 30))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(folder.resolve("v.h5").toString())
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining("\n");
    }

    private static final String LAYOUT = """
            import sys
            Y, X = 10, 14
            def virtual(n, *pieces, **other):
                layout = h5py.VirtualLayout(shape=(n, Y, X), dtype='u2', **other)
                for to, source, part in pieces:
                    layout[to] = source[part]
                with h5py.File('v.h5', 'w', libver='latest') as f:
                    f.create_virtual_dataset('data', layout)
            """;

    @ParameterizedTest
    @ValueSource(strings = {"{}", "dict(chunks=(1, Y, X), compression='gzip')"})
    void aPartThatIsTooShortForItsSecondPlaceIsRefused(String stored) {
        h5py(LAYOUT + """
                with h5py.File('a.h5', 'w') as f:
                    f.create_dataset('data', data=frames.repeat(2, axis=0)[:12], **STORED)
                    f.create_dataset('behind', data=np.ones((20, Y, X)))
                with h5py.File('b.h5', 'w') as f:
                    f.create_dataset('data', data=frames.repeat(2, axis=0)[:20], **STORED)
                a = h5py.VirtualSource('a.h5', 'data', shape=(20, Y, X))
                b = h5py.VirtualSource('b.h5', 'data', shape=(20, Y, X))
                virtual(40, (np.s_[0:10], a, np.s_[0:10]), (np.s_[20:30], a, np.s_[10:20]),
                        (np.s_[10:20], b, np.s_[0:10]), (np.s_[30:40], b, np.s_[10:20]))
                """.replace("STORED", stored));
        refused("expects 20 x 10 x 14", "a.h5", "has 12 x 10 x 14");
    }

    @Test
    void aPartThatIsMissingInItsFileIsRefused() {
        h5py(LAYOUT + """
                with h5py.File('a.h5', 'w') as f:
                    f['other'] = frames
                virtual(N, (np.s_[:], h5py.VirtualSource('a.h5', 'data', shape=(N, Y, X)), np.s_[:]))
                """);
        refused("a.h5", "'data'", "missing");
    }

    @Test
    void aTileThatIsTooShortIsRefused() {
        h5py(LAYOUT + """
                for name, n in (('a.h5', N), ('b.h5', N - 1)):
                    with h5py.File(name, 'w') as f:
                        f['data'] = frames[:n, :, :7]
                virtual(N, (np.s_[:, :, :7], h5py.VirtualSource('a.h5', 'data', shape=(N, Y, 7)), np.s_[:]),
                        (np.s_[:, :, 7:], h5py.VirtualSource('b.h5', 'data', shape=(N, Y, 7)), np.s_[:]))
                """);
        refused("expects 11 x 10 x 7", "b.h5", "has 10 x 10 x 7");
    }

    @Test
    void aFrameThatNoPartHoldsIsRefused() {
        h5py(LAYOUT + """
                with h5py.File('a.h5', 'w') as f:
                    f['data'] = frames
                a = h5py.VirtualSource('a.h5', 'data', shape=(N, Y, X))
                virtual(N, (np.s_[:4], a, np.s_[:4]), (np.s_[5:], a, np.s_[5:]))
                """);
        refused("frame 4 of 11");
    }

    @Test
    void gapsBetweenTheTilesOfADetectorAreNotMissing() {
        h5py(LAYOUT + """
                with h5py.File('a.h5', 'w') as f:
                    f['data'] = frames[:, :4]
                virtual(N, (np.s_[:, :4], h5py.VirtualSource('a.h5', 'data', shape=(N, 4, X)), np.s_[:]))
                """);
        try (Hdf5Frames frames = new Hdf5Frames(folder.resolve("v.h5"), "data")) {
            assertThat(frames.frame(3)).startsWith(Arrays.copyOf(expected(3), 4 * COLUMNS));
            assertThat(frames.frame(3)[4 * COLUMNS]).isZero();
        }
    }

    /** Of which the library counts the names. */
    @Test
    void aNumberedPartThatIsTooShortIsRefused() throws IOException {
        h5py(LAYOUT + """
                for k in range(3):
                    with h5py.File(f'n_{k}.h5', 'w') as f:
                        f['data'] = frames[2 * k:2 * k + 2]
                virtual_space = h5py.h5s.create_simple((2, Y, X), (h5py.h5s.UNLIMITED, Y, X))
                virtual_space.select_hyperslab((0, 0, 0), (h5py.h5s.UNLIMITED, 1, 1), (2, 1, 1), (2, Y, X))
                source = h5py.h5s.create_simple((2, Y, X))
                plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
                plist.set_virtual(virtual_space, b'n_%b.h5', b'data', source)
                space = h5py.h5s.create_simple((2, Y, X), (h5py.h5s.UNLIMITED, Y, X))
                with h5py.File('v.h5', 'w', libver='latest') as f:
                    h5py.h5d.create(f.id, b'data', h5py.h5t.STD_U16LE, space, plist)
                """);
        try (Hdf5Frames frames = new Hdf5Frames(folder.resolve("v.h5"), "data")) {
            assertThat(frames.count()).isEqualTo(6);
            assertThat(frames.frame(5)).isEqualTo(expected(5));
        }
        h5py("""
                with h5py.File('n_1.h5', 'r+') as f:
                    del f['data']
                    f['data'] = frames[2:3]
                """);
        refused("expects 280 numbers", "n_1.h5", "has 1 x 10 x 14");
    }

    @Test
    void aGrowingDatasetOfWhichOneWriterIsBehindIsRefused() {
        h5py("""
                unlimited = h5py.h5s.UNLIMITED
                plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
                for k, n in enumerate((6, 3)):
                    with h5py.File(f'g_{k}.h5', 'w') as f:
                        f.create_dataset('data', data=frames[:n], chunks=(1, Y, X), maxshape=(None, Y, X))
                    to = h5py.h5s.create_simple((1, Y, X), (unlimited, Y, X))
                    to.select_hyperslab((k, 0, 0), (unlimited, 1, 1), (2, 1, 1), (1, Y, X))
                    source = h5py.h5s.create_simple((1, Y, X), (unlimited, Y, X))
                    source.select_hyperslab((0, 0, 0), (unlimited, 1, 1), (1, 1, 1), (1, Y, X))
                    plist.set_virtual(to, f'g_{k}.h5'.encode(), b'data', source)
                with h5py.File('v.h5', 'w', libver='latest') as f:
                    space = h5py.h5s.create_simple((1, Y, X), (unlimited, Y, X))
                    h5py.h5d.create(f.id, b'data', h5py.h5t.STD_U16LE, space, plist)
                """);
        refused("expects 5 x 10 x 14", "g_1.h5", "has 3 x 10 x 14");
    }

    @Test
    void aPartThatIsAPartOfItselfIsRefused() {
        h5py(LAYOUT + """
                virtual(N, (np.s_[:], h5py.VirtualSource('v.h5', 'data', shape=(N, Y, X)), np.s_[:]))
                """);
        refused("part of itself");
    }

    @Test
    void aPartMayBeVirtualItself() {
        h5py(LAYOUT + """
                with h5py.File('a.h5', 'w') as f:
                    f['data'] = frames
                virtual(N, (np.s_[:], h5py.VirtualSource('a.h5', 'data', shape=(N, Y, X)), np.s_[:]))
                os.rename('v.h5', 'inner.h5')
                virtual(N, (np.s_[:], h5py.VirtualSource('inner.h5', 'data', shape=(N, Y, X)), np.s_[:]))
                """);
        try (Hdf5Frames frames = new Hdf5Frames(folder.resolve("v.h5"), "data")) {
            assertThat(frames.frame(5)).isEqualTo(expected(5));
        }
    }
}
