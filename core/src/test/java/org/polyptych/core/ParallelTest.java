package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyRoundIsDoneExactlyOnce(int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            for (int n : new int[] {0, 1, 2, 7, 1000}) {
                AtomicIntegerArray done = new AtomicIntegerArray(n);
                parallel.forEachWithWorker(n, (worker, i) -> {
                    assertThat(worker).isBetween(0, threads - 1);
                    done.incrementAndGet(i);
                });
                for (int i = 0; i < n; i++) {
                    assertThat(done.get(i)).isEqualTo(1);
                }
            }
        }
    }

    /** Scratch arrays are kept per worker: two rounds of one worker must never overlap. */
    @Test
    void aWorkerDoesOneRoundAtATime() {
        try (Parallel parallel = new Parallel(4)) {
            AtomicIntegerArray busy = new AtomicIntegerArray(4);
            parallel.forEachWithWorker(400, (worker, i) -> {
                assertThat(busy.incrementAndGet(worker)).isEqualTo(1);
                Thread.yield();
                busy.decrementAndGet(worker);
            });
        }
    }

    @Test
    void chunksCoverEveryRoundInOrder() {
        for (int n : new int[] {1, 7, 8, 9, 64, 161, 511, 512, 10_000, Integer.MAX_VALUE / 2}) {
            int chunks = Parallel.chunks(n);
            assertThat(chunks).isBetween(1, Parallel.MOST_CHUNKS);
            assertThat(Parallel.chunkStart(n, 0)).isZero();
            assertThat(Parallel.chunkStart(n, chunks)).isEqualTo(n);
            for (int c = 0; c < chunks; c++) {
                assertThat(Parallel.chunkStart(n, c)).isLessThan(Parallel.chunkStart(n, c + 1));
            }
        }
        assertThat(Parallel.chunks(0)).isZero();
    }

    @Test
    void aSumByChunksHasTheSameBitsWithAnyNumberOfThreads() {
        float[] values = Noise.image(37, 41, 1).re();
        float one = sumByChunks(values, 1);
        for (int threads = 2; threads <= 5; threads++) {
            assertThat(sumByChunks(values, threads)).isEqualTo(one);
        }
    }

    private static float sumByChunks(float[] values, int threads) {
        float[] sums = new float[Parallel.chunks(values.length)];
        try (Parallel parallel = new Parallel(threads)) {
            parallel.forChunks(values.length, (worker, chunk, from, to) -> {
                for (int i = from; i < to; i++) {
                    sums[chunk] += values[i];
                }
            });
        }
        float total = 0;
        for (float sum : sums) {
            total += sum;
        }
        return total;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatARoundThrowsComesOutAndTheThreadsGoOnWorking(int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            assertThatThrownBy(() -> parallel.forEach(100, i -> {
                        if (i == 37) {
                            throw new BadInputException("round 37");
                        }
                    }))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("round 37");
            assertThatThrownBy(() -> parallel.forEach(100, i -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
            int[] done = new int[10];
            parallel.forEach(10, i -> done[i] = 1);
            assertThat(Arrays.stream(done).sum()).isEqualTo(10);
        }
    }

    /** In each round a member reads what its neighbour wrote in the round before. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aTeamMeetsAtTheBarrierAndSeesWhatTheOthersWrote(int members) {
        int rounds = 2000;
        int[] values = new int[members];
        boolean[] wrong = new boolean[members];
        try (Parallel parallel = new Parallel(members)) {
            parallel.team(members, (member, barrier) -> {
                for (int round = 1; round <= rounds; round++) {
                    values[member] = round;
                    barrier.await();
                    wrong[member] |= values[(member + 1) % members] != round;
                    barrier.await();
                }
            });
        }
        assertThat(values).containsOnly(rounds);
        assertThat(wrong).containsOnly(false);
    }

    @Test
    void everyMemberOfATeamRunsOnceAndTheFirstIsTheCaller() {
        try (Parallel parallel = new Parallel(4)) {
            AtomicIntegerArray ran = new AtomicIntegerArray(3);
            Thread[] first = new Thread[1];
            parallel.team(3, (member, barrier) -> {
                ran.incrementAndGet(member);
                if (member == 0) {
                    first[0] = Thread.currentThread();
                }
            });
            assertThat(ran.toString()).isEqualTo("[1, 1, 1]");
            assertThat(first[0]).isSameAs(Thread.currentThread());
        }
    }

    /** Whoever fails, the others wait in vain: they are sent home, and its exception is the one that comes out. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aMemberThatFailsDoesNotLeaveTheOthersWaiting(int failing) {
        try (Parallel parallel = new Parallel(3)) {
            assertThatThrownBy(() -> parallel.team(3, (member, barrier) -> {
                        barrier.await();
                        if (member == failing) {
                            throw new BadInputException("member " + member);
                        }
                        barrier.await();
                        barrier.await();
                    }))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("member " + failing);
            parallel.team(3, (member, barrier) -> barrier.await());
        }
    }

    @Test
    void aTeamLargerThanTheThreadsIsRefused() {
        try (Parallel parallel = new Parallel(2)) {
            assertThatThrownBy(() -> parallel.team(3, (member, barrier) -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Parallel(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInterruptIsKeptForTheCaller() {
        try (Parallel parallel = new Parallel(2)) {
            Thread.currentThread().interrupt();
            int[] done = new int[50];
            parallel.forEach(50, i -> done[i]++);
            assertThat(done).containsOnly(1);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
