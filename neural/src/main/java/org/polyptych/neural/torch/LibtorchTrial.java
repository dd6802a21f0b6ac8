package org.polyptych.neural.torch;

import java.io.IOException;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.RandomStream;

/** Whether libtorch loads and calculates rightly on this machine. */
public final class LibtorchTrial {
    private static final int N = 96;
    private static final int CHANNELS = 4;
    private static final int KERNEL = 3;
    private static final double TOLERANCE = 1e-4;

    private LibtorchTrial() {}

    /**
     * Loads it, and holds a matrix product and a convolution against sums in double.
     *
     * @return what was found, in one line
     * @throws RuntimeException with the reason if it does not load or is wrong
     */
    public static String run() {
        long begin = System.nanoTime();
        Libtorch.load();
        double seconds = (System.nanoTime() - begin) * 1e-9;
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            double error = Math.max(product(), convolution());
            if (!(error < TOLERANCE)) {
                throw new IllegalStateException("a matrix product or a convolution is wrong by " + error);
            }
            return String.format(
                    Locale.ROOT,
                    "%s, loaded in %.1f s, %d threads, products and convolutions right to %.0e, %s",
                    version(),
                    seconds,
                    Libtorch.threads(),
                    error,
                    NativeMemory.keepsBlocks()
                            ? "large blocks stay in the process"
                            : "large blocks go back to the system (started without ./polyptych? large steps take"
                                    + " longer)");
        }
    }

    /** The graphics cards that it can use, in one line; loads it. */
    public static String cards() {
        Libtorch.load();
        return torch.hasCUDA()
                ? "CUDA can be used: --device cuda"
                : "no CUDA device, or a build for processors alone; everything runs on the processor";
    }

    private static String version() {
        try {
            return "libtorch " + Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException e) {
            return "libtorch of unknown version";
        }
    }

    private static double product() {
        float[] a = noise(1, N * N);
        float[] b = noise(2, N * N);
        double[] found = Tensors.doubles(torch.mm(Tensors.of(a, N, N), Tensors.of(b, N, N)));
        double most = 0;
        for (int y = 0; y < N; y++) {
            for (int x = 0; x < N; x++) {
                double sum = 0;
                for (int k = 0; k < N; k++) {
                    sum += (double) a[y * N + k] * b[k * N + x];
                }
                most = Math.max(most, Math.abs(found[y * N + x] - sum));
            }
        }
        return most;
    }

    /** Of several channels to one. */
    private static double convolution() {
        float[] image = noise(3, CHANNELS * N * N);
        float[] kernel = noise(4, CHANNELS * KERNEL * KERNEL);
        Tensor made =
                torch.conv2d(Tensors.of(image, 1, CHANNELS, N, N), Tensors.of(kernel, 1, CHANNELS, KERNEL, KERNEL));
        double[] found = Tensors.doubles(made);
        int size = N - KERNEL + 1;
        double most = 0;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double sum = 0;
                for (int c = 0; c < CHANNELS; c++) {
                    for (int k = 0; k < KERNEL * KERNEL; k++) {
                        int at = (c * N + y + k / KERNEL) * N + x + k % KERNEL;
                        sum += (double) image[at] * kernel[c * KERNEL * KERNEL + k];
                    }
                }
                most = Math.max(most, Math.abs(found[y * size + x] - sum));
            }
        }
        return most;
    }

    private static float[] noise(long stream, int count) {
        RandomStream random = new RandomStream(1, stream);
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = (float) random.gaussian();
        }
        return noise;
    }
}
