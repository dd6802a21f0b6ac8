package org.polyptych.io.ptypy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.SharedData;
import org.polyptych.io.Python;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.io.hdf5.StoredType;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

class PtydTest {
    private static final int ROWS = 4;
    private static final int COLUMNS = 6;

    @TempDir
    private Path folder;

    /** As PtyPy 0.9 wrote it: its moonflower example, 60 frames of 64 x 64. */
    @Test
    void a_scan_of_ptypy_s_own_is_read_with_its_numbers() {
        Path file = SharedData.file("formats/ptypy0.9_moonflower64.ptyd");
        for (long memory : new long[] {1L << 30, 0}) {
            Scan scan = new Ptyd(memory).read(file, ReaderSettings.NONE);
            XrayGeometry geometry = (XrayGeometry) scan.geometry();
            assertThat(geometry.energyEv()).isCloseTo(7200, within(1e-9));
            assertThat(geometry.distance()).isEqualTo(7.19);
            // PtyPy's own pixel, from the reconstruction beside it, with an older value of h c
            assertThat(geometry.pixelHeight()).isCloseTo(1.12474557e-7, within(1e-14));
            assertThat(scan.frames().count()).isEqualTo(60);
            assertThat(scan.positions().x()[1]).isCloseTo(1.43967433e-6, within(1e-14));
            assertThat(scan.positions().y()[2]).isCloseTo(1.36921166e-6, within(1e-14));
            double most = 0;
            for (int j = 0; j < 60; j++) {
                for (float a : scan.frames().frame(j)) {
                    most = Math.max(most, (double) a * a);
                }
            }
            assertThat(most).isCloseTo(8986322, within(2.0));
            assertThat(scan.notes())
                    .anyMatch(note -> note.contains("taken as counts"))
                    .anyMatch(note -> note.startsWith("mask: 0 of 4096 pixels are bad"))
                    .noneMatch(note -> note.startsWith("warning"));
        }
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(Ptyd.class);
    }

    @Test
    void what_is_written_is_read_back_the_same() {
        Scan scan = some(new XrayGeometry(ROWS, COLUMNS, 1.3e-8, 1.1e-8, 8801.7, 1.37));
        Path file = folder.resolve("some.ptyd");
        new PtydWriter().write(file, scan);
        Scan read = ScanFiles.open(file);
        assertThat(read.name()).isEqualTo("größer");
        assertThat(read.positions().y()).isEqualTo(scan.positions().y());
        assertThat(read.positions().x()).isEqualTo(scan.positions().x());
        assertThat(read.mask()).isEqualTo(scan.mask());
        for (int j = 0; j < 3; j++) {
            assertThat(read.frames().frame(j)).isEqualTo(scan.frames().frame(j));
        }
        assertThat(read.geometry()).isEqualTo(scan.geometry());
    }

    @Test
    void the_geometry_comes_back_to_the_last_bit_while_nobody_changed_it() {
        java.util.Random random = new java.util.Random(2);
        Path file = folder.resolve("geometry.ptyd");
        for (int k = 0; k < 20; k++) {
            XrayGeometry geometry = new XrayGeometry(
                    ROWS,
                    COLUMNS,
                    1e-8 * random.nextDouble(),
                    1e-8 * random.nextDouble(),
                    9e3 * random.nextDouble(),
                    1.1);
            new PtydWriter().write(file, some(geometry));
            assertThat(ScanFiles.open(file).geometry()).isEqualTo(geometry);
        }
        Python.withH5py("import sys, h5py; h5py.File(sys.argv[1], 'r+')['meta/distance'][...] = 2.2", file);
        assertThat(ScanFiles.open(file).geometry().distance()).isEqualTo(2.2);
    }

    /** PtyPy's loader asks every node what it is, and cuts frames out of every dataset of a chunk. */
    @Test
    void what_is_written_has_the_structure_that_ptypy_opens() {
        Path file = folder.resolve("some.ptyd");
        new PtydWriter().write(file, some(new XrayGeometry(ROWS, COLUMNS, 1e-8, 1e-8, 8000, 2)));
        String said = Python.withH5py("""
                import sys, h5py, numpy as np
                with h5py.File(sys.argv[1]) as f:
                    untyped = []
                    f.visititems(lambda name, o: None if isinstance(o.attrs.get('type'), str) else untyped.append(name))
                    c = f['chunks/0']
                    frames = {k: len(c[k]) for k in sorted(c)}
                    kinds = {k: c[k].attrs['type'] for k in sorted(c)}
                    print(untyped, frames, kinds)
                    print(c['data'].dtype, float(c['data'][1].sum()), c['weights'][0].sum())
                    m = f['meta']
                    print(m['energy'][...].item(), m['distance'][...].item(), m['num_frames'][...].item(), \
                        m['shape'][...].tolist(), m['center'][...].tolist(), m['label'][()].decode())
                """, file);
        assertThat(said.lines())
                .containsExactly(
                        "[] {'data': 3, 'indices': 3, 'positions': 3, 'weights': 3} {'data': 'array', 'indices':"
                                + " 'arraylist', 'positions': 'array', 'weights': 'array'}",
                        "uint16 852.0 22.0",
                        "8.0 2.0 3 [4, 6] [2.0, 3.0] größer");
    }

