package org.polyptych.bench.neural;

import java.io.PrintStream;
import java.util.Locale;
import org.polyptych.neural.torch.NativeMemory;
import org.polyptych.neural.train.MixedTrainer;

/**
 * Trains a small network of convolutions with a function of our own in its graph for ten thousand steps, and tells at
 * intervals what is in use outside Java's heap (glibc's mallinfo2), and how much of the process lies in memory.
 *
 * <pre>TrainingMemory [steps=10000]</pre>
 */
public final class TrainingMemory {
    private static final int ROUNDS = 20;
    private static final double MB = 1e6;

    private TrainingMemory() {}

    public static void main(String[] arguments) {
        int steps = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0].replace("steps=", ""));
        PrintStream out = System.out;
        out.println("| steps | in use outside the heap, MB | resident, MB | loss |");
        out.println("|---|---|---|---|");
        long begin = System.nanoTime();
        try (MixedTrainer trainer = MixedTrainer.of(ROUNDS, steps / ROUNDS)) {
            for (int k = 0; k < ROUNDS; k++) {
                double loss = trainer.step().loss();
                out.printf(
                        Locale.ROOT,
                        "| %d | %.2f | %.0f | %.4f |%n",
                        trainer.steps(),
                        NativeMemory.inUse().orElse(0) / MB,
                        NativeMemory.resident().orElse(0) / MB,
                        loss);
            }
        }
        out.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - begin) * 1e-9);
    }
}
