package org.polyptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;

/** A training in a process of its own, killed and interrupted; what is left goes on to the same losses and weights. */
@DisabledOnOs(OS.WINDOWS)
class TrainKillTest {
    private static final int ROUNDS = 6;

    @TempDir
    private Path folder;

    private Path whole;
    private Path out;

    @BeforeEach
    void names() {
        whole = folder.resolve("whole.safetensors");
        out = folder.resolve("out.safetensors");
    }

    private ChildRun start(Path model, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("train", "ptychonn", "demo", "--rounds", "" + ROUNDS));
        arguments.addAll(List.of("--set", "ptychonn.channels=4", "--threads", "1", "--set", "checkpoint.every=1"));
        arguments.addAll(List.of("-o", model.toString()));
        arguments.addAll(List.of(more));
        return ChildRun.start(folder, arguments);
    }

    private boolean logHas(String text) {
        try {
            Path log = folder.resolve(".out.safetensors.part/train.log");
            return Files.exists(log) && Files.readString(log).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Lines of the log that tell a loss, without the time. */
    private List<String> losses(String log) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(log))) {
            return lines.filter(line -> line.contains(": loss ") || line.startsWith("the validation loss"))
                    .map(line -> line.replaceAll(" after [0-9.]+ s$", ""))
                    .toList();
        }
    }

    private static void same(Model one, Model other) {
        assertThat(one.weights().keySet()).isEqualTo(other.weights().keySet());
        one.weights()
                .forEach((name, weights) ->
                        assertThat(other.weights().get(name).values()).containsExactly(weights.values()));
        assertThat(other.facts().get("trainingLoss")).isEqualTo(one.facts().get("trainingLoss"));
        assertThat(other.facts().get("validationLoss")).isEqualTo(one.facts().get("validationLoss"));
    }

    @Test
    void killed_or_interrupted_and_resumed_it_gives_the_same_losses_and_weights() throws Exception {
        ChildRun through = start(whole);
        assertThat(through.end()).as(through.said()).isZero();

        ChildRun killed = start(out);
        assertThat(killed.waitFor(() -> logHas("round 2 of"), 120)).isTrue();
        assertThat(killed.kill()).isTrue();
        assertThat(out).doesNotExist();

        ChildRun interrupted = start(out, "--resume");
        interrupted.waitFor(() -> logHas("round 4 of"), 120);
        interrupted.interrupt();
        assertThat(interrupted.end()).as(interrupted.said()).isEqualTo(130);
        assertThat(interrupted.said()).contains("the model so far is valid");
        Model soFar = ModelFile.read(out);
        assertThat(Integer.parseInt(soFar.facts().get("completed"))).isBetween(3, ROUNDS - 1);

        ChildRun resumed = start(out, "--resume");
        assertThat(resumed.end()).as(resumed.said()).isZero();
        same(ModelFile.read(whole), ModelFile.read(out));
        assertThat(losses("out.log").stream().distinct().toList()).isEqualTo(losses("whole.log"));
        assertThat(folder.resolve(".out.safetensors.part")).doesNotExist();
    }
}
