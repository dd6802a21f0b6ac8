package org.polyptych.neural.hash;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.Parallel;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Tensors;

/**
 * Features of points by the table, and the gradient by the table. Threads share the points on the way forth and the levels on
 * the way back, so that none meets another and bits do not depend on their number.
 */
final class HashPass extends CustomFunction {
    private final HashSettings settings;
    private final List<HashLevel> levels;
    private final HashCorners corners;
    private final HashMemory memory;
    private final Parallel parallel;

    HashPass(HashSettings settings, List<HashLevel> levels, HashCorners corners, HashMemory memory, Parallel parallel) {
        this.settings = settings;
        this.levels = levels;
        this.corners = corners;
        this.memory = memory;
        this.parallel = parallel;
    }

    @Override
    protected Tensor forward(Tensor[] inputs) {
        int features = settings.features();
        int stride = levels.size() * features;
        int count = corners.count();
        float[] table = memory.table(Math.toIntExact(inputs[0].numel()));
        float[] values = memory.values(Math.multiplyExact(count, stride));
        fetch(inputs[0], table);
        parallel.forChunks(count, (worker, chunk, from, to) -> {
            for (int l = 0; l < levels.size(); l++) {
                HashLoops.gather(
                        table,
                        features,
                        corners.entries(l),
                        corners.fractions(l),
                        values,
                        l * features,
                        stride,
                        from,
                        to);
            }
        });
        return tensor(inputs[0], values, count, stride);
    }

    @Override
    protected Tensor[] backward(Tensor gradient) {
        int features = settings.features();
        int stride = levels.size() * features;
        int count = corners.count();
        HashLevel last = levels.getLast();
        int entries = last.offset() + last.size();
        float[] table = memory.table(Math.multiplyExact(entries, features));
        float[] values = memory.values(Math.multiplyExact(count, stride));
        fetch(gradient, values);
        parallel.forEach(levels.size(), l -> {
            HashLevel level = levels.get(l);
            Arrays.fill(table, level.offset() * features, (level.offset() + level.size()) * features, 0);
            HashLoops.scatter(
                    table, features, corners.entries(l), corners.fractions(l), values, l * features, stride, 0, count);
        });
        return new Tensor[] {tensor(gradient, table, entries, features)};
    }

    private static void fetch(Tensor tensor, float[] to) {
        Tensor plain = tensor.to(Device.CPU.torch(), torch.ScalarType.Float).contiguous();
        try (FloatPointer from = plain.data_ptr_float()) {
            from.get(to, 0, Math.toIntExact(plain.numel()));
        }
    }

    /** On the device of the tensor given. */
    private static Tensor tensor(Tensor like, float[] values, int rows, int columns) {
        Tensor plain = torch.empty(new long[] {rows, columns}, Tensors.options(torch.ScalarType.Float), null);
        try (FloatPointer to = plain.data_ptr_float()) {
            to.put(values, 0, rows * columns);
        }
        return plain.to(like.device(), like.scalar_type());
    }
}
