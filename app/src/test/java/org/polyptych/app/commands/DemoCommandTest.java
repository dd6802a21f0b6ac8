package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.io.ProductFile;

class DemoCommandTest {
    @Test
    void the_demo_finds_its_truth_and_overwrites_its_own(@TempDir Path folder) {
        Path out = folder.resolve("demo");
        Cli first = Cli.run("demo", "--iterations", 30, "-o", out);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(error(first)).isLessThan(0.15);
        assertThat(Cli.run("demo", "--iterations", 1, "-o", out).code()).isZero();
        assertThat(ProductFile.read(out.resolve("result.h5")).losses()).hasSize(1);
    }

    private static double error(Cli run) {
        String line =
                run.out().lines().filter(l -> l.startsWith("error")).findFirst().orElseThrow();
        return Double.parseDouble(line.split(" +")[1]);
    }
}
