package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.app.TinyPair;

class ExportCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void there_is_a_result() {
        Cli run = Cli.run("reconstruct", new TinyPair().write(folder), "--iterations", 1, "-o", folder.resolve("out"));
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void each_format_is_written_where_it_was_asked_for() {
        for (String format : new String[] {"tiff", "npz", "ptyr"}) {
            Path file = folder.resolve("object." + format);
            Cli run = Cli.run("export", folder.resolve("out"), "--format", format, "-o", file);
            assertThat(run).isEqualTo(new Cli(0, file + "\n", ""));
            assertThat(file).isNotEmptyFile();
        }
        Cli run = Cli.run("export", folder.resolve("out"), "--format", "png", "-o", folder);
        assertThat(run.out().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(Path.of(line)).isNotEmptyFile());
    }

    @Test
    void a_file_that_exists_is_kept() {
        Path file = folder.resolve("kept.npz");
        assertThat(Cli.run("export", folder.resolve("out"), "--format", "npz", "-o", file)
                        .code())
                .isZero();
        assertThat(Cli.run("export", folder.resolve("out"), "--format", "npz", "-o", file))
                .matches(Cli::isRefusedInOneLine);
    }

    @Test
    void a_folder_without_a_result_and_an_unknown_format_are_refused() {
        assertThat(Cli.run("export", folder, "--format", "tiff")).matches(Cli::isRefusedInOneLine);
        assertThat(Cli.run("export", folder.resolve("out"), "--format", "jpeg")).matches(Cli::isRefusedInOneLine);
    }
}
