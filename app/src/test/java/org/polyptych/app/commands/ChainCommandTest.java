package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.app.TinyPair;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;

/** Chains of engines on the command line, in plans and in reports. */
class ChainCommandTest {
    @TempDir
    private Path folder;

    private Path scan;

    @BeforeEach
    void write() {
        scan = new TinyPair().write(folder);
    }

    private Result succeeds(Path out, Object... arguments) {
        Cli run = Cli.run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return ProductFile.read(out.resolve("result.h5"));
    }

    @Test
    void a_chain_is_run_cited_and_repeated_by_its_plan() throws IOException {
        Path out = folder.resolve("out");
        Result first = succeeds(out, "reconstruct", scan, "--engine", "dm*3,rpie*2", "-o", out);
        assertThat(first.losses()).hasSize(5);
        assertThat(first.provenance().engine()).isEqualTo("dm*3,rpie*2");
        assertThat(out.resolve("report.html")).content().contains("thibault2009", "maiden2017", "dm*3,rpie*2");
        Path plan = out.resolve("plan.yaml");
        assertThat(plan).content().contains("engine: \"dm*3,rpie*2\"").doesNotContain("\niterations:");
        Path again = folder.resolve("again");
        Result second = succeeds(again, "reconstruct", plan, "-o", again);
        assertThat(second.specimen().image().re())
                .isEqualTo(first.specimen().image().re());
    }

    @Test
    void a_start_on_coarser_pixels_is_repeated_by_its_plan_and_resumed() throws IOException {
        Path out = folder.resolve("out");
        String chain = "rpie/4*3,rpie/2*2,rpie*2";
        Result first = succeeds(out, "reconstruct", scan, "--engine", chain, "-o", out);
        assertThat(first.provenance().engine()).isEqualTo(chain);
        Path again = folder.resolve("again");
        Result second = succeeds(again, "reconstruct", out.resolve("plan.yaml"), "-o", again);
        assertThat(second.specimen().image().re())
                .isEqualTo(first.specimen().image().re());
        Path parts = folder.resolve("parts");
        succeeds(
                parts,
                "reconstruct",
                scan,
                "--engine",
                "rpie/4*3,rpie/2*2,rpie*1",
                "--set",
                "checkpoint.keep=true",
                "-o",
                parts);
        Result resumed = succeeds(parts, "reconstruct", scan, "--engine", chain, "-o", parts, "--resume");
        assertThat(resumed.specimen().image().re())
                .isEqualTo(first.specimen().image().re());
        assertThat(Cli.run("reconstruct", scan, "--engine", "rpie/3*2,rpie", "-o", folder.resolve("no")))
                .matches(Cli::isRefusedInOneLine);
    }

    @Test
    void a_finished_chain_goes_on_with_its_last_engine() {
        Path out = folder.resolve("out");
        succeeds(out, "reconstruct", scan, "--engine", "dm*3,rpie*2", "--set", "checkpoint.keep=true", "-o", out);
        Result longer = succeeds(
                out,
                "reconstruct",
                scan,
                "--engine",
                "dm*3,rpie*4",
                "-o",
                out,
                "--resume",
                "--set",
                "checkpoint.keep=true");
        Path whole = folder.resolve("whole");
        Result uninterrupted = succeeds(whole, "reconstruct", scan, "--engine", "dm*3,rpie*4", "-o", whole);
        assertThat(longer.losses()).isEqualTo(uninterrupted.losses());
        assertThat(longer.specimen().image().im())
                .isEqualTo(uninterrupted.specimen().image().im());
        Cli other = Cli.run("reconstruct", scan, "--engine", "dm*4,rpie*9", "-o", out, "--resume");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("engine was dm*3,rpie and is now dm*4,rpie");
    }

    @Test
    void iterations_beside_a_chain_are_refused_in_one_line() throws IOException {
        Cli typed =
                Cli.run("reconstruct", scan, "--engine", "dm*3,rpie*2", "--iterations", 7, "-o", folder.resolve("out"));
        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err().strip()).contains("dm*3,rpie*2", "--iterations").doesNotContain("\n");
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(
                plan,
                "scan: " + scan.getFileName() + "\nengine: \"dm*3,rpie*2\"\niterations: 7\nrpie:\n  alpha: 0.4\n");
        Cli checked = Cli.run("validate", plan);
        assertThat(checked.code()).isEqualTo(2);
        assertThat(checked.out() + checked.err()).contains(":3:", "leave out this key");
    }

    @Test
    void a_chain_typed_replaces_the_engine_of_a_plan_with_its_iterations() throws IOException {
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(plan, "scan: " + scan.getFileName() + "\nengine: epie\niterations: 7\nepie:\n  step: 0.5\n");
        Path out = folder.resolve("out");
        Result result = succeeds(out, "reconstruct", plan, "--engine", "dm*2,rpie*2", "-o", out);
        assertThat(result.losses()).hasSize(4);
        assertThat(result.provenance().settings()).doesNotContainKey("epie.step");
    }

    @Test
    void a_chain_that_ends_in_its_first_engine_leaves_a_plan_that_repeats_it() {
        Path out = folder.resolve("out");
        Result result = succeeds(
                out,
                "reconstruct",
                scan,
                "--engine",
                "dm*1000000,rpie*2",
                "--set",
                "rpie.alpha=0.4",
                "--set",
                "stop.seconds=0.3",
                "-o",
                out);
        Path again = folder.resolve("again");
        Result repeated = succeeds(again, "reconstruct", out.resolve("plan.yaml"), "-o", again);
        assertThat(repeated.losses()).isEqualTo(result.losses());
    }
}
