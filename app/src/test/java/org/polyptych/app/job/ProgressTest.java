package org.polyptych.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.polyptych.engines.StepReport;

class ProgressTest {
    private final StringWriter text = new StringWriter();

    private Progress progress(int frames, double budget, boolean terminal) {
        return new Progress(new PrintWriter(text), "iteration", frames, budget, terminal);
    }

    @Test
    void a_line_tells_rate_and_time_left() {
        try (Progress progress = progress(200, 0, false)) {
            progress.stepped(new StepReport(10, 0.25), 100, 5);
        }
        assertThat(text.toString().strip())
                .isEqualTo("iteration 10/100  loss 0.2500  2.0 iterations/s  400 frames/s  45 s left");
    }

    @Test
    void in_a_file_lines_are_rare_but_the_last_is_there() {
        try (Progress progress = progress(1, 0, false)) {
            for (int i = 1; i <= 100; i++) {
                progress.stepped(new StepReport(i, 1), 100, 0.1 * i);
            }
        }
        assertThat(text.toString().lines()).hasSize(3).last().asString().startsWith("iteration 100/100");
        assertThat(text.toString()).doesNotContain("\r");
    }

    @Test
    void on_a_terminal_one_line_renews_itself_and_ends() {
        try (Progress progress = progress(1, 0, true)) {
            progress.stepped(new StepReport(1, 1), 2, 100);
            progress.stepped(new StepReport(2, 1), 2, 200);
        }
        assertThat(text.toString().lines().filter(l -> !l.isEmpty())).hasSize(2);
        assertThat(text.toString()).startsWith("\riteration 1/2").endsWith("\n").contains("1 min 40 s left");
    }

    @Test
    void even_a_thousand_million_iterations_have_a_time_one_can_read() {
        try (Progress progress = progress(200, 0, false)) {
            progress.stepped(new StepReport(10, 0.25), 1_000_000_000, 5);
            progress.stepped(new StepReport(20, 0.25), 1_000_000, 15);
        }
        assertThat(text.toString().lines())
                .containsExactly(
                        "iteration 10/1000000000  loss 0.2500  2.0 iterations/s  400 frames/s  15.8 years left",
                        "iteration 20/1000000  loss 0.2500  1.3 iterations/s  267 frames/s  8.7 days left");
    }

    @Test
    void a_run_that_ends_by_the_clock_is_not_told_to_last_longer() {
        try (Progress progress = progress(200, 20, false)) {
            progress.stepped(new StepReport(10, 0.25), 1_000_000, 5);
            progress.stepped(new StepReport(30, 0.25), 32, 15);
            progress.stepped(new StepReport(31, 0.25), 1_000_000, 21);
        }
        assertThat(text.toString().lines().map(line -> line.replaceAll(".*frames/s  ", "")))
                .containsExactly("15 s left", "1 s left", "0 s left");
    }

    @Test
    void a_note_has_a_line_of_its_own() {
        try (Progress progress = progress(1, 0, true)) {
            progress.stepped(new StepReport(1, 1), 2, 100);
            progress.note("the disk is full");
        }
        assertThat(text.toString()).contains("s left" + System.lineSeparator() + "note: the disk is full");
    }

    @Test
    void the_log_of_a_long_run_grows_by_fewer_lines() {
        assertThat(RunLog.stride(1)).isEqualTo(1);
        assertThat(RunLog.stride(1000)).isEqualTo(1);
        assertThat(RunLog.stride(1010)).isEqualTo(10);
        assertThat(RunLog.stride(10_000)).isEqualTo(10);
        assertThat(RunLog.stride(1_000_000_000)).isEqualTo(1_000_000);
        assertThat(RunLog.stride(Integer.MAX_VALUE))
                .isLessThanOrEqualTo(10_000_000)
                .isPositive();
    }
}
