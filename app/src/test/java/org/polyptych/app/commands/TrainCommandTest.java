package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.app.Cli;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.torch.Device;

/** The command from what is typed to the files that it leaves, with a trainer that has no network. */
class TrainCommandTest {
    @TempDir
    private Path folder;

    private Path image;
    private Path model;

    @BeforeEach
    void there_is_an_image() throws IOException {
        BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 8; x++) {
            for (int y = 0; y < 8; y++) {
                grey.getRaster().setSample(x, y, 0, 16 * (x + y));
            }
        }
        image = folder.resolve("grey.png");
        ImageIO.write(grey, "png", image.toFile());
        model = folder.resolve("mean.safetensors");
    }

    private Cli train(Object... more) {
        return Cli.run(Stream.concat(Stream.of("train", "mean", "--images", image, "-o", model), Stream.of(more))
                .toArray());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_training_leaves_model_curves_and_log() throws IOException {
        Cli run = train("--rounds", 30, "--seed", 4, "--set", "mean.rate=0.5");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("mean, 30 rounds")
                .contains("squared error")
                .contains("mean.safetensors");
        assertThat(run.err()).contains("round 30/30").contains("validation").contains("left");
        assertThat(files()).containsExactly("grey.png", "mean.log", "mean.png", "mean.safetensors");
        Model made = ModelFile.read(model);
        assertThat(made.kind()).isEqualTo("mean");
        assertThat(made.settings()).containsEntry("rounds", "30").containsEntry("rate", "0.5");
        assertThat(made.facts()).containsEntry("made.seed", "4").containsEntry("completed", "30");
        assertThat(made.facts().get("made.images")).matches("[0-9a-f]{16}");
        assertThat(made.weights().get("mean").values()[0]).isBetween(0.4f, 0.48f); // 16 * 7 / 255
        assertThat(Files.readAllLines(folder.resolve("mean.log")))
                .anyMatch(line -> line.startsWith("round 30 of 30: loss "))
                .anyMatch(line -> line.startsWith("the validation loss after round 30: "))
                .anyMatch(line -> line.equals("mean.rate: 0.5"))
                .contains("ended: all rounds are done");
        assertThat(ImageIO.read(folder.resolve("mean.png").toFile()).getWidth()).isGreaterThan(600);
    }

    @Test
    void a_training_that_was_stopped_goes_on_to_the_same_bits() throws IOException {
        train("--rounds", 12);
        byte[] through = weights();
        Files.delete(model);
        Files.delete(folder.resolve("mean.png"));
        Files.delete(folder.resolve("mean.log"));
        Cli stopped = train("--rounds", 12, "--set", "stop.seconds=0.05", "--set", "mean.pause=20");
        assertThat(stopped.code()).isZero();
        assertThat(stopped.out()).contains("stopped     the budget stop.seconds=0.05 was used up after round");
        assertThat(files()).contains(".mean.safetensors.part", "mean.safetensors");
        assertThat(weights()).isNotEqualTo(through);

        assertThat(train("--rounds", 12, "--set", "mean.pause=20").err()).contains("--resume");
        Cli resumed = train("--rounds", 12, "--set", "mean.pause=20", "--resume");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("note: resumed after round");
        assertThat(weights()).isEqualTo(through);
        assertThat(files()).doesNotContain(".mean.safetensors.part");
        assertThat(Files.readString(folder.resolve("mean.log")).split("round 12 of 12"))
                .hasSize(2);

        Cli again = train("--rounds", 12, "--set", "mean.pause=20", "--resume");
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("finished already, after 12 rounds");
    }

    @Test
    void a_training_that_was_stopped_and_has_lost_its_checkpoint_is_not_called_finished() throws IOException {
        train("--rounds", 12, "--set", "stop.seconds=0.05", "--set", "mean.pause=20");
        byte[] before = weights();
        Files.delete(folder.resolve(".mean.safetensors.part/checkpoint.h5"));
        Cli resumed = train("--rounds", 12, "--set", "mean.pause=20", "--resume");
        assertThat(resumed.isRefusedInOneLine()).as(resumed.err()).isTrue();
        assertThat(resumed.err())
                .contains("not finished (the budget stop.seconds=0.05 was used up")
                .contains("its checkpoint is gone")
                .contains("--overwrite")
                .contains("--from");
        assertThat(weights()).isEqualTo(before);
        // one that the loss of data set apart has ended is finished
        train("--overwrite", "--rounds", 50, "--set", "mean.patience=3", "--set", "mean.turns=6");
        Cli ended = train("--resume", "--rounds", 50, "--set", "mean.patience=3", "--set", "mean.turns=6");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("finished already, after 8 rounds");
    }

    @ParameterizedTest
    @CsvSource({"net.png, picture of the losses", "net.log, log", "net.PNG, picture of the losses"})
    void a_model_is_not_given_the_name_of_what_is_written_beside_it(String name, String said) throws IOException {
        Cli run = Cli.run("train", "mean", "--images", image, "-o", folder.resolve(name));
        assertThat(run.isRefusedInOneLine()).as(run.err()).isTrue();
        assertThat(run.err()).contains(said).contains("net.safetensors");
        assertThat(files()).containsExactly("grey.png");
    }

    @Test
    void where_there_is_no_cuda_it_is_refused_before_anything_is_read() {
        Assumptions.assumeFalse(cuda(), "there is a CUDA device here");
        Cli run = Cli.run("train", "mean", "missing.h5", "--device", "cuda", "-o", model);
        assertThat(run.isRefusedInOneLine()).as(run.err()).isTrue();
        assertThat(run.err()).contains("no CUDA device can be used here");
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
    void a_loss_that_the_trainer_lets_slip_is_called_that_of_a_training() {
        Cli run = train("--set", "mean.slips=3");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the training diverged: the loss of round 3 is NaN");
        assertThat(run.err()).doesNotContain("reconstruction").doesNotContain("engine");
    }

    private byte[] weights() {
        float value = ModelFile.read(model).weights().get("mean").values()[0];
        return java.nio.ByteBuffer.allocate(4).putFloat(value).array();
    }

    @Test
    void another_training_is_not_gone_on_from() throws IOException {
        train("--set", "stop.seconds=0.05", "--set", "mean.pause=20", "--rounds", 9);
        Cli other = train("--set", "mean.pause=20", "--set", "mean.rate=0.2", "--rounds", 9, "--resume");
        assertThat(other.isRefusedInOneLine()).as(other.err()).isTrue();
        assertThat(other.err()).contains("mean.rate was 0.3 and is now 0.2").contains("--overwrite");
        Files.write(image, Files.readAllBytes(image));
        BufferedImage brighter = ImageIO.read(image.toFile());
        brighter.getRaster().setSample(0, 0, 0, 200);
        ImageIO.write(brighter, "png", image.toFile());
        Cli data = train("--set", "mean.pause=20", "--rounds", 9, "--resume");
        assertThat(data.isRefusedInOneLine()).as(data.err()).isTrue();
        assertThat(data.err()).contains("images are not the same");
        assertThat(train("--rounds", 3, "--overwrite").code()).isZero();
        assertThat(files()).doesNotContain(".mean.safetensors.part");
    }

    @Test
    void rounds_can_be_added_where_a_checkpoint_was_kept() {
        train("--rounds", 8);
        float through = ModelFile.read(model).weights().get("mean").values()[0];
        train("--rounds", 3, "--overwrite", "--set", "checkpoint.keep=true");
        Cli more = train("--rounds", 8, "--resume");
        assertThat(more.code()).as(more.err()).isZero();
        assertThat(ModelFile.read(model).weights().get("mean").values()[0]).isEqualTo(through);
    }

    @Test
    void the_loss_of_data_set_apart_ends_a_training_that_no_longer_learns() {
        Cli run = train("--rounds", 50, "--set", "mean.patience=3", "--set", "mean.turns=6");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("mean, 8 rounds").contains("the validation loss was above its best");
    }

    @Test
    void a_loss_that_is_no_number_ends_in_one_line_with_what_was_good_saved() throws IOException {
        train("--rounds", 6);
        float good = ModelFile.read(model).weights().get("mean").values()[0];
        Cli run = train("--rounds", 50, "--set", "mean.breaks=7", "--overwrite");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines().filter(line -> line.startsWith("polyptych: ")))
                .singleElement()
                .asString()
                .contains("the loss of step 9 (round 7) is NaN")
                .contains("those of before")
                .contains("--from " + model + ", a lower rate and another -o");
        assertThat(run.err()).doesNotContain("Exception");
        assertThat(ModelFile.read(model).weights().get("mean").values()[0]).isEqualTo(good);
        assertThat(ModelFile.read(model).facts().get("stopped")).contains("diverged");
        assertThat(folder.resolve(".mean.safetensors.part/checkpoint.h5")).exists();
        Files.delete(model);
        Files.delete(folder.resolve("mean.png"));
        Files.delete(folder.resolve("mean.log"));
        assertThat(train("--set", "mean.breaks=1", "--overwrite").err()).contains("no model was written");
        assertThat(files()).containsExactly("grey.png");
    }

    @Test
    void a_training_begins_with_another_model_if_asked() {
        train("--rounds", 40);
        Path second = folder.resolve("second.safetensors");
        Cli run = Cli.run("train", "mean", "--images", image, "--from", model, "--rounds", 1, "-o", second);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(ModelFile.read(second).weights().get("mean").values()[0]).isBetween(0.4f, 0.48f);
        assertThat(ModelFile.read(second).facts().get("made.network to begin with"))
                .matches("[0-9a-f]{16}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train meen demo -o x.st                               | did you mean 'mean'
            train mean demo                                       | -o FILE
            train mean -o x.st                                    | nothing to learn from
            train mean demo -o x.st --set mean.rat=1              | did you mean 'mean.rate'
            train mean demo -o x.st --set rpie.alpha=1            | unknown setting 'rpie.alpha'
            train mean demo -o x.st --rounds 0                    | mean.rounds must be 1 or more
            train mean demo -o x.st --threads 0                   | threads must be 1
            train mean demo -o x.st --device gpu                  | --device must be cpu or cuda
            train mean demo -o x.st --object a.npy --object b.npy | --object is said 2 times for 1 scan
            train mean demo -o x.st/deeper/x                      | does not exist; make it first
            train mean demo -o x.st --resume --overwrite          | say one of them
            train mean absent.h5 -o x.st                          | absent.h5
            train mean --images absent.npy -o x.st                | absent.npy
            train mean demo --from absent.st -o x.st              | absent.st
            """)
    void what_cannot_be_is_refused_in_one_line(String typed, String said) {
        Cli run = Cli.run((Object[])
                typed.replace("x.st", folder.resolve("x.st").toString()).split(" "));
        assertThat(run.isRefusedInOneLine())
                .as(run.code() + run.err() + run.out())
                .isTrue();
        assertThat(run.err()).contains(said);
    }

    @Test
    void what_is_there_is_not_replaced_unasked_and_never_if_it_is_no_model() throws IOException {
        Files.writeString(folder.resolve("mean.png"), "a picture of somebody's");
        assertThat(train().err()).contains("mean.png: exists");
        Files.delete(folder.resolve("mean.png"));
        Files.writeString(model, "a thesis");
        assertThat(train("--overwrite").err()).contains("not overwritten, since it is no model");
        assertThat(model).hasContent("a thesis");
    }

    @Test
    void without_a_name_it_lists_what_can_be_trained() {
        Cli list = Cli.run("train");
        assertThat(list.code()).isZero();
        assertThat(list.out())
                .contains("mean: the mean of an image")
                .contains("mean.rate=0.3")
                .contains("stop.seconds=0")
                .contains("data.");
    }
}
