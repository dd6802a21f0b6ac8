package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Scan;

/** What there is of a scan that is being written, look by look. */
class GrowingTest {
    private final Scan scan = new SomeScan().scan();

    @TempDir
    private Path folder;

    private Growing at(Path source) {
        return Growing.at(source, ReaderSettings.NONE);
    }

    private static int[] firstFrames(int count) {
        return IntStream.range(0, count).toArray();
    }

    /** The scan as it is when only so many frames are written in a dataset that has room for all. */
    private Scan darkFrom(int count) {
        SomeScan some = new SomeScan();
        for (int j = count; j < SomeScan.FRAMES; j++) {
            Arrays.fill(some.amplitudes[j], 0);
        }
        return some.scan();
    }

    @Test
    void frames_of_a_dataset_that_becomes_longer_come_look_by_look() {
        Path file = folder.resolve("growing.cxi");
        Growing growing = at(file);
        assertThat(growing.look().obstacle()).contains("is not there yet");
        Look early;
        Look last;
        try (GrowingCxi writer = GrowingCxi.create(file, scan, HowMade.UNKNOWN)) {
            assertThat(growing.look().scan()).isEmpty();
            writer.add();
            writer.add();
            writer.add();
            assertThat(growing.look().indexes())
                    .as("the last may be half written")
                    .containsExactly(0, 1);
            early = growing.look();
            assertThat(early.indexes()).as("the same in two looks").containsExactly(0, 1, 2);
            while (writer.count() < SomeScan.FRAMES) {
                writer.add();
            }
            growing.look();
            last = growing.look();
            assertThat(last.whole()).isTrue();
        }
        SameScan.check(last.scan().orElseThrow(), ScanFiles.open(file));
        assertThat(early.whole()).isFalse();
        Look unseen = early.then(Look.nothing("cannot be opened just now", false, ""));
        assertThat(unseen.count()).isEqualTo(3);
        assertThat(unseen.obstacle()).isEqualTo("cannot be opened just now");
        SameScan.check(early.scan().orElseThrow(), ScanFiles.open(file).select(firstFrames(3)));
    }

    @Test
    void frames_take_their_places_in_a_dataset_that_is_as_long_as_it_will_be() {
        Path file = folder.resolve("room.cxi");
        Growing growing = at(file);
        CxiFile.write(file, darkFrom(4));
        growing.look();
        Look look = growing.look();
        assertThat(look.indexes()).containsExactly(0, 1, 2, 3);
        assertThat(look.planned()).hasValue(SomeScan.FRAMES);
        CxiFile.write(file, scan);
        growing.look();
        assertThat(growing.look().whole()).isTrue();
    }

    @Test
    void a_blank_frame_among_others_is_not_there_until_it_has_counts() {
        SomeScan some = new SomeScan();
        Arrays.fill(some.amplitudes[2], 0);
        Path file = folder.resolve("blank.cxi");
        CxiFile.write(file, some.scan());
        Growing growing = at(file);
        growing.look();
        assertThat(growing.look().indexes()).containsExactly(0, 1, 3, 4, 5, 6);
        CxiFile.write(file, scan);
        Look look = growing.look();
        assertThat(look.indexes()).containsExactly(0, 1, 3, 4, 5, 6, 2);
        assertThat(look.inFileOrder()).containsExactly(0, 1, 6, 2, 3, 4, 5);
    }

    @Test
    void a_file_cut_short_is_waited_for() throws IOException {
        Path file = folder.resolve("whole.cxi");
        CxiFile.write(file, scan);
        byte[] bytes = Files.readAllBytes(file);
        Path copied = folder.resolve("copied.cxi");
        Files.write(copied, Arrays.copyOf(bytes, bytes.length / 2));
        Growing growing = at(copied);
        Look half = growing.look();
        assertThat(half.scan()).isEmpty();
        assertThat(half.lacking()).isFalse();
        assertThat(half.obstacle()).contains("copied.cxi").contains("incomplete");
        Files.write(copied, bytes);
        growing.look();
        assertThat(growing.look().whole()).isTrue();
    }

