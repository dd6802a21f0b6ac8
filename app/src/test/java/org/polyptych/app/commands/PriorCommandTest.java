package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.io.ProductFile;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.physics.Result;

/** Engines that ask trained networks for objects, from the commands that train these to the files that are left; all tiny. */
class PriorCommandTest {
    @TempDir
    private static Path folder;

    private static Path images;
    private static Path scan;
    private static Path model;

    @BeforeAll
    static void there_is_a_scan_and_a_prior() {
        ComplexImage object = ComplexImage.zeros(70, 70);
        for (int i = 0; i < object.size(); i++) {
            double phase = 0.8 * Math.sin(0.3 * (i % 70) + 0.1 * (i / 70));
            object.re()[i] = (float) Math.cos(phase);
            object.im()[i] = (float) Math.sin(phase);
        }
        images = folder.resolve("object.npy");
        NpyFile.write(images, NpyArray.of(new ComplexImage[] {object}));
        scan = folder.resolve("scan.h5");
        model = folder.resolve("prior.safetensors");
        done(
                "simulate",
                "--object",
                "grf:blur=2,phase=tanh",
                "--probe",
                "disc:radius=6",
                "--frame",
                32,
                "--step",
                9,
                "--frames",
                "3x3",
                "--seed",
                1,
                "--start-probe",
                "true",
                "--noise",
                "poisson:perframe=1e6",
                "-o",
                scan);
        done(
                "train",
                "diffusion",
                "--images",
                images,
                "-o",
                model,
                "--threads",
                1,
                "--set",
                "diffusion.base=8",
                "--set",
                "diffusion.multipliers=1,2",
                "--set",
                "diffusion.blocks=1",
                "--set",
                "diffusion.attention=none",
                "--set",
                "diffusion.side=16",
                "--set",
                "diffusion.steps=2",
                "--set",
                "diffusion.batch=2",
                "--set",
                "diffusion.rounds=1",
                "--set",
                "diffusion.samples=0");
    }

    private static Cli done(Object... words) {
        Cli run = Cli.run(words);
        assertThat(run.code()).as(Arrays.toString(words) + "\n" + run.err()).isZero();
        return run;
    }

    private static Cli reconstruct(String engine, String to, Object... settings) {
        Stream<Object> usual =
                Stream.of("reconstruct", scan, "--engine", engine, "-o", folder.resolve(to), "--threads", 1);
        Stream<Object> more = Stream.of(settings).flatMap(setting -> Stream.of("--set", setting));
        return Cli.run(Stream.concat(usual, more).toArray());
    }

    @Test
    void several_samples_leave_a_map_of_where_they_differ() throws IOException {
        Cli run = reconstruct(
                "diffusion",
                "three",
                "diffusion.model=" + model,
                "diffusion.levels=3",
                "diffusion.samples=3",
                "diffusion.polishSteps=5");
        assertThat(run.code()).as(run.err()).isZero();
        Path result = folder.resolve("three");
        Result read = ProductFile.read(result.resolve("result.h5"));
        RealImage deviation = read.deviation().orElseThrow();
        assertThat(deviation.rows()).isEqualTo(read.specimen().rows());
        assertThat(deviation.max()).isPositive();
        assertThat(read.losses()).hasSize(3 * (3 + 1));
        assertThat(result.resolve("object_deviation.png")).exists();
        assertThat(Files.readString(result.resolve("report.html")))
                .contains("Where samples differ")
                .contains("measured numbers for each number sought");
        assertThat(reconstruct("diffusion", "one", "diffusion.model=" + model, "diffusion.levels=3")
                        .code())
                .isZero();
        assertThat(folder.resolve("one").resolve("object_deviation.png")).doesNotExist();
        assertThat(ProductFile.read(folder.resolve("one").resolve("result.h5")).deviation())
                .isEmpty();
        assertThat(Files.readString(folder.resolve("one").resolve("report.html")))
                .doesNotContain("Where samples differ");
    }

    @Test
    void posterior_sampling_and_a_network_behind_an_engine_run_too() {
        assertThat(reconstruct(
                                "dps",
                                "dps",
                                "dps.model=" + model,
                                "dps.steps=25",
                                "dps.travel=0",
                                "dps.overlap=0",
                                "dps.batch=64")
                        .code())
                .isZero();
        Path unet = folder.resolve("unet.safetensors");
        done(
                "train",
                "unet",
                scan,
                "--images",
                images,
                "-o",
                unet,
                "--threads",
                1,
                "--set",
                "unet.pairs=2",
                "--set",
                "unet.iterations=2",
                "--set",
                "unet.base=4",
                "--set",
                "unet.levels=2",
                "--set",
                "unet.rounds=1",
                "--set",
                "unet.steps=1",
                "--set",
                "unet.batch=1",
                "--set",
                "unet.validation=0");
        assertThat(reconstruct("awf*2,unet", "behind", "unet.model=" + unet).code())
                .isZero();
        assertThat(folder.resolve("behind").resolve("object_phase.png")).exists();
        refused(unet, "is a network of the kind 'unet'");
    }

    @Test
    void a_model_that_does_not_fit_is_refused_in_one_line_and_leaves_nothing() throws IOException {
        Path other = folder.resolve("other.safetensors");
        Model known = ModelFile.read(model);
        known.facts().put("pixel height", "1e-6");
        known.facts().put("pixel width", "1e-6");
        ModelFile.write(other, known);
        refused(other, "diffusion.anyPixel=true");
        byte[] whole = Files.readAllBytes(model);
        Files.write(other, Arrays.copyOf(whole, whole.length / 2));
        refused(other, "other.safetensors");
        String newer = new String(whole, StandardCharsets.ISO_8859_1)
                .replace("\"polyptych.format\":\"1\"", "\"polyptych.format\":\"9\"");
        Files.write(other, newer.getBytes(StandardCharsets.ISO_8859_1));
        refused(other, "use a newer one");
        refused(folder.resolve("none.safetensors"), "there is no such file");
    }

    private static void refused(Path file, String message) {
        Cli run = reconstruct("diffusion", "refused", "diffusion.model=" + file, "diffusion.levels=3");
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines().filter(line -> !line.startsWith("note: ")))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("polyptych: ").contains(message));
        assertThat(folder.resolve("refused")).doesNotExist();
        assertThat(folder.resolve(".refused.part")).doesNotExist();
    }
}
