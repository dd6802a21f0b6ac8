package org.polyptych.bench.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training's log tells. */
class TrainingLogTest {
    @Test
    void a_round_that_a_resumed_training_did_again_counts_once(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("model.log");
        Files.write(
                log,
                List.of(
                        "command: ./polyptych train",
                        "the validation loss after round 1: 0.5",
                        "round 1 of 9: loss 0.25 after 1.500 s",
                        "the validation loss after round 2: 0.4",
                        "round 2 of 9: loss 0.2 after 3.000 s",
                        "note: resumed after round 1; those before took 1.5 s",
                        "the validation loss after round 2: 0.375",
                        "round 2 of 9: loss 0.21 after 3.250 s",
                        "round 3 of 9: loss 0.19 after 5.000 s",
                        "model: of round 2"));
        assertThat(TrainingLog.read(log))
                .containsExactly(
                        new TrainingLog.Round(1, 1.5, 0.25, 0.5),
                        new TrainingLog.Round(2, 3.25, 0.21, 0.375),
                        new TrainingLog.Round(3, 5, 0.19, Double.NaN));
        assertThat(TrainingLog.read(folder.resolve("none.log"))).isEmpty();
    }
}
