package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.ptychonn.Learned;
import org.polyptych.neural.ptychopinn.Pooling;
import org.polyptych.neural.ptychopinn.PtychoPinn;
import org.polyptych.neural.ptychopinn.UntaughtModel;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/** A network of groups in use, alone and at the head of a chain; what it says is not judged here: it was taught nothing. */
class PtychoPinnCommandTest {
    @TempDir
    private static Path shared;

    private static Path scan;
    private static Path model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void write() {
        scan = shared.resolve("scan.h5");
        Cli run = Cli.run(
                "simulate",
                "--object",
                "cells",
                "--probe",
                "disc",
                "--frame",
                32,
                "--frames",
                16,
                "--step",
                3,
                "--seed",
                1,
                "--start-probe",
                "true",
                "-o",
                scan);
        assertThat(run.code()).as(run.err()).isZero();
        model = shared.resolve("net.safetensors");
        Scan opened = ScanFiles.open(scan, ReaderSettings.of(Map.of()));
        PtychoPinn.Settings tiny = new PtychoPinn.Settings(Learned.BOTH, 4, 8, 2, Pooling.AVERAGE, false, false);
        ModelFile.write(
                model, UntaughtModel.of(tiny, opened.geometry(), opened.probe().orElseThrow(), 1));
    }

    private Cli reconstruct(String engine, Path out, Object... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "reconstruct",
                                scan,
                                "--engine",
                                engine,
                                "--set",
                                "ptychopinn.model=" + model,
                                "-o",
                                out),
                        Arrays.stream(more))
                .toArray());
    }

    private static Result result(Path out) {
        return ProductFile.read(out.resolve("result.h5"));
    }

    private static void assertSameBits(Path one, Path other) {
        assertThat(result(other).specimen().image().re())
                .isEqualTo(result(one).specimen().image().re());
        assertThat(result(other).specimen().image().im())
                .isEqualTo(result(one).specimen().image().im());
        assertThat(result(other).losses()).isEqualTo(result(one).losses());
    }

    @Test
    void it_reconstructs_and_its_plan_does_so_again() {
        Path out = folder.resolve("out");
        Cli run = reconstruct("ptychopinn", out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("iteration 1/1");
        assertThat(out.resolve("report.html")).content().contains("hoidn2023ptychopinn");
        Path again = folder.resolve("again");
        assertThat(Cli.run("reconstruct", out.resolve("plan.yaml"), "-o", again).code())
                .isZero();
        assertSameBits(out, again);
    }

    @Test
    void a_killed_chain_behind_it_goes_on_to_the_same_bits() throws IOException {
        Path whole = folder.resolve("whole");
        Cli run = reconstruct("ptychopinn,lsqml*4", whole);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(result(whole).losses()).hasSize(5);

        // what a kill after the second iteration leaves behind
        Path out = folder.resolve("out");
        Path part = folder.resolve(".out.part");
        assertThat(reconstruct("ptychopinn,lsqml*1", out, "--set", "checkpoint.keep=true")
                        .code())
                .isZero();
        Files.createDirectory(part);
        Files.move(out.resolve("checkpoint.h5"), part.resolve("checkpoint.h5"));
        Files.move(out.resolve("run.log"), part.resolve("run.log"));
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(out);
        Cli resumed = reconstruct("ptychopinn,lsqml*4", out, "--resume");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("resumed after iteration 2");
        assertSameBits(whole, out);
    }

    @Test
    void what_does_not_fit_is_refused_in_one_line_and_leaves_nothing() throws IOException {
        Path out = folder.resolve("out");
        refused(reconstruct("ptychopinn", out, "--frames", "0:3"), "3 frames are too few for groups of 4");
        refused(reconstruct("ptychopinn", out, "--set", "data.crop=16"), "patterns of 16 x 16 pixels");
        refused(reconstruct("ptychopinn", out, "--set", "file.energy=12000"), "ptychopinn.anyPixel=true");
        byte[] bytes = Files.readAllBytes(model);
        Path half = Files.write(folder.resolve("half.safetensors"), Arrays.copyOf(bytes, bytes.length / 2));
        refused(reconstruct("ptychopinn,lsqml*20", out, "--set", "ptychopinn.model=" + half), "cut short");
        assertThat(out).doesNotExist();
    }

    /** Behind the notes there is one line. */
    private static void refused(Cli run, String why) {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines().filter(line -> line.startsWith("polyptych: ")))
                .singleElement()
                .asString()
                .contains(why);
    }
}
