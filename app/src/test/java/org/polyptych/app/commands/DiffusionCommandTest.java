package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;

/** A diffusion prior from the images that are named to the files that are left, all of it tiny. */
class DiffusionCommandTest {
    @TempDir
    private Path folder;

    private Path image;
    private Path model;

    @BeforeEach
    void there_is_an_image() {
        image = written("object.npy", 40, 1);
        model = folder.resolve("prior.safetensors");
    }

    private Path written(String name, int side, float phases) {
        ComplexImage object = ComplexImage.zeros(side, side);
        for (int i = 0; i < object.size(); i++) {
            double phase = phases * Math.sin(0.3 * (i % side) + 0.1 * (i / side));
            object.re()[i] = (float) ((1 + 0.001 * i) * Math.cos(phase));
            object.im()[i] = (float) ((1 + 0.001 * i) * Math.sin(phase));
        }
        Path file = folder.resolve(name);
        NpyFile.write(file, NpyArray.of(new ComplexImage[] {object}));
        return file;
    }

    private Cli train(Path images, Path to, Object... more) {
        Stream<Object> usual = Stream.of("train", "diffusion", "--images", images, "-o", to, "--threads", 1);
        Stream<Object> tiny = Stream.of(
                        "base=8",
                        "multipliers=1,2",
                        "blocks=1",
                        "attention=none",
                        "side=16",
                        "steps=2",
                        "batch=2",
                        "rounds=2",
                        "samples=2")
                .flatMap(setting -> Stream.of("--set", "diffusion." + setting));
        return Cli.run(
                Stream.of(usual, tiny, Stream.of(more)).flatMap(words -> words).toArray());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_training_leaves_the_model_its_losses_its_log_and_samples() throws IOException {
        Cli run = train(image, model);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("diffusion, 2 rounds").contains("prior-samples.png");
        assertThat(files())
                .containsExactly("object.npy", "prior-samples.png", "prior.log", "prior.png", "prior.safetensors");
        // two samples beside each other, amplitudes above phases
        var picture = ImageIO.read(folder.resolve("prior-samples.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(2 * 256 + 3 * 8);
        assertThat(picture.getHeight()).isEqualTo(2 * 256 + 3 * 8);
        Model made = ModelFile.read(model, "diffusion");
        assertThat(made.settings()).containsEntry("preset", "default").containsEntry("base", "8");
        assertThat(made.facts())
                .containsEntry("side", "16")
                .containsEntry("noise", "edm")
                .containsEntry("channels", "real_imaginary")
                .containsKeys("channel unit", "build", "validationLoss");
    }

    @Test
    void stopped_and_resumed_it_ends_at_the_same_weights() throws IOException {
        assertThat(train(image, model, "--rounds", 3).code()).isZero();
        Path other = folder.resolve("other.safetensors");
        Cli stopped = train(image, other, "--rounds", 3, "--set", "stop.seconds=0.001");
        assertThat(stopped.err() + stopped.out()).contains("stop.seconds=0.001");
        Cli resumed = train(image, other, "--rounds", 3, "--resume");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("resumed");
        Model one = ModelFile.read(model);
        Model two = ModelFile.read(other);
        one.weights()
                .forEach((name, weights) ->
                        assertThat(two.weights().get(name).values()).as(name).isEqualTo(weights.values()));
    }

    @Test
    void what_cannot_be_learned_from_is_refused_in_one_line_and_leaves_nothing() throws IOException {
        refused(written("real.npy", 40, 0), "real.npy: is real");
        refused(written("small.npy", 15, 1), "small.npy: has 15 x 15 pixels");
        Path bad = folder.resolve("bad.npy");
        ComplexImage nan = ComplexImage.constant(40, 40, 1, 1);
        nan.im()[3] = Float.NaN;
        NpyFile.write(bad, NpyArray.of(new ComplexImage[] {nan}));
        refused(bad, "bad.npy: holds values that are NaN");
        Path text = Files.writeString(folder.resolve("text.npy"), "no array");
        refused(text, "text.npy");
        assertThat(train(image, model, "--set", "diffusion.bases=3").err()).contains("did you mean 'diffusion.base'");
        assertThat(files()).noneMatch(name -> name.contains("prior"));
    }

    private void refused(Path images, String message) {
        Cli run = train(images, model);
        assertThat(run.isRefusedInOneLine()).as(run.err()).isTrue();
        assertThat(run.err()).contains(message);
    }
}
