package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/** The same scan, written in every format that is written and read back, is the same to the bit. */
class ConversionTest {
    @TempDir
    private Path folder;

    static Stream<ScanWriter> writers() {
        return ScanWriter.all().stream();
    }

    @ParameterizedTest
    @MethodSource("writers")
    void frames_positions_units_and_orientation_come_back(ScanWriter writer) {
        same(writer, new SomeScan().scan());
    }

    @ParameterizedTest
    @MethodSource("writers")
    void amplitudes_that_are_no_roots_of_whole_counts_come_back(ScanWriter writer) {
        SomeScan some = new SomeScan();
        for (float[] frame : some.amplitudes) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] *= 1.0037f;
            }
        }
        same(writer, some.scan());
    }

    @ParameterizedTest
    @MethodSource("writers")
    void a_scan_without_anything_that_is_not_asked_for_comes_back(ScanWriter writer) {
        Scan scan = WriterSamples.bare();
        boolean[] good = new boolean[scan.mask().length];
        Arrays.fill(good, true);
        Scan read = same(writer, with(scan, scan.geometry(), good));
        assertThat(read.probe()).isEmpty();
        assertThat(read.specimen()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("writers")
    void an_electron_scan_comes_back_as_one(ScanWriter writer) {
        Scan scan = WriterSamples.bare();
        Geometry electrons = new ElectronGeometry(SomeScan.ROWS, SomeScan.COLUMNS, 2e-9, 3e-9, 80_000, 0.115);
        try {
            same(writer, with(scan, electrons, scan.mask()));
        } catch (BadInputException e) {
            // a format of X-rays alone says so
            assertThat(e.getMessage()).contains("electron").doesNotContain("\n");
        }
    }

    @Test
    void a_scan_whose_object_would_fill_the_memory_is_no_pair() {
        Scan scan = WriterSamples.bare();
        Geometry fine = new XrayGeometry(SomeScan.ROWS, SomeScan.COLUMNS, 1e-15, 1e-15, 8000, 1);
        assertThatThrownBy(() ->
                        new PtychodusPairWriter().write(folder.resolve("fine_dp.hdf5"), with(scan, fine, scan.mask())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("check the unit of the positions");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("writers")
    void a_near_field_scan_comes_back_or_is_refused_by_name(ScanWriter writer) {
        Scan scan = WriterSamples.bare();
        Geometry near =
                XrayGeometry.near(SomeScan.ROWS, SomeScan.COLUMNS, 5.5e-5, 5.5e-5, 12_660, 1.12, new NearField(301));
        try {
            same(writer, with(scan, near, scan.mask()));
        } catch (BadInputException e) {
            assertThat(e.getMessage())
                    .contains("near-field")
                    .contains(writer.format())
                    .doesNotContain("\n");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @MethodSource("writers")
    void a_chain_of_conversions_ends_where_it_began(ScanWriter writer) {
        Scan scan = new SomeScan().scan();
        Path first = written(writer, "first", scan);
        for (ScanWriter next : ScanWriter.all()) {
            compare(ScanFiles.open(written(next, "next-" + next.format(), ScanFiles.open(first))), scan);
        }
    }

    @Test
    void an_unknown_format_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> ScanWriter.named("cxy"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("did you mean 'cxi'?");
    }

    private Path written(ScanWriter writer, String name, Scan scan) {
        Path target = folder.resolve(name + writer.ending());
        List<Path> files = writer.write(target, scan);
        assertThat(files).isEqualTo(writer.files(target)).allMatch(Files::exists);
        return files.getFirst();
    }

    private Scan same(ScanWriter writer, Scan scan) {
        Scan read = ScanFiles.open(written(writer, "some", scan));
        compare(read, scan);
        return read;
    }

    private static void compare(Scan read, Scan scan) {
        assertThat(read.geometry()).isEqualTo(scan.geometry());
        assertThat(read.frames().count()).isEqualTo(scan.frames().count());
        for (int j = 0; j < scan.frames().count(); j++) {
            assertThat(read.frames().frame(j))
                    .as("frame " + j)
                    .isEqualTo(scan.frames().frame(j));
        }
        assertThat(read.positions().y()).isEqualTo(scan.positions().y());
        assertThat(read.positions().x()).isEqualTo(scan.positions().x());
        assertThat(read.mask()).isEqualTo(scan.mask());
        assertThat(read.notes()).noneMatch(note -> note.contains("exchanged") || note.contains("turned"));
    }

    private static Scan with(Scan scan, Geometry geometry, boolean[] mask) {
        float[][] frames = new float[scan.frames().count()][];
        for (int j = 0; j < frames.length; j++) {
            frames[j] = scan.frames().frame(j);
        }
        return new Scan(
                scan.name(),
                scan.source(),
                geometry,
                new MemoryFrames(geometry.rows(), geometry.columns(), frames),
                mask,
                scan.positions(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
