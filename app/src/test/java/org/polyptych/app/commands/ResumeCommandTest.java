package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.app.Cli;
import org.polyptych.app.TinyPair;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;

class ResumeCommandTest {
    @TempDir
    private Path folder;

    private final TinyPair pair = new TinyPair();
    private Path scan;
    private Path out;
    private Path part;

    @BeforeEach
    void write() {
        scan = pair.write(folder);
        out = folder.resolve("out");
        part = folder.resolve(".out.part");
    }

    private Cli run(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("reconstruct", scan, "-o", out));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    private static void succeeds(Cli run) {
        assertThat(run.code()).as(run.err()).isZero();
    }

    private Result result() {
        return ProductFile.read(out.resolve("result.h5"));
    }

    /** What a kill after three iterations leaves behind. */
    private void killedAfterThree() throws IOException {
        succeeds(run("--iterations", 3, "--set", "checkpoint.keep=true"));
        Files.createDirectory(part);
        Files.move(out.resolve("checkpoint.h5"), part.resolve("checkpoint.h5"));
        Files.move(out.resolve("run.log"), part.resolve("run.log"));
        Files.writeString(part.resolve("lock"), "");
        Files.writeString(part.resolve("result.h5.part"), "half a result");
        Files.writeString(part.resolve("checkpoint.h5.part"), "half a checkpoint");
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(out);
    }

    private Result uninterrupted(int iterations) {
        Path whole = folder.resolve("whole" + iterations);
        succeeds(Cli.run("reconstruct", scan, "-o", whole, "--iterations", iterations));
        return ProductFile.read(whole.resolve("result.h5"));
    }

    private static void assertSameBits(Result a, Result b) {
        assertThat(b.specimen().image().re()).isEqualTo(a.specimen().image().re());
        assertThat(b.probe().mode(0).im()).isEqualTo(a.probe().mode(0).im());
        assertThat(b.losses()).isEqualTo(a.losses());
    }

    @Test
    void a_killed_run_goes_on_and_its_log_report_and_result_say_so() throws IOException {
        killedAfterThree();
        Cli resumed = run("--iterations", 6, "--resume");
        succeeds(resumed);
        assertThat(resumed.err()).contains("note: resumed after iteration 3, which took");
        assertSameBits(uninterrupted(6), result());
        assertThat(result().provenance().resumed()).isEqualTo("after iteration 3");
        assertThat(out.resolve("run.log"))
                .content()
                .contains(
                        "iteration 3 of 3",
                        "resumed after iteration 3",
                        "iteration 6 of 6",
                        "memory: about",
                        ", build ");
        assertThat(out.resolve("report.html")).content().contains("Resumed", "after iteration 3");
        assertThat(names(folder)).doesNotContain(".out.part", ".out.old");
        assertThat(names(out)).doesNotContain("checkpoint.h5", "lock");
    }

    @Test
    void without_resume_or_overwrite_a_checkpoint_is_kept_and_spoken_of() throws IOException {
        killedAfterThree();
        Cli run = run("--iterations", 6);
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("left a checkpoint", "--resume", "--overwrite");
        assertThat(names(part)).contains("checkpoint.h5");
    }

    @Test
    void overwrite_starts_anew() throws IOException {
        killedAfterThree();
        succeeds(run("--iterations", 4, "--overwrite"));
        assertSameBits(uninterrupted(4), result());
        assertThat(result().provenance().resumed()).isEmpty();
        assertThat(names(folder)).doesNotContain(".out.part");
    }

    @Test
    void with_nothing_to_resume_the_run_starts_at_the_beginning_and_says_so() throws IOException {
        Cli run = run("--iterations", 2, "--resume");
        succeeds(run);
        assertThat(run.err()).contains("note: there is no checkpoint to resume from");
        assertThat(result().losses()).hasSize(2);
    }

