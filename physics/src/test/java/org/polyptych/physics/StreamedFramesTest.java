package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;

class StreamedFramesTest {
    private static final int SIDE = 16;
    private static final int COUNT = 100;

    private final boolean[] mask = new boolean[SIDE * SIDE];
    private final InAFile file = new InAFile();

    StreamedFramesTest() {
        Arrays.fill(mask, true);
        mask[37] = false;
    }

    /** Frames that count how often each is read, and what is fetched before. */
    private static final class InAFile implements Frames {
        final Frames frames;
        final AtomicInteger[] reads = new AtomicInteger[COUNT];
        final ConcurrentMap<Integer, Boolean> fetched = new ConcurrentHashMap<>();
        volatile int gone = -1;

        InAFile() {
            RandomStream random = new RandomStream(1, 0);
            float[][] amplitudes = new float[COUNT][SIDE * SIDE];
            for (float[] frame : amplitudes) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (float) Math.sqrt(Math.floor(1 + 400 * random.uniform()));
                }
            }
            frames = new MemoryFrames(SIDE, SIDE, amplitudes);
            Arrays.setAll(reads, j -> new AtomicInteger());
        }

        @Override
        public int count() {
            return COUNT;
        }

        @Override
        public int rows() {
            return SIDE;
        }

        @Override
        public int columns() {
            return SIDE;
        }

        @Override
        public void fetch(int[] indices) {
            Arrays.stream(indices).forEach(j -> fetched.put(j, true));
        }

        @Override
        public void read(int[] indices, float[] buffer) {
            if (indices[0] == gone) {
                throw new BadInputException("the file has changed");
            }
            reads[indices[0]].incrementAndGet();
            LockSupport.parkNanos(100_000);
            frames.read(indices, buffer);
        }
    }

    private Scan scan() {
        return new Scan(
                "test",
                "scan.h5",
                new XrayGeometry(SIDE, SIDE, 1e-8, 1e-8, 8000, 1),
                file,
                mask,
                new Positions(new double[COUNT], new double[COUNT]),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private int[] shuffled() {
        return new RandomStream(3, 0).permutation(COUNT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10_000, 1_000_000})
    void framesReadOrUnpackedAreThoseHeldToTheBitForAnyNumberOfThreads(long cache) {
        for (int threads : new int[] {1, 2, 5}) {
            try (Parallel parallel = new Parallel(threads)) {
                FrameStack held = FrameStack.of(scan(), parallel);
                FrameStack streamed = FrameStack.of(scan(), parallel, FrameKeeping.packed(cache));
                int[] order = shuffled();
                parallel.forEach(COUNT, k -> {
                    float[] frame = streamed.amplitudes(order[k]).clone();
                    assertThat(frame).isEqualTo(held.amplitudes(order[k]));
                    assertThat(streamed.counts(order[k])).isEqualTo(held.counts(order[k]));
                });
            }
        }
    }

    @Test
    void keptFramesAreNotReadAgainAndTakeNoMoreThanTheyMay() {
        long frame = SIDE * SIDE * 2 + 400;
        try (Parallel parallel = new Parallel(2)) {
            FrameStack stack = FrameStack.of(scan(), parallel, FrameKeeping.packed(20 * frame));
            Arrays.stream(file.reads).forEach(n -> assertThat(n).hasValue(1));
            IntStream.range(0, COUNT).forEach(stack::amplitudes);
            long again = Arrays.stream(file.reads).filter(n -> n.get() == 2).count();
            assertThat(again).isBetween((long) COUNT - 60, (long) COUNT - 20);
        }
    }

    /** All members of a team need the same frame at once. */
    @Test
    void aTeamSharesOneReading() {
        try (Parallel parallel = new Parallel(4)) {
            FrameStack stack = FrameStack.of(scan(), parallel, FrameKeeping.STREAMED);
            parallel.team(4, (member, barrier) -> {
                for (int j : shuffled()) {
                    stack.amplitudes(j);
                    barrier.await();
                }
            });
        }
        Arrays.stream(file.reads).forEach(n -> assertThat(n).hasValue(2)); // once to check it
    }

    @Test
    void whatIsSaidToComeIsFetchedBefore() {
        try (Parallel parallel = new Parallel(1)) {
            FrameStack stack = FrameStack.of(scan(), parallel, FrameKeeping.STREAMED);
            file.fetched.clear();
            int[] order = Arrays.copyOf(shuffled(), 50);
            stack.expect(order);
            awaitFetched(order);
            assertThat(file.fetched.keySet())
                    .containsExactlyInAnyOrder(Arrays.stream(order).boxed().toArray(Integer[]::new));
        }
    }

    @Test
    void whatIsSaidToComeOfPickedFramesIsFetchedBefore() {
        try (Parallel parallel = new Parallel(1)) {
            int[] picked = Arrays.copyOf(shuffled(), 20);
            FrameStack stack =
                    FrameStack.of(scan(), parallel, FrameKeeping.STREAMED).picked(picked);
            file.fetched.clear();
            stack.expect(IntStream.range(5, 20).toArray());
            int[] coming = Arrays.copyOfRange(picked, 5, 20);
            awaitFetched(coming);
            assertThat(file.fetched.keySet())
                    .containsExactlyInAnyOrder(Arrays.stream(coming).boxed().toArray(Integer[]::new));
        }
    }

    @Test
    void aThreadThatTakesOneAfterTheOtherIsTakenToGoOn() {
        try (Parallel parallel = new Parallel(1)) {
            FrameStack stack = FrameStack.of(scan(), parallel, FrameKeeping.STREAMED);
            file.fetched.clear();
            for (int j = 40; j < 45; j++) {
                stack.amplitudes(j);
            }
            awaitFetched(IntStream.range(45, COUNT).toArray());
            assertThat(file.fetched.keySet()).noneMatch(j -> j < 40);
        }
    }

    private void awaitFetched(int[] frames) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (Arrays.stream(frames).anyMatch(j -> !file.fetched.containsKey(j)) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(file.fetched.keySet())
                .containsAll(Arrays.stream(frames).boxed().toList());
    }

    @Test
    void aFrameThatCannotBeReadIsSaidToEveryMember() {
        try (Parallel parallel = new Parallel(3)) {
            FrameStack stack = FrameStack.of(scan(), parallel, FrameKeeping.STREAMED);
            file.gone = 7;
            parallel.team(
                    3,
                    (member, barrier) -> assertThatThrownBy(() -> stack.amplitudes(7))
                            .isInstanceOf(BadInputException.class)
                            .hasMessageContaining("changed"));
            file.gone = -1;
            assertThat(stack.amplitudes(7)).hasSize(SIDE * SIDE);
        }
    }
}
