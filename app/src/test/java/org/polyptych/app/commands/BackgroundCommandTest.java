package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.app.KnownScan;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;

/** A measured background, through the program. */
class BackgroundCommandTest {
    private static final int N = 32;

    @TempDir
    private Path folder;

    private Path background(double counts) {
        float[] all = new float[N * N];
        Arrays.fill(all, (float) counts);
        Path file = folder.resolve("background.npy");
        NpyFile.write(file, NpyArray.of(all, N, N));
        return file;
    }

    private Cli reconstruct(Path source, String out, Object... options) {
        Object[] first = {"reconstruct", source, "--iterations", 2, "-o", folder.resolve(out)};
        Object[] all = Arrays.copyOf(first, first.length + options.length);
        System.arraycopy(options, 0, all, first.length, options.length);
        return Cli.run(all);
    }

    private Result result(String out) {
        return ProductFile.read(folder.resolve(out).resolve("result.h5"));
    }

    @Test
    void the_plan_names_it_and_repeats_the_bits() throws IOException {
        Path scan = KnownScan.write(folder);
        Cli run = reconstruct(scan, "a", "--engine", "ad", "--background", background(3));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("note: background-file: background.npy, 3.000 counts on a good pixel");
        assertThat(Files.readString(folder.resolve("a").resolve("plan.yaml")))
                .contains("background-file: " + folder.resolve("background.npy"));
        assertThat(Files.readString(folder.resolve("a").resolve("report.html"))).contains("3 counts a pixel");
        Cli again = reconstruct(folder.resolve("a").resolve("plan.yaml"), "b");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(result("b").specimen().image().re())
                .isEqualTo(result("a").specimen().image().re());
        assertThat(result("b").losses()).isEqualTo(result("a").losses());
        assertThat(result("b").conditions().background()).containsOnly(3f);
        assertThat(reconstruct(scan, "c", "--engine", "ad").code()).isZero();
        assertThat(result("c").losses()).isNotEqualTo(result("a").losses());
    }

    @Test
    void an_engine_that_cannot_refuses_it_in_one_line() {
        Path scan = KnownScan.write(folder);
        Cli refused = reconstruct(scan, "a", "--engine", "dm", "--background", background(3));
        assertThat(refused.isRefusedInOneLine()).as(refused.err()).isTrue();
        assertThat(refused.err()).contains("engine dm cannot model a measured background");
        Cli subtracted = reconstruct(
                scan, "a", "--engine", "dm", "--background", background(3), "--set", "data.subtractBackground=true");
        assertThat(subtracted.code()).as(subtracted.err()).isZero();
        assertThat(subtracted.err()).contains("note: data.subtractBackground: the measured background is taken off");
    }

    @Test
    void a_checkpoint_of_another_background_is_not_gone_on_from() {
        Path scan = KnownScan.write(folder);
        Object[] options = {"--engine", "ad", "--background", background(3), "--set", "checkpoint.keep=true"};
        assertThat(reconstruct(scan, "a", options).code()).isZero();
        background(4);
        Cli other = Cli.run(
                "reconstruct",
                scan,
                "--iterations",
                3,
                "-o",
                folder.resolve("a"),
                "--engine",
                "ad",
                "--background",
                folder.resolve("background.npy"),
                "--set",
                "checkpoint.keep=true",
                "--resume");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("the measured background is not the same");
    }
}
