package org.polyptych.io.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.SharedData;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.io.NpzFile;
import org.polyptych.io.Python;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Scan;

class NumpyFormatsTest {
    private static final int FRAMES = NumpySamples.FRAMES;
    private static final int SIDE = NumpySamples.SIDE;
    private static final ReaderSettings PIXEL = ReaderSettings.of(Map.of("objectPixel", "1e-8"));

    @TempDir
    private Path folder;

    private static Map<String, NpyArray> pinn() {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("xcoords", NpyArray.of(new double[] {0, 1, 2, 3, 4, 5}, FRAMES));
        arrays.put("ycoords", NpyArray.of(new double[] {9, 8, 7, 6, 5, 4.5}, FRAMES));
        float[] amplitudes = NumpySamples.counts();
        for (int i = 0; i < amplitudes.length; i++) {
            amplitudes[i] *= 0.51f;
        }
        arrays.put("diff3d", NpyArray.of(amplitudes, FRAMES, SIDE, SIDE));
        return arrays;
    }

    private Path write(Map<String, NpyArray> arrays) {
        Path file = folder.resolve("scan.npz");
        NpzFile.write(file, arrays);
        return file;
    }

    private static AbstractThrowableAssert<?, ?> refused(Path file, ReaderSettings settings) {
        return assertThatThrownBy(() -> ScanFiles.open(file, settings))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void ptychopinn_floats_are_amplitudes_and_its_coordinates_pixels() {
        Scan scan = ScanFiles.open(write(pinn()), PIXEL);
        assertThat(scan.frames().frame(1)[3]).isEqualTo((SIDE * SIDE + 3) * 7 % 50 * 0.51f);
        assertThat(scan.positions().y()[5]).isEqualTo(4.5e-8, within(1e-20));
        assertThat(scan.positions().x()[5]).isEqualTo(5e-8, within(1e-20));
        assertThat(scan.notes())
                .anyMatch(note -> note.contains("'diff3d' (float32) taken as amplitudes"))
                .anyMatch(note -> note.contains("xcoords taken as columns"))
                .noneMatch(note -> note.contains("whole numbers, as counts are"));
    }

    @Test
    void ptychopinn_whole_numbers_are_counts_unless_a_person_says_otherwise() {
        Map<String, NpyArray> arrays = pinn();
        arrays.remove("diff3d");
        long[] counts = new long[FRAMES * SIDE * SIDE];
        java.util.Arrays.fill(counts, 9);
        arrays.put("diffraction", NpyArray.of(counts, FRAMES, SIDE, SIDE));
        Path file = write(arrays);
        Scan scan = ScanFiles.open(file, PIXEL);
        assertThat(scan.frames().frame(0)).containsOnly(3);
        assertThat(scan.notes()).anyMatch(note -> note.contains("taken as counts, as whole numbers are"));
        Scan amplitudes =
                ScanFiles.open(file, ReaderSettings.of(Map.of("objectPixel", "1e-8", "values", "amplitudes")));
        assertThat(amplitudes.frames().frame(0)).containsOnly(9);
        assertThat(amplitudes.notes())
                .anyMatch(note -> note.contains("taken as amplitudes") && note.contains("file.values"))
                .anyMatch(note -> note.startsWith("warning: the amplitudes of the first frame are whole numbers"));
    }

    @Test
    void older_ptychopinn_files_have_the_frames_last() {
        Map<String, NpyArray> arrays = pinn();
        float[] first = NumpySamples.counts();
        float[] last = new float[first.length];
        for (int j = 0; j < FRAMES; j++) {
            for (int p = 0; p < SIDE * SIDE; p++) {
                last[p * FRAMES + j] = first[j * SIDE * SIDE + p];
            }
        }
        arrays.put("diff3d", NpyArray.of(last, SIDE, SIDE, FRAMES));
        Scan scan = ScanFiles.open(write(arrays), PIXEL);
        for (int j = 0; j < FRAMES; j++) {
            assertThat(scan.frames().frame(j))
                    .isEqualTo(java.util.Arrays.copyOfRange(first, j * SIDE * SIDE, (j + 1) * SIDE * SIDE));
        }
        assertThat(scan.notes()).anyMatch(note -> note.contains("taken as [y, x, frame]"));
    }

    @Test
    void a_pickle_is_named_and_not_read() throws Exception {
        Path file = write(pinn());
        Path marker = folder.resolve("executed");
        Python.withNumpy("""
                import sys, os, numpy as np
                class Bad:
                    def __reduce__(self):
                        return (os.mkdir, (sys.argv[2],))
                a = dict(np.load(sys.argv[1]))
                np.savez(sys.argv[1], _metadata=np.array([Bad()], dtype=object), **a)
                """, file, marker);
        Scan scan = ScanFiles.open(file, PIXEL);
        assertThat(marker).doesNotExist();
        assertThat(scan.notes())
                .anyMatch(note -> note.contains("_metadata was not read") && note.contains("never executed"));
        refused(file, ReaderSettings.of(Map.of("objectPixel", "1e-8", "dataset", "_metadata")))
                .hasMessageContaining("pickled Python objects, which are never executed");
    }

    @Test
    void numpy_reads_what_is_written_as_ptychopinn() {
        Path file = new org.polyptych.io.WriterSamples.SmallPinn().write(folder);
        Scan scan = ScanFiles.open(file);
        String printed = Python.withNumpy("""
                import sys, numpy as np
                a = np.load(sys.argv[1])
                print(a['diffraction'].dtype, a['diffraction'].shape, a['xcoords'].dtype, a['probeGuess'].dtype)
                print(a['probeGuess'].shape, a['objectGuess'].dtype, a['objectGuess'].ndim, 'diff3d' in a)
                # every frame lies on the object
                h, w = a['probeGuess'].shape
                print(all(np.ptp(p) + n <= m for p, n, m in zip((a['ycoords'], a['xcoords']), (h, w), a['objectGuess'].shape)))
                print(repr(float(a['diffraction'][2, 1, 3])), repr(float(a['ycoords'][4])), sorted(a.files))
                """, file);
        double y = scan.positions().y()[4] / scan.geometry().pixelHeight();
        assertThat(printed.lines().toList().getFirst()).isEqualTo("float32 (7, 10, 6) float64 complex64");
        assertThat(printed.lines().toList().subList(1, 3)).containsExactly("(10, 6) complex64 2 False", "True");
        assertThat(printed)
                .contains(String.valueOf((double) scan.frames().frame(2)[6 + 3]))
                .contains(String.valueOf(y))
                .contains("scan_index", "xcoords_start", "ycoords_start", "mask", "pixel_size_m");
    }

    @Test
    void a_probe_guess_that_somebody_changed_is_taken_without_the_modes_that_went_with_it() {
        Path file = new org.polyptych.io.WriterSamples.SmallPinn().write(folder);
        assertThat(ScanFiles.open(file).probe().orElseThrow().modes()).isEqualTo(2);
        Python.withNumpy("""
                import sys, numpy as np
                a = dict(np.load(sys.argv[1]))
                a['probeGuess'] = 2 * a['probeGuess']
                np.savez(sys.argv[1], **a)
                """, file);
        assertThat(ScanFiles.open(file).probe().orElseThrow().modes()).isEqualTo(1);
    }

    @Test
    void frames_that_do_not_fit_into_memory_are_not_begun_as_npz() {
        Scan scan = ScanFiles.open(write(pinn()), PIXEL);
        Path target = folder.resolve("large.npz");
        long bytes = 2L * Float.BYTES * FRAMES * SIDE * SIDE;
        assertThatThrownBy(() -> new PtychoPinnWriter(bytes - 1).write(target, scan))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("use cxi, which is written frame by frame")
                .hasMessageNotContaining("\n");
        assertThat(target).doesNotExist();
        new PtychoPinnWriter(bytes).write(target, scan);
        assertThat(target).isNotEmptyFile();
    }

    @Test
    void ptychonn_says_what_it_lacks_and_opens_with_it() {
        Path file = write(NumpySamples.ptychoNn());
        refused(file, ReaderSettings.NONE)
                .hasMessageContaining("--set file.energy=EV")
                .hasMessageContaining("--set file.distance=METRES")
                .hasMessageContaining("--set file.detectorPixel=METRES")
                .hasMessageNotContaining("file.positions");
        Scan scan = ScanFiles.open(
                file, ReaderSettings.of(Map.of("energy", "8800", "distance", "1.9", "detectorPixel", "1.7e-4")));
        assertThat(scan.positions().y()[1]).isEqualTo(2e-8, within(1e-20));
        assertThat(scan.positions().x()[1]).isEqualTo(-6e-8, within(1e-20));
        assertThat(scan.notes())
                .anyMatch(note -> note.contains("real were not read"))
                .anyMatch(note -> note.contains("position[:, 0] taken as y"));
    }

    @Test
    void a_stack_of_four_dimensions_is_a_scan_on_a_grid() {
        Path file = folder.resolve("stack.npy");
        NpyFile.write(file, NpyArray.of(NumpySamples.counts(), 2, 3, SIDE, SIDE));
        refused(file, ReaderSettings.NONE)
                .hasMessageContaining("--set file.beam=xray or --set file.beam=electron")
                .hasMessageContaining("--set file.energy=EV")
                .hasMessageContaining("--set file.scanStep=METRES");
        Scan scan = ScanFiles.open(file, new NumpySamples.SmallStack().settings(folder));
        assertThat(scan.geometry()).isInstanceOf(ElectronGeometry.class);
        assertThat(scan.positions().y()).containsExactly(0, 0, 0, 5e-10, 5e-10, 5e-10);
        assertThat(scan.positions().x()[5]).isEqualTo(1e-9);
        assertThat(scan.frames().frame(5)[0]).isEqualTo((float) Math.sqrt(5 * SIDE * SIDE * 7 % 50));
    }

    @Test
    void orders_of_bytes_and_indices_make_no_difference() {
        NpyArray array = NpyArray.of(NumpySamples.counts(), 2, 3, SIDE, SIDE);
        ReaderSettings settings = new NumpySamples.SmallStack().settings(folder);
        Path usual = folder.resolve("usual.npy");
        NpyFile.write(usual, array);
        Path other = folder.resolve("other.npy");
        NpyFile.write(other, array, ByteOrder.BIG_ENDIAN, true);
        for (int j = 0; j < FRAMES; j++) {
            assertThat(ScanFiles.open(other, settings).frames().frame(j))
                    .isEqualTo(ScanFiles.open(usual, settings).frames().frame(j));
        }
    }

    @Test
    void frames_that_do_not_fit_into_memory_stay_in_the_npy() {
        Path file = folder.resolve("stack.npy");
        NpyFile.write(file, NpyArray.of(NumpySamples.counts(), 2, 3, SIDE, SIDE));
        ReaderSettings settings = new NumpySamples.SmallStack().settings(folder);
        Scan small = new NumpyStack().read(file, settings);
        Scan large = new NumpyStack(100).read(file, settings);
        assertThat(small.frames().heapBytes()).isPositive();
        assertThat(large.frames().heapBytes()).isZero();
        for (int j = 0; j < FRAMES; j++) {
            assertThat(large.frames().frame(j)).isEqualTo(small.frames().frame(j));
        }
        Path zipped = write(Map.of("data", NpyArray.of(NumpySamples.counts(), 2, 3, SIDE, SIDE)));
        assertThatThrownBy(() -> new NumpyStack(100).read(zipped, settings))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("store the array as npy");
    }

    @Test
    void what_a_detector_marks_in_all_frames_is_bad_and_what_is_below_0_in_one_is_refused() {
        Path file = folder.resolve("marked.npy");
        long[] counts = new long[FRAMES * SIDE * SIDE];
        java.util.Arrays.fill(counts, 9);
        for (int j = 0; j < FRAMES; j++) {
            counts[j * SIDE * SIDE + 5] = -1;
        }
        NpyFile.write(file, NpyArray.of(counts, 2, 3, SIDE, SIDE));
        Path zipped = write(Map.of("data", NpyArray.of(counts, 2, 3, SIDE, SIDE)));
        ReaderSettings settings = new NumpySamples.SmallStack().settings(folder);
        for (Scan scan : java.util.List.of(
                new NumpyStack().read(file, settings),
                new NumpyStack(100).read(file, settings),
                new NumpyStack().read(zipped, settings))) {
            assertThat(scan.mask()[5]).isFalse();
            assertThat(scan.mask()[6]).isTrue();
            assertThat(scan.frames().frame(3)[5]).isZero();
            assertThat(scan.frames().frame(3)[6]).isEqualTo(3);
            assertThat(scan.notes())
                    .anyMatch(note -> note.startsWith("mask: 1 of 64 pixels are below 0 in all of the 6"));
        }
        counts[2 * SIDE * SIDE + 6] = -1;
        Path other = folder.resolve("one.npy");
        NpyFile.write(other, NpyArray.of(counts, 2, 3, SIDE, SIDE));
        refused(other, settings).hasMessageContaining("frame 2, pixel (y 0, x 6) is -1.0");
    }

    @Test
    void several_stacks_need_a_choice() {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("a", NpyArray.of(NumpySamples.counts(), 2, 3, SIDE, SIDE));
        arrays.put("b", NpyArray.of(NumpySamples.counts(), 2, 3, SIDE, SIDE));
        Path file = write(arrays);
        refused(file, ReaderSettings.NONE).hasMessageContaining("2 arrays could be the frames: a, b; say which");
        ReaderSettings settings = ReaderSettings.of(Map.of(
                "dataset", "b", "beam", "electron", "energy", "80000", "detectorAngle", "1e-3", "scanStep", "1e-10"));
        assertThat(ScanFiles.open(file, settings).notes()).anyMatch(note -> note.contains("arrays a were not read"));
    }

    @Test
    void results_and_pictures_are_no_scans() {
        Path file = write(Map.of("object", NpyArray.of(new double[64], SIDE, SIDE)));
        refused(file, ReaderSettings.NONE).hasMessageContaining("not a scan of a known format");
    }

    /** A header that promises far more than the file holds, or than memory holds, is refused before memory is taken. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(2147483647, 2147483647, 1)",
                "(1, 2147483647, 1)",
                "(2147483647, 1, 1)",
                "(4611686018427387904, 1, 1)",
                "(1048576, 1048576, 1048576, 4)",
                "(0, 8, 8)",
                "(3, 30000, 30000)",
                "(-1, 8, 8)"
            })
    void absurd_shapes_are_refused(String shape) throws Exception {
        byte[] npy = header("<u2", shape);
        ReaderSettings settings = new NumpySamples.SmallStack().settings(folder);
        refused(Files.write(folder.resolve("absurd.npy"), npy), settings);
        Path zip = folder.resolve("absurd.npz");
        zip(zip, npy, 100);
        refused(zip, settings);
    }

    /** 8 GiB of zeros in 8 MiB: what a zip can hold is not what memory can hold. */
    @Test
    void a_zip_bomb_is_refused_before_memory_is_taken() throws Exception {
        Path bomb = folder.resolve("bomb.npz");
        zip(bomb, header("<u2", "(65536, 256, 256)"), 1 << 20);
        long before = used();
        refused(bomb, new NumpySamples.SmallStack().settings(folder))
                .hasMessageMatching(".*(memory|too large|cut short).*");
        assertThat(used() - before).isLessThan(Runtime.getRuntime().maxMemory() / 2);
        try (NpzFile npz = NpzFile.open(bomb)) {
            assertThatThrownBy(() -> npz.read("data"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("2 GiB");
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] header(String type, String shape) {
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[10 + body.length];
        System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) body.length, 0}, 0, all, 0, 10);
        System.arraycopy(body, 0, all, 10, body.length);
        return all;
    }

    private static void zip(Path file, byte[] npy, int zeros) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("data.npy"));
            zip.write(npy);
            zip.write(new byte[zeros]);
            zip.closeEntry();
        }
    }

    @Test
    void the_frames_of_a_beamline_open_with_what_lacks() {
        Path file = SharedData.file("real/aps_scan235_20frames.npz");
        refused(file, ReaderSettings.NONE).hasMessageContaining("--set file.energy=EV");
        Scan scan = ScanFiles.open(file, PIXEL);
        assertThat(scan.frames().count()).isEqualTo(20);
        assertThat(scan.geometry().rows()).isEqualTo(512);
        assertThat(scan.positions().y()[0]).isEqualTo(-4.09478504e-07, within(1e-15));
    }

    @Test
    void the_simulated_duck_opens_with_what_lacks() {
        Path file = SharedData.file("electron/ducky_25x25x128x128_u16.npz");
        Scan scan = ScanFiles.open(
                file,
                ReaderSettings.of(Map.of(
                        "beam", "electron", "energy", "80000", "detectorAngle", "1.0439e-3", "scanStep", "5e-10")));
        assertThat(scan.frames().count()).isEqualTo(625);
        // 0.025 1/A a pixel: 128 of them are 1 / 0.3125 A
        assertThat(scan.geometry().pixelHeight()).isEqualTo(0.3125e-10, within(1e-14));
        double total = 0;
        for (float a : scan.frames().frame(312)) {
            total += (double) a * a;
        }
        assertThat(total).isEqualTo(2.5e6, within(5e4));
    }
}
