package org.polyptych.neural.answers;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.Parallel;
import org.polyptych.neural.patterns.Patterns;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.KernelThreads;
import org.polyptych.neural.torch.Tensors;

/**
 * What a network says of groups of patterns. Batches are answered each on one thread, several at the same time: threads that
 * libtorch would start within each layer wait for each other at each layer. So answers do not depend on the number of threads.
 *
 * @param network in use, not being taught: [group][pattern][row][column], channels
 *     together in memory, to as many numbers for each group
 * @param batch groups at a time, 1 or more
 * @param device where the network is
 */
public record BatchedAnswers(UnaryOperator<Tensor> network, int batch, Device device, Parallel parallel) {
    /** Batches for each thread before what is answered is handed on: more hold more memory, and threads wait less. */
    private static final int AHEAD = 8;

    /** Is told the answers, in order, on the calling thread. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param groups indices of patterns, [group][pattern]
         * @param said what the network said of them, one group after the other
         */
        void answered(int[][] groups, float[] said);
    }

    /** Groups of one pattern each. */
    public static int[][] singly(int patterns) {
        int[][] groups = new int[patterns][];
        Arrays.setAll(groups, j -> new int[] {j});
        return groups;
    }

    /** @param groups of the same number of patterns each */
    public void of(Patterns patterns, int[][] groups, Listener listener) {
        int batches = Math.ceilDiv(groups.length, batch);
        int together = AHEAD * parallel.threads();
        for (int first = 0; first < batches; first += together) {
            int from = first;
            float[][] said = new float[Math.min(together, batches - from)][];
            KernelThreads.forEach(
                    parallel, said.length, (worker, k) -> said[k] = said(patterns, some(groups, from + k)));
            for (int k = 0; k < said.length; k++) {
                listener.answered(some(groups, from + k), said[k]);
            }
        }
    }

    private int[][] some(int[][] groups, int which) {
        return Arrays.copyOfRange(groups, which * batch, Math.min(groups.length, (which + 1) * batch));
    }

    private float[] said(Patterns patterns, int[][] groups) {
        int size = groups[0].length;
        int pixels = patterns.rows() * patterns.columns();
        float[] input = new float[groups.length * size * pixels];
        for (int g = 0; g < groups.length; g++) {
            for (int k = 0; k < size; k++) {
                System.arraycopy(patterns.frame(groups[g][k]), 0, input, (g * size + k) * pixels, pixels);
            }
        }
        Tensor asked =
                Tensors.channelsTogether(Tensors.of(input, groups.length, size, patterns.rows(), patterns.columns()));
        return Tensors.floats(network.apply(asked.to(device.torch(), asked.scalar_type())));
    }
}
