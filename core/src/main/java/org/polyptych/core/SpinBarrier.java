package org.polyptych.core;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a team of threads wait for each other for a fraction of a microsecond, by spinning: a lock would cost more than
 * the work between two meetings. Gives way to other threads after a while, in case a member has lost its processor.
 */
public final class SpinBarrier {
    private static final int SPINS_BEFORE_YIELD = 5_000;

    private final int members;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int round;
    private volatile boolean broken;

    SpinBarrier(int members) {
        this.members = members;
    }

    /** Waits until every member has arrived; what they wrote before is then visible to all. */
    public void await() {
        int mine = round;
        if (arrived.incrementAndGet() == members) {
            arrived.set(0);
            round = mine + 1;
            return;
        }
        for (int spins = 0; round == mine; spins++) {
            if (broken) {
                throw new IllegalStateException("another thread of the team failed");
            }
            if (spins < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Sends home those who wait, now and later. */
    void breakUp() {
        broken = true;
    }
}
