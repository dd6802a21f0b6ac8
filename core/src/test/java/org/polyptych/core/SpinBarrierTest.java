package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpinBarrierTest {
    @Test
    void oneMemberNeverWaits() {
        SpinBarrier barrier = new SpinBarrier(1);
        for (int k = 0; k < 10; k++) {
            barrier.await();
        }
    }

    @Test
    void nobodyPassesBeforeTheLastArrives() throws InterruptedException {
        SpinBarrier barrier = new SpinBarrier(3);
        AtomicInteger passed = new AtomicInteger();
        Thread[] others = new Thread[2];
        for (int k = 0; k < 2; k++) {
            others[k] = Thread.ofPlatform().start(() -> {
                barrier.await();
                passed.incrementAndGet();
            });
        }
        Thread.sleep(50);
        assertThat(passed.get()).isZero();
        barrier.await();
        for (Thread other : others) {
            other.join();
        }
        assertThat(passed.get()).isEqualTo(2);
    }

    @Test
    void breakingUpSendsHomeThoseWhoWaitAndThoseWhoComeLater() throws InterruptedException {
        SpinBarrier barrier = new SpinBarrier(3);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                barrier.await();
            } catch (IllegalStateException e) {
                thrown.set(e);
            }
        });
        Thread.sleep(20);
        barrier.breakUp();
        waiting.join();
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(barrier::await).isInstanceOf(IllegalStateException.class);
    }
}
