package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.app.Cli;

class ErrorsTest {
    @Test
    void an_unknown_command_is_refused_with_the_nearest() {
        Cli run = Cli.run("doktor");
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("unknown command 'doktor': did you mean 'doctor'?");
    }

    @Test
    void an_unknown_option_is_refused_with_the_nearest() {
        Cli run = Cli.run("engines", "--jsn");
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("unknown option '--jsn': did you mean '--json'?");
    }

    @Test
    void a_missing_argument_is_refused_without_the_whole_usage() {
        Cli run = Cli.run("cite");
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("ENGINE").contains("polyptych cite --help");
    }

    @Test
    void an_unknown_engine_is_refused_with_the_nearest() {
        Cli run = Cli.run("cite", "stil");
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("did you mean 'still'?");
    }

    @Test
    void a_missing_plan_is_refused(@TempDir Path folder) {
        Cli run = Cli.run("validate", folder.resolve("absent.yaml"));
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("absent.yaml: there is no such plan file");
    }

    @Test
    void validate_prints_every_mistake_with_file_and_line(@TempDir Path folder) throws Exception {
        Path plan = Files.writeString(folder.resolve("p.yaml"), "scan: demo\nengine: still\nseed: x\nhalf: 1\n");
        Cli run = Cli.run("validate", plan);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        plan + ":3: seed must be a whole number, got 'x'",
                        plan + ":4: half must be odd or even, got '1'");
    }

    @Test
    void validate_says_that_a_plan_is_valid(@TempDir Path folder) throws Exception {
        Path plan = Files.writeString(folder.resolve("p.yaml"), "scan: demo\nengine: still\n");
        assertThat(Cli.run("validate", plan)).isEqualTo(new Cli(0, plan + " is valid\n", ""));
    }

    @Test
    void with_debug_the_stack_trace_follows_the_line() {
        Cli run = Cli.run("cite", "stil", "--debug");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("polyptych: unknown engine").contains("at org.polyptych");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "doctor",
                "inspect",
                "validate",
                "reconstruct",
                "simulate",
                "evaluate",
                "engines",
                "cite",
                "export",
                "bench"
            })
    void every_command_explains_itself(String command) {
        Cli run = Cli.run(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: polyptych " + command);
        assertThat(Cli.run(command, "--version").out()).startsWith("Polyptych ");
    }

    @Test
    void without_a_command_the_program_says_what_there_is() {
        assertThat(Cli.run().out()).contains("Commands:").contains("doctor");
    }
}
