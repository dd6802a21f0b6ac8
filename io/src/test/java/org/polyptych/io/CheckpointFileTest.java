package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.Snapshot;

class CheckpointFileTest {
    @TempDir
    private Path folder;

    private static Checkpoint some(int iterations) {
        Snapshot state = new Snapshot();
        state.floats().put("re", new float[][] {{1, 2, Float.POSITIVE_INFINITY, -0.0f}, {}, {Float.MIN_VALUE}});
        state.floats().put("none", new float[0][]);
        state.doubles().put("phase", new double[] {Math.PI, Double.NEGATIVE_INFINITY});
        state.longs().put("completed", new long[] {iterations, Long.MIN_VALUE});
        Snapshot history = new Snapshot();
        history.doubles().put("losses", new double[iterations]);
        return new Checkpoint(
                Map.of("engine", "rpie", "rpie.alpha", "0.1"), Map.of("started", "then"), iterations, state, history);
    }

    @Test
    void whatIsReadIsWhatWasWrittenToTheBit() {
        Path file = folder.resolve("checkpoint.h5");
        CheckpointFile.write(file, some(7));
        Checkpoint read = CheckpointFile.read(file);
        Checkpoint written = some(7);
        assertThat(read.identity()).isEqualTo(written.identity());
        assertThat(read.facts()).isEqualTo(written.facts());
        assertThat(read.iterations()).isEqualTo(7);
        assertThat(read.state().floats().keySet()).containsExactlyInAnyOrder("re", "none");
        assertThat(read.state().floats().get("re"))
                .isDeepEqualTo(written.state().floats().get("re"));
        assertThat(Float.floatToRawIntBits(read.state().floats().get("re")[0][3]))
                .isEqualTo(Float.floatToRawIntBits(-0.0f));
        assertThat(read.state().floats().get("none")).isEmpty();
        assertThat(read.state().doubles().get("phase")).containsExactly(Math.PI, Double.NEGATIVE_INFINITY);
        assertThat(read.state().longs().get("completed")).containsExactly(7, Long.MIN_VALUE);
        assertThat(read.history().doubles().get("losses")).hasSize(7);
        assertThat(CheckpointFile.readHead(file).iterations()).isEqualTo(7);
    }

    @Test
    void aNewOneReplacesTheOldOneAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("checkpoint.h5");
        CheckpointFile.write(file, some(7));
        Files.writeString(folder.resolve("checkpoint.h5.part"), "half of one, left by a kill");
        assertThat(CheckpointFile.read(file).iterations()).isEqualTo(7);
        CheckpointFile.write(file, some(8));
        assertThat(CheckpointFile.read(file).iterations()).isEqualTo(8);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void oneThatIsCutShortIsRefusedAtEveryLength() throws IOException {
        Path whole = folder.resolve("whole.h5");
        CheckpointFile.write(whole, some(300));
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 0; length < bytes.length; length += 97) {
            Path cut = folder.resolve("cut.h5");
            Files.write(cut, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> CheckpointFile.read(cut))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("cut.h5")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aChangedValueIsNoticed() throws IOException {
        Path file = folder.resolve("checkpoint.h5");
        Snapshot state = new Snapshot();
        state.floats().put("object", new float[][] {{1.5f, 12345.678f, 2.5f}});
        CheckpointFile.write(file, new Checkpoint(Map.of(), Map.of(), 1, state, new Snapshot()));
        byte[] sought = java.nio.ByteBuffer.allocate(4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putFloat(12345.678f)
                .array();
        byte[] bytes = Files.readAllBytes(file);
        int at = 0;
        while (!java.util.Arrays.equals(bytes, at, at + 4, sought, 0, 4)) {
            at++;
        }
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(at + 1);
            damaged.write(bytes[at + 1] ^ 4);
        }
        assertThatThrownBy(() -> CheckpointFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("checkpoint.h5", "damaged", "object");
    }

    @Test
    void aNumberOfIterationsThatCannotBeIsRefused() {
        Path file = folder.resolve("negative.h5");
        Checkpoint some = some(7);
        CheckpointFile.write(file, new Checkpoint(some.identity(), some.facts(), -1, some.state(), some.history()));
        assertThatThrownBy(() -> CheckpointFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("negative.h5", "'iterations'");
    }

    @Test
    void anotherFileIsRefused() {
        Path result = folder.resolve("result.h5");
        ProductFile.write(result, SomeResult.simple());
        assertThatThrownBy(() -> CheckpointFile.read(result))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not a checkpoint");
        assertThatThrownBy(() -> CheckpointFile.readHead(folder.resolve("absent.h5")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no such file");
    }
}