    @Test
    void the_same_scan_gives_the_same_bytes() {
        Scan scan = some(new XrayGeometry(ROWS, COLUMNS, 1e-8, 1e-8, 8000, 2));
        new PtydWriter().write(folder.resolve("a.ptyd"), scan);
        new PtydWriter().write(folder.resolve("b.ptyd"), scan);
        assertThat(folder.resolve("a.ptyd")).hasSameBinaryContentAs(folder.resolve("b.ptyd"));
    }

    @Test
    void scans_that_ptypy_cannot_hold_are_refused() {
        Path file = folder.resolve("none.ptyd");
        assertThatThrownBy(() ->
                        new PtydWriter().write(file, some(new ElectronGeometry(ROWS, COLUMNS, 1e-11, 1e-11, 3e5, 1))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("of X-rays");
        assertThatThrownBy(() ->
                        new PtydWriter().write(file, some(new XrayGeometry(ROWS, COLUMNS, 1e-8, 1e-8, Double.NaN, 2))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--set file.energy=EV");
        assertThat(file).doesNotExist();
    }

    @Test
    void chunks_are_joined_in_the_order_of_their_numbers() {
        Path file = folder.resolve("chunks.ptyd");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            meta(writer);
            writer.group("chunks");
            for (int k : new int[] {10, 2, 0}) {
                chunk(writer, k, 2);
            }
        }
        for (long memory : new long[] {1 << 20, 0}) {
            Scan scan = new Ptyd(memory).read(file, ReaderSettings.NONE);
            assertThat(scan.frames().count()).isEqualTo(6);
            float[] three = new float[3 * ROWS * COLUMNS];
            scan.frames().read(new int[] {5, 2, 3}, three);
            assertThat(new float[] {three[0], three[ROWS * COLUMNS], three[2 * ROWS * COLUMNS]})
                    .containsExactly((float) Math.sqrt(11), (float) Math.sqrt(2), (float) Math.sqrt(3));
            assertThat(scan.positions().y())
                    .containsExactly(new double[] {0, 1e-8, 2e-8, 3e-8, 1e-7, 1.1e-7}, within(1e-20));
        }
    }

    /** PtyPy keeps None as a number. */
    @Test
    void what_python_had_as_none_lacks_and_is_named() {
        Path file = folder.resolve("none.ptyd");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            PtypyWriter nodes = new PtypyWriter(writer);
            nodes.dict("meta");
            nodes.none("meta/energy");
            nodes.number("meta/distance", 2);
            nodes.array("meta/psize", new double[] {1e-4, 1e-4}, 2);
            writer.group("chunks");
            writer.group("chunks/0");
            writer.doubles("chunks/0/data", new double[2 * ROWS * COLUMNS], 2, ROWS, COLUMNS);
            writer.group("chunks/0/positions");
        }
        refused(file)
                .contains("--set file.energy=EV; looked for in 'meta/energy' in keV")
                .contains("file.positions=FILE");
    }

    @Test
    void a_pixel_that_is_bad_in_one_frame_is_bad() {
        Path file = folder.resolve("weights.ptyd");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            meta(writer);
            writer.group("chunks");
            chunk(writer, 0, 2);
            double[] weights = new double[2 * ROWS * COLUMNS];
            java.util.Arrays.fill(weights, 0.5);
            weights[ROWS * COLUMNS + 5] = 0;
            writer.doubles("chunks/0/weights", weights, 2, ROWS, COLUMNS);
        }
        Scan scan = ScanFiles.open(file);
        assertThat(scan.mask()[5]).isFalse();
        assertThat(scan.mask()[6]).isTrue();
        assertThat(scan.notes())
                .contains("mask: 1 of 24 pixels are bad, those whose weight is 0 in any frame looked at (2)");
    }

    @Test
    void what_a_detector_marks_in_its_gaps_is_no_light_where_the_weight_is_0() {
        Path file = folder.resolve("gaps.ptyd");
        long[] data = new long[2 * ROWS * COLUMNS];
        java.util.Arrays.fill(data, 9);
        double[] weights = new double[data.length];
        java.util.Arrays.fill(weights, 1);
        for (int j = 0; j < 2; j++) {
            data[j * ROWS * COLUMNS + 5] = -1;
            weights[j * ROWS * COLUMNS + 5] = 0;
        }
        writeGaps(file, data, weights);
        for (long memory : new long[] {1 << 20, 0}) {
            Scan scan = new Ptyd(memory).read(file, ReaderSettings.NONE);
            assertThat(scan.mask()[5]).isFalse();
            assertThat(scan.frames().frame(1)[5]).isZero();
            assertThat(scan.frames().frame(1)[6]).isEqualTo(3);
        }
        data[6] = -1;
        Path other = folder.resolve("other.ptyd");
        writeGaps(other, data, weights);
        refused(other).contains("(y 1, x 0)").contains("counts must be finite and not negative");
    }

    private void writeGaps(Path file, long[] data, double[] weights) {
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            meta(writer);
            writer.group("chunks");
            writer.group("chunks/0");
            writer.longs("chunks/0/data", data, 2, ROWS, COLUMNS);
            writer.doubles("chunks/0/weights", weights, 2, ROWS, COLUMNS);
            writer.doubles("chunks/0/positions", new double[] {0, 0, 1e-8, 0}, 2, 2);
        }
    }

