package org.polyptych.neural.torch;

import org.bytedeco.pytorch.NoGradGuard;
import org.polyptych.core.Parallel;

/**
 * Loops whose rounds call libtorch, on threads of ours. Threads that libtorch and its library of matrix products would
 * start within each call wait for each other at each call and get in each other's way; here every round has one thread for
 * all it does, so that threads meet once a loop.
 */
public final class KernelThreads {
    private KernelThreads() {}

    /**
     * Runs {@code body(worker, i)} for i from 0 to n - 1, each round without recording and in a scope of its own. Which
     * thread comes first must not affect results. Not for two threads at once.
     */
    public static void forEach(Parallel parallel, int n, Parallel.WorkerBody body) {
        int threads = Libtorch.threads();
        int products = OpenBlas.threads().orElse(0);
        OpenBlas.useThreads(1);
        try {
            parallel.forEachWithWorker(n, (worker, i) -> {
                if (Libtorch.threads() != 1) {
                    Libtorch.useOwnThreads(1);
                }
                try (Scope scope = Scope.open();
                        NoGradGuard without = new NoGradGuard()) {
                    body.run(worker, i);
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
