package org.polyptych.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polyptych.core.Parallel;

/** Loops with one kernel thread a round. */
class KernelThreadsTest {
    @Test
    void every_round_has_one_thread_and_afterwards_all_is_as_before() {
        int before = Libtorch.threads();
        try (Parallel parallel = new Parallel(2)) {
            Libtorch.useThreads(3);
            AtomicInteger most = new AtomicInteger();
            KernelThreads.forEach(parallel, 8, (worker, i) -> {
                most.accumulateAndGet(Libtorch.threads(), Math::max);
                OpenBlas.threads().ifPresent(products -> most.accumulateAndGet(products, Math::max));
            });
            assertThat(most).hasValue(1);
            assertThat(Libtorch.threads()).isEqualTo(3);
            assertThat(OpenBlas.threads()).contains(3);
        } finally {
            Libtorch.useThreads(before);
        }
    }

    @Test
    void loops_of_several_threads_run_one_after_the_other() {
        int before = Libtorch.threads();
        Libtorch.useThreads(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try {
            List<CompletableFuture<Void>> loops = IntStream.range(0, 4)
                    .mapToObj(k -> CompletableFuture.runAsync(
                            () -> {
                                try (Parallel alone = new Parallel(1)) {
                                    KernelThreads.forEach(alone, 50, (worker, i) -> {
                                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                        Thread.yield();
                                        now.decrementAndGet();
                                    });
                                }
                            },
                            task -> Thread.ofPlatform().start(task)))
                    .toList();
            loops.forEach(CompletableFuture::join);
            assertThat(most).hasValue(1);
            assertThat(OpenBlas.threads()).contains(3);
        } finally {
            Libtorch.useThreads(before);
        }
    }

    @Test
    void a_loop_within_a_round_is_refused_and_the_next_loop_runs() {
        try (Parallel parallel = new Parallel(2)) {
            assertThatThrownBy(() -> KernelThreads.forEach(
                            parallel, 2, (worker, i) -> KernelThreads.forEach(parallel, 1, (other, k) -> {})))
                    .hasMessageContaining("cannot begin another");
            AtomicInteger rounds = new AtomicInteger();
            KernelThreads.forEach(parallel, 3, (worker, i) -> rounds.incrementAndGet());
            assertThat(rounds).hasValue(3);
        }
    }
}
