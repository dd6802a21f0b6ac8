package org.polyptych.neural.torch;

import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.BadInputException;

/**
 * The library under the networks. It is loaded on the first use of anything here, which takes about a second (several on
 * the first start ever, when it is unpacked), so nothing may touch it that does not need it.
 */
public final class Libtorch {
    private Libtorch() {}

    /**
     * Loads the library.
     *
     * @throws BadInputException if this machine has none, or one that does not load
     */
    public static void load() {
        try {
            torch.get_num_threads();
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BadInputException(
                    "libtorch, which neural engines and training need, does not load here: " + firstLine(cause)
                            + "; 'polyptych doctor' says what this machine offers",
                    e);
        }
    }

    private static String firstLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    /** Threads that one operation uses on the processor. */
    public static int threads() {
        return torch.get_num_threads();
    }

    /**
     * Says how many threads an operation uses, matrix products included, which have threads of their own. Libtorch knows
     * this number for each thread that calls it: to be called on the thread that will work.
     *
     * @param threads 1 or more
     */
    public static void useThreads(int threads) {
        useOwnThreads(threads);
        OpenBlas.useThreads(threads);
    }

    /** All but those of matrix products. */
    static void useOwnThreads(int threads) {
        torch.set_num_threads(threads);
    }

    /** The library of matrix products and the kind of processor whose kernels it uses here, such as OpenBLAS SkylakeX. */
    public static String products() {
        return OpenBlas.kernels().map(kernels -> "OpenBLAS " + kernels).orElse("another library");
    }
}