    @Test
    void a_finished_run_has_nothing_left_to_do() throws IOException {
        succeeds(run("--iterations", 2));
        byte[] before = Files.readAllBytes(out.resolve("result.h5"));
        Cli again = run("--iterations", 2, "--resume");
        succeeds(again);
        assertThat(again.err()).contains("finished already, after 2 iterations");
        assertThat(Files.readAllBytes(out.resolve("result.h5"))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --half odd                             | the positions are not the same
            --frames 0:12:3                        | number of frames was 6 and is now 4
            --seed 1                               | number of frames was 6 and is now 12
            --half even --set file.flipY=true      | the positions are not the same
            --half even --set rpie.alpha=0.7       | rpie.alpha was 0.3 and is now 0.7
            --half even --probe probe.npy          | the starting probe is not the same
            --half even --object tiny_para.hdf5    | the starting object is not the same
            --half even --mask mask.npy            | the mask is not the same
            """)
    void a_finished_result_of_other_data_or_another_recipe_is_not_this_run_finished(String now, String difference)
            throws IOException {
        boolean[] good = new boolean[128 * 128];
        Arrays.fill(good, 1, good.length, true);
        NpyFile.write(folder.resolve("mask.npy"), NpyArray.of(good, 128, 128));
        NpyFile.write(
                folder.resolve("probe.npy"), NpyArray.of(new ComplexImage[] {ComplexImage.constant(128, 128, 1, 0)}));
        succeeds(run("--iterations", 2, "--half", "even"));
        byte[] result = Files.readAllBytes(out.resolve("result.h5"));
        Cli other = run(typed("--resume --iterations 2 " + now));
        assertThat(other.code()).as(other.err()).isEqualTo(2);
        assertThat(other.err()).contains("result.h5: the result is of another run", difference, "--overwrite");
        assertThat(Files.readAllBytes(out.resolve("result.h5"))).isEqualTo(result);
    }

    /** Words as typed; names of files of the folder become paths. */
    private Object[] typed(String words) {
        return Stream.of(words.strip().split(" +"))
                .map(word -> Files.exists(folder.resolve(word)) ? folder.resolve(word) : word)
                .toArray();
    }

    @Test
    void a_finished_result_of_a_file_that_was_rewritten_is_not_this_run_finished_but_that_of_a_copy_is()
            throws IOException {
        succeeds(run("--iterations", 2));
        scan = pair.write(Files.createDirectory(folder.resolve("elsewhere")));
        assertThat(run("--iterations", 2, "--resume").err()).contains("finished already");
        pair.counts[7][100] += 1;
        pair.write(folder.resolve("elsewhere"));
        Cli changed = run("--iterations", 2, "--resume");
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err()).contains("the frames are not the same");
    }

    @Test
    void a_finished_run_without_a_checkpoint_cannot_go_on_for_more() {
        succeeds(run("--iterations", 2));
        Cli more = run("--iterations", 5, "--resume");
        assertThat(more.code()).isEqualTo(2);
        assertThat(more.err()).contains("kept no checkpoint", "checkpoint.keep=true");
    }

    @Test
    void a_finished_run_that_kept_its_checkpoint_goes_on_for_more() {
        succeeds(run("--iterations", 2, "--set", "checkpoint.keep=true"));
        assertThat(out.resolve("checkpoint.h5")).exists();
        succeeds(run("--iterations", 5, "--resume"));
        assertSameBits(uninterrupted(5), result());
        assertThat(out.resolve("run.log")).content().contains("iteration 2 of 2", "iteration 5 of 5");
    }

    @Test
    void another_recipe_or_other_data_are_refused_in_one_line_and_the_checkpoint_stays() throws IOException {
        killedAfterThree();
        String log = Files.readString(part.resolve("run.log"));
        Cli other = run("--iterations", 6, "--resume", "--set", "rpie.alpha=0.7");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err().lines().filter(line -> !line.startsWith("note: ")))
                .singleElement()
                .asString()
                .contains("checkpoint.h5: ", "rpie.alpha was 0.3 and is now 0.7");
        assertThat(part.resolve("run.log")).hasContent(log);
        pair.counts[7][100] += 1;
        pair.write(folder);
        Cli changed = run("--iterations", 6, "--resume");
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err()).contains("the frames are not the same");
        assertThat(names(part)).contains("checkpoint.h5", "run.log");
    }

    @Test
    void a_damaged_checkpoint_is_refused_in_one_line_with_what_to_do() throws IOException {
        killedAfterThree();
        try (RandomAccessFile file =
                new RandomAccessFile(part.resolve("checkpoint.h5").toFile(), "rw")) {
            file.setLength(file.length() * 2 / 3);
        }
        Cli run = run("--iterations", 6, "--resume");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines().filter(line -> !line.startsWith("note: ")))
                .singleElement()
                .asString()
                .contains("checkpoint.h5", "damaged", "--overwrite");
    }

    @Test
    void a_copy_of_the_data_elsewhere_is_the_same_data() throws IOException {
        killedAfterThree();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        scan = pair.write(elsewhere);
        succeeds(run("--iterations", 6, "--resume"));
        assertThat(result().provenance().resumed()).isEqualTo("after iteration 3");
    }

    @Test
    void resume_and_overwrite_contradict_each_other() {
        Cli run = run("--resume", "--overwrite");
        assertThat(run).matches(Cli::isRefusedInOneLine);
    }

    @Test
    void two_runs_cannot_write_the_same_result() {
        ResultFolder first = ResultFolder.at(out, false);
        first.begin();
        try (first) {
            Cli second = run("--iterations", 2);
            assertThat(second).matches(Cli::isRefusedInOneLine);
            assertThat(second.err()).contains("another run is writing this result now");
        }
        succeeds(run("--iterations", 2));
    }

    @Test
    void a_folder_that_appeared_meanwhile_is_spared_and_the_new_result_kept() throws IOException {
        try (ResultFolder result = ResultFolder.at(out, false)) {
            Files.writeString(result.begin().resolve("result.h5"), "hours of work");
            Files.createDirectory(out);
            assertThatThrownBy(() -> result.commit(false))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("lies in " + part);
        }
        assertThat(part.resolve("result.h5")).hasContent("hours of work");
        assertThat(names(out)).isEmpty();
    }

    @Test
    void a_kill_while_a_result_is_replaced_leaves_the_old_one_to_be_found() throws IOException {
        succeeds(run("--iterations", 2));
        Files.move(out, folder.resolve(".out.old"));
        Cli refused = run("--iterations", 3);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("the output folder exists");
        assertThat(result().losses()).hasSize(2);
        Files.createDirectory(folder.resolve(".out.old"));
        succeeds(run("--iterations", 3, "--overwrite"));
        assertThat(names(folder)).doesNotContain(".out.old", ".out.part");
    }

    @Test
    void a_budget_ends_the_run_keeps_the_checkpoint_and_the_plan_repeats_it() {
        Cli run = run("--iterations", 1000000000, "--set", "stop.seconds=0.2");
        succeeds(run);
        assertThat(run.out()).contains("stopped  the budget stop.seconds=0.2");
        int done = result().losses().length;
        assertThat(out.resolve("checkpoint.h5")).exists();
        assertThat(out.resolve("run.log")).content().contains("ended: the budget");
        assertThat(out.resolve("report.html")).content().contains("Stopped");
        assertThat(result().provenance().stopped()).contains("after iteration " + done);
        Path again = folder.resolve("again");
        succeeds(Cli.run("reconstruct", out.resolve("plan.yaml"), "-o", again));
        assertSameBits(result(), ProductFile.read(again.resolve("result.h5")));
        succeeds(run("--iterations", done + 2, "--resume"));
        assertSameBits(uninterrupted(done + 2), result());
    }

    @Test
    void a_run_that_stopped_by_itself_is_finished_and_its_plan_repeats_it() {
        String[] rule = {"--set", "stop.plateau=2", "--set", "stop.tolerance=0.9"};
        Cli run = run("--iterations", 500, rule[0], rule[1], rule[2], rule[3]);
        succeeds(run);
        assertThat(run.out()).contains("stopped  plateau");
        assertThat(result().losses().length).isLessThan(500);
        Cli again = run("--iterations", 500, "--resume", rule[0], rule[1], rule[2], rule[3]);
        succeeds(again);
        assertThat(again.err()).contains("finished already", "plateau");
        Path repeated = folder.resolve("again");
        succeeds(Cli.run("reconstruct", out.resolve("plan.yaml"), "-o", repeated));
        assertSameBits(result(), ProductFile.read(repeated.resolve("result.h5")));
    }

    @Test
    void held_out_frames_are_asked_for_by_an_option_and_their_losses_are_logged() {
        succeeds(run("--iterations", 3, "--hold-out", "20"));
        assertThat(out.resolve("run.log")).content().contains("held-out loss after iteration 3");
        assertThat(result().provenance().settings()).containsEntry("stop.holdOut", "20.0");
        Cli again = run("--iterations", 3, "--hold-out", "20", "--resume");
        succeeds(again);
        assertThat(again.err()).contains("finished already");
        Cli bad = Cli.run("reconstruct", scan, "-o", folder.resolve("bad"), "--hold-out", "80");
        assertThat(bad).matches(Cli::isRefusedInOneLine);
        assertThat(bad.err()).contains("stop.holdOut must be 0 to 50 percent, got 80.0");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
