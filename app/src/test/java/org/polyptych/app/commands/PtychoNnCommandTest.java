package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.io.ProductFile;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.physics.Result;

/** From scans to a trained network, and from the network to a reconstruction: the whole way of a user, all of it tiny. */
class PtychoNnCommandTest {
    @TempDir
    private Path folder;

    private Path simulated(int seed, Object... more) {
        Path scan = folder.resolve("s" + seed + ".h5");
        Stream<Object> usual = Stream.of(
                "simulate",
                "--object",
                "cells",
                "--probe",
                "disc",
                "--frame",
                32,
                "--frames",
                16,
                "--seed",
                seed,
                "--start-probe",
                "true",
                "-o",
                scan);
        Object[] step = Arrays.asList(more).contains("--step") ? new Object[0] : new Object[] {"--step", 3};
        Cli run = Cli.run(Stream.of(usual, Stream.of(step), Stream.of(more))
                .flatMap(words -> words)
                .toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return scan;
    }

    private static Cli reconstruct(Path scan, Path out, String engine, Object model) {
        return Cli.run("reconstruct", scan, "--engine", engine, "--set", "ptychonn.model=" + model, "-o", out);
    }

    @Test
    void a_network_is_trained_and_used() throws IOException {
        Path model = folder.resolve("net.safetensors");
        Cli train = Cli.run(
                "train",
                "ptychonn",
                simulated(1),
                "--rounds",
                1,
                "--set",
                "ptychonn.channels=2",
                "--set",
                "ptychonn.validation=0",
                "-o",
                model);
        assertThat(train.code()).as(train.err()).isZero();

        Path scan = simulated(2);
        Path out = folder.resolve("out");
        Cli run = reconstruct(scan, out, "ptychonn", model);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("iteration 1/1");
        assertThat(out.resolve("report.html")).content().contains("cherukara2020ptychonn");
        assertThat(out.resolve("object_phase.png")).exists();
        assertThat(out.resolve("metrics.json")).exists();

        Cli again = Cli.run("reconstruct", out.resolve("plan.yaml"), "-o", folder.resolve("again"));
        assertThat(again.code()).as(again.err()).isZero();
        Result first = ProductFile.read(out.resolve("result.h5"));
        Result second = ProductFile.read(folder.resolve("again").resolve("result.h5"));
        assertThat(second.specimen().image().re())
                .isEqualTo(first.specimen().image().re());
        assertThat(second.specimen().image().im())
                .isEqualTo(first.specimen().image().im());

        Cli chain = reconstruct(scan, folder.resolve("chain"), "ptychonn,rpie*3", model);
        assertThat(chain.code()).as(chain.err()).isZero();
        assertThat(ProductFile.read(folder.resolve("chain").resolve("result.h5"))
                        .losses())
                .hasSize(4);
    }

    @Test
    void what_was_reconstructed_with_refined_positions_is_learned_where_they_are() throws IOException {
        Path scan = simulated(1, "--position-error", 1);
        Path result = folder.resolve("result");
        Cli run = Cli.run(
                "reconstruct",
                scan,
                "--engine",
                "lsqml*4",
                "--set",
                "positions.refine=true",
                "--set",
                "positions.refineFrom=2",
                "-o",
                result);
        assertThat(run.code()).as(run.err()).isZero();
        Path model = folder.resolve("net.safetensors");
        Cli train = Cli.run(
                "train",
                "ptychonn",
                scan,
                "--object",
                result,
                "--rounds",
                1,
                "--set",
                "ptychonn.channels=2",
                "--set",
                "ptychonn.validation=0",
                "--set",
                "data.reject=none",
                "-o",
                model);
        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.err()).contains("the object is cut at the positions in result.h5");
        assertThat(ModelFile.read(model).facts()).containsEntry("data.reject", "none");

        Path other = simulated(3, "--step", 4);
        Cli wrong = Cli.run(
                "train",
                "ptychonn",
                other,
                "--object",
                result,
                "--set",
                "ptychonn.validation=0",
                "-o",
                folder.resolve("b.safetensors"));
        assertThat(wrong.isRefusedInOneLine()).as(wrong.err()).isTrue();
        assertThat(wrong.err()).contains("positions are not those of the").contains("name the result of this scan");
    }

    @Test
    void without_a_network_or_with_something_else_nothing_is_left() throws IOException {
        Path scan = simulated(1);
        Path out = folder.resolve("out");
        Cli none = Cli.run("reconstruct", scan, "--engine", "ptychonn", "-o", out);
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("--set ptychonn.model=FILE");
        Cli missing = reconstruct(scan, out, "ptychonn", folder.resolve("missing.safetensors"));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("missing.safetensors");
        Cli text = reconstruct(scan, out, "ptychonn", Files.writeString(folder.resolve("text"), "no network at all"));
        assertThat(text.code()).isEqualTo(2);
        assertThat(text.err()).contains("is no model file");
        assertThat(out).doesNotExist();
    }
}
