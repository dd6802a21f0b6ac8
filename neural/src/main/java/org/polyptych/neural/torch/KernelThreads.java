package org.polyptych.neural.torch;

import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.pytorch.NoGradGuard;
import org.polyptych.core.Parallel;

/**
 * Loops whose rounds call libtorch, on threads of ours. Threads that libtorch and its library of matrix products would
 * start within each call wait for each other at each call and get in each other's way; here every round has one thread for
 * all it does, so that threads meet once a loop.
 */
public final class KernelThreads {
    private static final ReentrantLock ONE_LOOP = new ReentrantLock();
    /** Set on threads that are in a round. */
    private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

    private KernelThreads() {}

    /**
     * Runs {@code body(worker, i)} for i from 0 to n - 1, each round without recording and in a scope of its own. Which
     * thread comes first must not affect results. The number of threads of products belongs to the process, so that loops of
     * several threads run one after the other.
     *
     * @throws IllegalStateException if a round calls it
     */
    public static void forEach(Parallel parallel, int n, Parallel.WorkerBody body) {
        if (INSIDE.get() != null) {
            throw new IllegalStateException(
                    "a round of a loop with one kernel thread each cannot begin another such loop");
        }
        ONE_LOOP.lock();
        try {
            run(parallel, n, body);
        } finally {
            ONE_LOOP.unlock();
        }
    }

    private static void run(Parallel parallel, int n, Parallel.WorkerBody body) {
        int threads = Libtorch.threads();
        int products = OpenBlas.threads().orElse(0);
        OpenBlas.useThreads(1);
        try {
            parallel.forEachWithWorker(n, (worker, i) -> {
                if (Libtorch.threads() != 1) {
                    Libtorch.useOwnThreads(1);
                }
                INSIDE.set(true);
                try (Scope scope = Scope.open();
                        NoGradGuard without = new NoGradGuard()) {
                    body.run(worker, i);
                } finally {
                    INSIDE.remove();
                }
            });
        } finally {
            Libtorch.useOwnThreads(threads);
            if (products > 0) {
                OpenBlas.useThreads(products);
            }
        }
    }
}