    @Test
    void a_pair_is_followed_as_far_as_it_has_positions() {
        PairFixture pair = new PairFixture();
        Arrays.fill(pair.y, 3, 5, Double.NaN);
        Arrays.fill(pair.x, 3, 5, Double.NaN);
        pair.write(folder);
        Path patterns = folder.resolve("small_dp.hdf5");
        Growing growing = at(patterns);
        growing.look();
        Look look = growing.look();
        assertThat(look.indexes()).containsExactly(0, 1, 2);
        assertThat(look.planned()).hasValue(5);
        new PairFixture().write(folder);
        growing.look();
        SameScan.check(growing.look().scan().orElseThrow(), ScanFiles.open(patterns));
    }

    @Test
    void frames_without_positions_lack_them_in_one_line() {
        Path file = folder.resolve("bare.cxi");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            for (String group : new String[] {"entry_1", "entry_1/instrument_1", CxiNames.DETECTOR}) {
                writer.group(group);
            }
            writer.floats(CxiNames.DATA, new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);
        }
        Look look = at(file).look();
        assertThat(look.lacking()).isTrue();
        assertThat(look.obstacle()).contains("bare.cxi").contains("--set file.positions=FILE");
    }

    @Test
    void planned_positions_may_be_in_a_file_of_their_own() throws IOException {
        StringBuilder planned = new StringBuilder("y_um,x_um\n");
        for (int j = 0; j < SomeScan.FRAMES; j++) {
            planned.append(j).append(',').append(2 * j).append('\n');
        }
        Path positions = Files.writeString(folder.resolve("planned.csv"), planned.toString());
        Path file = folder.resolve("growing.cxi");
        ReaderSettings settings = ReaderSettings.of(Map.of("positions", positions.toString()));
        try (GrowingCxi writer = GrowingCxi.create(file, scan, HowMade.UNKNOWN)) {
            writer.add();
            writer.add();
            Look look = Growing.at(file, settings).look();
            assertThat(look.count()).isEqualTo(1);
            assertThat(look.planned()).hasValue(SomeScan.FRAMES);
        }
    }

    @Test
    void parts_come_into_a_folder_and_are_sorted_by_their_numbers() throws IOException {
        Path parts = Files.createDirectory(folder.resolve("parts"));
        Growing growing = each(parts, GrowingFolder.STILL);
        assertThat(growing.look().scan()).isEmpty();
        CxiFile.write(parts.resolve("part-10.cxi"), scan.select(new int[] {4, 5, 6}));
        assertThat(growing.look().scan()).as("perhaps still being written").isEmpty();
        assertThat(growing.look().count()).isEqualTo(3);
        Path second = parts.resolve("part-2.cxi");
        CxiFile.write(folder.resolve("second.cxi"), scan.select(new int[] {0, 1, 2, 3}));
        byte[] bytes = Files.readAllBytes(folder.resolve("second.cxi"));
        Files.write(second, Arrays.copyOf(bytes, bytes.length - 2000));
        growing.look();
        assertThat(growing.look().count()).as("cut short").isEqualTo(3);
        Files.write(second, bytes);
        growing.look();
        Look look = growing.look();
        assertThat(look.planned()).isEqualTo(OptionalInt.empty());
        Scan joined = look.scan().orElseThrow().select(look.inFileOrder());
        for (int j = 0; j < SomeScan.FRAMES; j++) {
            assertThat(joined.frames().frame(j)).isEqualTo(scan.frames().frame(j));
        }
        assertThat(joined.positions().y()).isEqualTo(scan.positions().y());
    }

    /** A folder that is looked at every so many seconds. */
    private static Growing each(Path parts, double seconds) {
        double[] now = {0};
        return new GrowingFolder(parts, ReaderSettings.NONE, () -> now[0] += seconds);
    }

    @Test
    void a_part_is_waited_for_until_it_has_been_the_same_for_a_second() throws IOException {
        Path parts = Files.createDirectory(folder.resolve("parts"));
        CxiFile.write(parts.resolve("p.cxi"), scan);
        Growing growing = each(parts, 0.25 * GrowingFolder.STILL);
        Look first = growing.look();
        for (int k = 1; k < 4; k++) {
            Look look = growing.look();
            assertThat(look.scan()).isEmpty();
            assertThat(look.obstacle()).contains("is being written");
            assertThat(look.mark()).as("it is to come").isNotEqualTo(first.mark());
        }
        assertThat(growing.look().count()).isEqualTo(SomeScan.FRAMES);
        assertThat(growing.look().mark()).isEqualTo(growing.look().mark());
    }

    @Test
    void a_part_that_a_program_has_open_for_writing_is_waited_for() throws IOException {
        Path parts = Files.createDirectory(folder.resolve("parts"));
        Growing growing = each(parts, GrowingFolder.STILL);
        try (GrowingCxi writer = GrowingCxi.create(parts.resolve("p.cxi"), scan, HowMade.UNKNOWN)) {
            writer.add();
            writer.add();
            growing.look();
            growing.look();
            assertThat(growing.look().scan()).isEmpty();
            while (writer.count() < SomeScan.FRAMES) {
                writer.add();
            }
        }
        growing.look();
        assertThat(growing.look().count()).isEqualTo(SomeScan.FRAMES);
    }

    @Test
    void a_part_that_changes_after_it_was_read_is_read_again() throws IOException {
        Path parts = Files.createDirectory(folder.resolve("parts"));
        Path file = parts.resolve("p.cxi");
        CxiFile.write(file, scan.select(firstFrames(3)));
        Growing growing = each(parts, GrowingFolder.STILL);
        growing.look();
        assertThat(growing.look().count()).isEqualTo(3);
        CxiFile.write(file, scan);
        assertThat(growing.look().count()).isEqualTo(3);
        assertThat(growing.look().count()).isEqualTo(SomeScan.FRAMES);
    }

    @Test
    void a_part_waits_for_the_file_with_its_positions_too() throws IOException {
        Path parts = Files.createDirectory(folder.resolve("parts"));
        PairFixture pair = new PairFixture();
        pair.write(parts);
        Growing growing = each(parts, GrowingFolder.STILL);
        growing.look();
        Path positions = parts.resolve("small_para.hdf5");
        Files.setLastModifiedTime(positions, FileTime.fromMillis(0));
        assertThat(growing.look().scan()).as("its positions have changed").isEmpty();
        assertThat(growing.look().count()).isEqualTo(5);
    }

    @Test
    void a_folder_need_not_be_there_when_it_is_named() throws IOException {
        Path parts = folder.resolve("later");
        Growing growing = at(parts);
        growing.look();
        Files.createDirectory(parts);
        CxiFile.write(parts.resolve("p.cxi"), scan);
        assertThat(growing.look().obstacle()).contains("p.cxi: is being written");
    }

    @Test
    void what_is_read_only_whole_is_refused_in_one_line() throws IOException {
        Path stack = folder.resolve("stack.npy");
        NpyFile.write(stack, NpyArray.of(new float[3 * 16], 3, 4, 4));
        assertThatThrownBy(at(stack)::look)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("stack.npy")
                .hasMessageContaining("is read once it is whole");
    }

    @Test
    void zeros_and_what_is_no_number_at_the_end_of_a_list_are_places_not_filled() {
        assertThat(Placed.of(new double[] {1, 2, 3, 4, 0, 0, 0, 0}, 2, false))
                .isEqualTo(new Placed(2, OptionalInt.of(4)));
        assertThat(Placed.of(new double[] {1, 2, 3, 4, 0, 0}, 2, true))
                .as("one position may be 0")
                .isEqualTo(new Placed(3, OptionalInt.empty()));
        assertThat(Placed.of(new double[] {0, 0, 0, 1, Double.NaN, 2}, 2, false).there())
                .isEqualTo(2);
    }
}
