package org.polyptych.neural.throughput;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
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
    static List<PointTiming> run(int side, int copied, int rounds, Consumer<String> progress) {
        progress.accept("hash encoding");
        HashSettings settings = HashSettings.usual();
        int count = side * side;
        double[] copy = new double[rounds];
        double[] found = new double[rounds];
        double[] forth = new double[rounds];
        double[] back = new double[rounds];
        long entries;
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(Libtorch.threads());
                HashEncoding encoding = new HashEncoding(settings, new RandomStream(1, 0))) {
            entries = encoding.parameterCount();
            List<Tensor> points =
                    List.of(Tensors.of(random(3, 2 * count), count, 2), Tensors.of(random(4, 2 * count), count, 2));
            Tensor gradient = torch.ones(count, encoding.outputs());
            float[] from = random(5, copied);
            float[] to = new float[copied];
            for (int round = -2; round < rounds; round++) {
                // other points than in the round before
                Tensor now = points.get(round & 1);
                double copySeconds = Turns.seconds(() -> copy(parallel, from, to));
                try (Scope inner = Scope.open()) {
                    double newSeconds = Turns.seconds(() -> encoding.forward(now));
                    Tensor[] value = new Tensor[1];
                    double forthSeconds = Turns.seconds(() -> value[0] = encoding.forward(now));
                    Tensor product = value[0].mul(gradient).sum();
                    double backSeconds = Turns.seconds(() -> CustomFunction.goBack(product));
                    encoding.parameters()
                            .values()
                            .forEach(parameter -> parameter.mutable_grad().reset());
                    if (round >= 0) {
                        copy[round] = 2.0 * Float.BYTES * copied / copySeconds;
                        found[round] = count / newSeconds;
                        forth[round] = count / forthSeconds;
                        back[round] = count / backSeconds;
                    }
                }
            }
        }
        double bytes = bytes(settings, entries, count);
        double coordinates = 2 * Float.BYTES;
        String size = settings.levels() + " levels, " + side + "x" + side + " points";
        return List.of(
                timing("hash encoding, new points", size, found, copy, bytes + coordinates),
                timing("hash encoding forward", size, forth, copy, bytes + coordinates),
                timing("hash encoding backward", size, back, copy, bytes));
    }

    /**
     * What comes and goes for each point at least, but for its coordinates: features or their gradient; where it lies, four
     * entries and two fractions a level, written where points are new and read where they are not; the tables or their gradient
     * once, however often entries are met.
     *
     * @param numbers in the tables
     */
    static double bytes(HashSettings settings, long numbers, int count) {
        double features = (double) settings.levels() * settings.features() * Float.BYTES;
        double places = settings.levels() * (CORNERS * (double) Integer.BYTES + 2 * Float.BYTES);
        return features + places + (double) numbers * Float.BYTES / count;
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

    private static float[] random(long stream, int count) {
        RandomStream random = new RandomStream(2, stream);
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) random.uniform();
        }
        return values;
    }
}
