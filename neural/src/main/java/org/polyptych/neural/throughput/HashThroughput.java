package org.polyptych.neural.throughput;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.Median;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.hash.HashEncoding;
import org.polyptych.neural.hash.HashSettings;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** The hash encoding of PtyINR, there and back, beside the bandwidth of the memory. */
final class HashThroughput {
    private static final int CORNERS = 4;
    private static final int CHUNK = 1 << 16;

    private HashThroughput() {}

    /** @param copied numbers in the array that is copied, more than the caches hold */
    static List<PointTiming> run(int side, int copied, int rounds) {
        HashSettings settings = HashSettings.usual();
        int count = side * side;
        double[] copy = new double[rounds];
        double[] forth = new double[rounds];
        double[] back = new double[rounds];
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(Libtorch.threads());
                HashEncoding encoding = new HashEncoding(settings, new RandomStream(1, 0))) {
            Tensor points = Tensors.of(random(2 * count), count, 2);
            Tensor gradient = torch.ones(count, encoding.outputs());
            float[] from = random(copied);
            float[] to = new float[copied];
            for (int round = -2; round < rounds; round++) {
                double copySeconds = seconds(() -> copy(parallel, from, to));
                try (Scope inner = Scope.open()) {
                    Tensor[] value = new Tensor[1];
                    double forthSeconds = seconds(() -> value[0] = encoding.forward(points));
                    Tensor product = value[0].mul(gradient).sum();
                    double backSeconds = seconds(() -> CustomFunction.goBack(product));
                    encoding.parameters()
                            .values()
                            .forEach(parameter -> parameter.mutable_grad().reset());
                    if (round >= 0) {
                        copy[round] = 2.0 * Float.BYTES * copied / copySeconds;
                        forth[round] = count / forthSeconds;
                        back[round] = count / backSeconds;
                    }
                }
            }
        }
        // forth: entries read, features written; back: features read, entries read and written; both: coordinates
        double feature = (double) settings.levels() * settings.features() * Float.BYTES;
        double coordinates = 2 * Float.BYTES;
        String size = settings.levels() + " levels, " + side + "x" + side + " points";
        return List.of(
                timing("hash encoding forward", size, forth, copy, feature * (CORNERS + 1) + coordinates),
                timing("hash encoding backward", size, back, copy, feature * (2 * CORNERS + 1) + coordinates));
    }

    private static PointTiming timing(String what, String size, double[] points, double[] copy, double bytes) {
        double[] shares = new double[points.length];
        Arrays.setAll(shares, k -> points[k] * bytes / copy[k]);
        double memory = Median.of(copy);
        double rate = Median.of(points);
        return new PointTiming(
                what,
                size,
                rate,
                bytes,
                rate * bytes,
                memory,
                memory / bytes,
                Median.of(shares),
                Arrays.stream(shares).max().orElseThrow());
    }

    private static void copy(Parallel parallel, float[] from, float[] to) {
        parallel.forEach(Math.ceilDiv(from.length, CHUNK), k -> {
            int begin = k * CHUNK;
            System.arraycopy(from, begin, to, begin, Math.min(CHUNK, from.length - begin));
        });
    }

    private static double seconds(Runnable thing) {
        long begin = System.nanoTime();
        thing.run();
        return (System.nanoTime() - begin) * 1e-9;
    }

    private static float[] random(int count) {
        RandomStream random = new RandomStream(2, 0);
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) random.uniform();
        }
        return values;
    }
}
