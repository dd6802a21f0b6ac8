package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.app.TinyPair;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ProductFile;
import org.polyptych.neural.torch.Device;

/** Where a reconstruction is worked on. */
class DeviceOptionTest {
    @TempDir
    private Path folder;

    private Path scan;
    private Path out;

    @BeforeEach
    void write() {
        scan = new TinyPair().write(folder);
        out = folder.resolve("out");
    }

    private void assertRefused(String because, Object... arguments) {
        Cli run = Cli.run(arguments);
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains(because);
        assertThat(out).as("nothing is written").doesNotExist();
    }

    @Test
    void engines_that_run_on_the_processor_say_so() {
        assertRefused(
                "engine rpie runs on the processor",
                "reconstruct",
                scan,
                "--engine",
                "rpie",
                "--device",
                "cuda",
                "-o",
                out);
        assertRefused(
                "engine dm runs on the processor",
                "reconstruct",
                scan,
                "--engine",
                "dm*2,torchad*2",
                "--device",
                "cuda",
                "-o",
                out);
    }

    @Test
    void a_device_of_another_name_is_refused() {
        assertRefused(
                "--device must be cpu or cuda, got 'gpu'",
                "reconstruct",
                scan,
                "--engine",
                "torchad",
                "--device",
                "gpu",
                "-o",
                out);
    }

    @Test
    void two_words_for_one_device_must_agree() {
        assertRefused(
                "--device cpu and --set torchad.device=cuda contradict each other",
                "reconstruct",
                scan,
                "--engine",
                "dm*2,torchad*2",
                "--set",
                "torchad.device=cuda",
                "--device",
                "cpu",
                "-o",
                out);
    }

    @Test
    void where_there_is_no_cuda_it_is_refused_before_anything_is_read() {
        Assumptions.assumeFalse(cuda(), "there is a CUDA device here");
        Path missing = folder.resolve("missing.h5");
        assertRefused(
                "no CUDA device can be used here",
                "reconstruct",
                missing,
                "--engine",
                "torchad",
                "--device",
                "cuda",
                "-o",
                out);
        assertRefused(
                "no CUDA device can be used here",
                "reconstruct",
                scan,
                "--engine",
                "dm*2,torchad*2",
                "--set",
                "torchad.device=cuda",
                "-o",
                out);
    }

    private static boolean cuda() {
        try {
            Device.CUDA.require();
            return true;
        } catch (BadInputException e) {
            return false;
        }
    }

    @Test
    void on_the_processor_every_engine_runs_and_its_plan_repeats_it() {
        Cli run = Cli.run("reconstruct", scan, "--engine", "dm*2,torchad*3", "--device", "cpu", "-o", out);
        assertThat(run.code()).as(run.err()).isZero();
        Path again = folder.resolve("again");
        Cli repeated = Cli.run("reconstruct", out.resolve("plan.yaml"), "-o", again);
        assertThat(repeated.code()).as(repeated.err()).isZero();
        assertThat(ProductFile.read(again.resolve("result.h5"))
                        .specimen()
                        .image()
                        .re())
                .isEqualTo(ProductFile.read(out.resolve("result.h5"))
                        .specimen()
                        .image()
                        .re());
    }
}
