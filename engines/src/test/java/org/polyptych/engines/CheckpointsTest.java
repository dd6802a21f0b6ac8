package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.Snapshot;

class CheckpointsTest {
    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    private final List<String> trouble = Collections.synchronizedList(new ArrayList<>());

    private static Checkpoint at(int iteration) {
        return new Checkpoint(Map.of(), Map.of(), iteration, new Snapshot(), new Snapshot());
    }

    private void steps(CheckpointSettings settings, int iterations) {
        try (Checkpoints checkpoints = new Checkpoints(settings, c -> written.add(c.iterations()), trouble::add)) {
            for (int k = 1; k <= iterations; k++) {
                int iteration = k;
                checkpoints.stepped(k, () -> at(iteration));
            }
        }
    }

    @Test
    void everySoManyIterationsOneIsWrittenAndNoneIsLeftOut() {
        steps(new CheckpointSettings(0, 3, false), 10);
        assertThat(written).containsExactly(3, 6, 9);
    }

    @Test
    void noneIsWrittenWhereNoneIsAskedFor() {
        steps(new CheckpointSettings(0, 0, false), 10);
        assertThat(written).isEmpty();
    }

    @Test
    void noneIsDueBeforeTheTimeIsUp() {
        steps(new CheckpointSettings(1e6, 0, false), 10);
        assertThat(written).isEmpty();
    }

    @Test
    void byTheClockARunDoesNotWaitForTheWriter() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> copied = new ArrayList<>();
        try (Checkpoints checkpoints = new Checkpoints(
                new CheckpointSettings(1e-9, 0, false),
                c -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    written.add(c.iterations());
                },
                trouble::add)) {
            for (int k = 1; k <= 5; k++) {
                int iteration = k;
                checkpoints.stepped(k, () -> {
                    copied.add(iteration);
                    return at(iteration);
                });
            }
            // The writer has not got beyond the first, and no second copy was made meanwhile.
            assertThat(copied).containsExactly(1);
            assertThat(written).isEmpty();
            go.countDown();
        }
        assertThat(written).containsExactly(1);
    }

    @Test
    void aWriterThatFailsIsToldOfAndTheRunGoesOn() {
        try (Checkpoints checkpoints = new Checkpoints(
                new CheckpointSettings(0, 1, false),
                c -> {
                    if (c.iterations() == 2) {
                        throw new IllegalStateException("disk full");
                    }
                    written.add(c.iterations());
                },
                trouble::add)) {
            for (int k = 1; k <= 3; k++) {
                int iteration = k;
                checkpoints.stepped(k, () -> at(iteration));
            }
            checkpoints.last(() -> {
                throw new OutOfMemoryError("for a test");
            });
        }
        assertThat(written).containsExactly(1, 3);
        assertThat(trouble).hasSize(2);
        assertThat(trouble.get(0)).contains("iteration 2", "disk full");
        assertThat(trouble.get(1)).contains("memory");
    }
}
