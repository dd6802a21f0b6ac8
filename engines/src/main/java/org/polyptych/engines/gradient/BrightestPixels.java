package org.polyptych.engines.gradient;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Parallel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.ObjectSums;
import org.polyptych.physics.Specimen;

/**
 * How steep the amplitude loss can be: its second derivative by an object pixel is at most sum_j |P|^2 there, by a probe
 * pixel at most sum_j |O|^2, and the largest of either is the L of a step 1/L. Probe and object are taken at whole pixels.
 */
final class BrightestPixels {
    private final FrameStack frames;
    private final FramePlacements placements;
    private final ObjectSums light;
    private final Parallel parallel;
    private final float[][] scratch;
    private final float[][] chunks;

    BrightestPixels(FrameStack frames, FramePlacements placements, Specimen specimen, Parallel parallel) {
        this.frames = frames;
        this.placements = placements;
        this.parallel = parallel;
        this.light = new ObjectSums(
                placements, 0, frames.count(), specimen.rows(), specimen.columns(), frames.rows(), frames.columns(), 1);
        this.scratch = new float[parallel.threads()][frames.pixels()];
        this.chunks = new float[Parallel.chunks(frames.count())][frames.pixels()];
    }

    /** The largest over object pixels of sum over frames and modes of |P|^2, in counts. */
    double ofProbe(ComplexImage[] modes) {
        float[] intensity = new float[frames.pixels()];
        for (ComplexImage mode : modes) {
            ComplexLoops.addSquaredModulus(mode.re(), mode.im(), intensity, 0, intensity.length);
        }
        parallel.forChunks(frames.count(), (worker, chunk, from, to) -> {
            ObjectSums.Chunk sum = light.begin(chunk);
            float[] patch = scratch[worker];
            for (int j = from; j < to; j++) {
                sum.cut(0, placements, j, patch, 0, frames.rows());
                ComplexLoops.add(intensity, patch, 0, patch.length);
                sum.paste(0, placements, j, patch, 0, frames.rows());
            }
        });
        double[] largest = new double[1];
        light.totals(parallel, (planes, from, to) -> {
            double max = max(planes[0], from, to);
            synchronized (largest) {
                largest[0] = Math.max(largest[0], max);
            }
        });
        return largest[0];
    }

    /** The largest over probe pixels of sum over frames and states of |O|^2. */
    double ofObject(List<ComplexImage> states) {
        ComplexImage first = states.getFirst();
        float[] squared = new float[first.size()];
        ComplexLoops.squaredModulus(first.re(), first.im(), squared, 0, squared.length);
        for (ComplexImage state : states.subList(1, states.size())) {
            ComplexLoops.addSquaredModulus(state.re(), state.im(), squared, 0, squared.length);
        }
        int stride = first.columns();
        parallel.forChunks(frames.count(), (worker, chunk, from, to) -> {
            float[] sum = chunks[chunk];
            float[] patch = scratch[worker];
            Arrays.fill(sum, 0);
            for (int j = from; j < to; j++) {
                cut(squared, stride, j, patch);
                ComplexLoops.add(patch, sum, 0, sum.length);
            }
        });
        float[] total = chunks[0];
        for (int c = 1; c < chunks.length; c++) {
            ComplexLoops.add(chunks[c], total, 0, total.length);
        }
        return max(total, 0, total.length);
    }

    private void cut(float[] image, int stride, int j, float[] patch) {
        int columns = frames.columns();
        int first = placements.top(j) * stride + placements.left(j);
        for (int y = 0; y < frames.rows(); y++) {
            System.arraycopy(image, first + y * stride, patch, y * columns, columns);
        }
    }

    private static double max(float[] values, int from, int to) {
        float max = 0;
        for (int i = from; i < to; i++) {
            max = Math.max(max, values[i]);
        }
        return max;
    }
}