    @Test
    void frames_that_no_memory_holds_are_refused_in_a_line() {
        Path file = folder.resolve("huge.ptyd");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            meta(writer);
            writer.group("chunks");
            writer.group("chunks/0");
            writer.frames("chunks/0/data", StoredType.UINT16, 1L << 40, 2048, 2048)
                    .close();
        }
        refused(file).contains("'chunks/0/data' is too large");
    }

    @Test
    void what_does_not_fit_together_is_named() {
        Path file = folder.resolve("wrong.ptyd");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            meta(writer);
            writer.group("chunks");
        }
        refused(file).contains("no group 'chunks/0'");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            meta(writer);
            writer.group("chunks");
            chunk(writer, 0, 2);
            writer.group("chunks/1");
            writer.doubles("chunks/1/data", new double[8], 2, 2, 2);
        }
        refused(file).contains("its parts have frames of different sizes, 4 x 6 and 2 x 2");
    }

    private void meta(Hdf5Writer writer) {
        PtypyWriter nodes = new PtypyWriter(writer);
        nodes.dict("meta");
        nodes.number("meta/energy", 8);
        nodes.number("meta/distance", 2);
        nodes.number("meta/psize", 1e-4);
    }

    /** Chunk k has the frames 2 k ... of k x 1e-8 m and as many counts everywhere. */
    private static void chunk(Hdf5Writer writer, int k, int frames) {
        writer.group("chunks/" + k);
        double[] data = new double[frames * ROWS * COLUMNS];
        double[] positions = new double[2 * frames];
        for (int j = 0; j < frames; j++) {
            java.util.Arrays.fill(data, j * ROWS * COLUMNS, (j + 1) * ROWS * COLUMNS, k + j);
            positions[2 * j] = (k + j) * 1e-8;
        }
        writer.doubles("chunks/" + k + "/data", data, frames, ROWS, COLUMNS);
        writer.doubles("chunks/" + k + "/positions", positions, frames, 2);
    }

    private static AbstractStringAssert<?> refused(Path file) {
        return assertThatThrownBy(() -> ScanFiles.open(file))
                .isInstanceOf(BadInputException.class)
                .message()
                .startsWith(file.toString())
                .doesNotContain("\n");
    }

    private static Scan some(org.polyptych.physics.Geometry geometry) {
        float[][] amplitudes = new float[3][ROWS * COLUMNS];
        for (int j = 0; j < 3; j++) {
            for (int i = 0; i < ROWS * COLUMNS; i++) {
                amplitudes[j][i] = (float) Math.sqrt(j * 24 + i);
            }
        }
        boolean[] mask = new boolean[ROWS * COLUMNS];
        java.util.Arrays.fill(mask, true);
        mask[3] = false;
        mask[20] = false;
        return new Scan(
                "größer",
                "made up",
                geometry,
                new MemoryFrames(ROWS, COLUMNS, amplitudes),
                mask,
                new Positions(new double[] {0, 1.25e-8, -3e-9}, new double[] {1e-7, 1.1e-7, 1.2345e-7}),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
