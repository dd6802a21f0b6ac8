package org.polyptych.neural.hash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * Multiresolution hash encoding of coordinates in the plane (M&uuml;ller and others 2022, "Instant neural graphics primitives
 * with a multiresolution hash encoding"), as PtyINR has it. Level l is a grid of ceil(s) + 1 points an axis,
 * s = base growth^l - 1; a point lies on it at s x + 0.5, and its features are interpolated between those of the four grid
 * points around it. While a grid has no more points than the table may have entries, each has its own (x + y resolution);
 * finer ones share them by (x xor y 2654435761) mod table. Entries begin uniform within 1e-4.
 *
 * <p>From [point][2], x and y from 0 to 1, to [point][levels features], coarse levels first. No gradient by the points.
 * While the points stay the same from call to call, where they lie is not worked out again.
 *
 * <p>Parameter: {@code table} [entry][feature], the levels one after the other.
 */
public final class HashEncoding extends Module {
    private static final double START = 1e-4;
    /** Whatever there are of outputs, four entries are kept of a point. */
    private static final int NUMBERS = 4;

    private final HashSettings settings;
    private final List<HashLevel> levels = new ArrayList<>();
    private final HashMemory memory = new HashMemory();
    private final Tensor table;
    private HashCorners corners;
    private Parallel parallel;

    /** @throws IllegalArgumentException if the tables hold more numbers than an array */
    public HashEncoding(HashSettings settings, RandomStream random) {
        this.settings = settings;
        int entries = 0;
        for (int l = 0; l < settings.levels(); l++) {
            HashLevel level = HashLevel.of(settings, l, entries);
            levels.add(level);
            entries += level.size();
        }
        if ((long) entries * settings.features() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("levels, table and features of a hash encoding give "
                    + (long) entries * settings.features() + " numbers, at most " + Integer.MAX_VALUE + " can be had");
        }
        try (Scope scope = Scope.open()) {
            table = parameter("table", new Initial(random).uniform(START, entries, settings.features()));
        }
    }

    /** Numbers that it makes of a point. */
    public int outputs() {
        return settings.levels() * settings.features();
    }

    /** @throws IllegalArgumentException if points are not in [0, 1]^2, or none, or too many for an array */
    @Override
    public Tensor forward(Tensor points) {
        if (points.dim() != 2 || points.size(1) != 2 || points.size(0) < 1) {
            throw new IllegalArgumentException(
                    "points must be [point][2], one or more, got " + Arrays.toString(points.shape()));
        }
        long most = Integer.MAX_VALUE / Math.max(outputs(), NUMBERS);
        if (points.size(0) > most) {
            throw new IllegalArgumentException("a hash encoding of " + outputs() + " outputs takes " + most
                    + " points at once at most, got " + points.size(0));
        }
        if (points.requires_grad()) {
            throw new IllegalArgumentException("a gradient by the points is not to be had from HashEncoding");
        }
        int threads = Libtorch.threads();
        if (parallel == null || parallel.threads() != threads) {
            closeParallel();
            parallel = new Parallel(threads);
        }
        float[] coordinates = Tensors.floats(points);
        if (corners == null || !Arrays.equals(corners.points(), coordinates)) {
            corners = new HashCorners(coordinates, levels, parallel);
        }
        return new HashPass(settings, levels, corners, memory, parallel).apply(table);
    }

    private void closeParallel() {
        if (parallel != null) {
            parallel.close();
        }
    }

    @Override
    public void close() {
        super.close();
        closeParallel();
    }
}
