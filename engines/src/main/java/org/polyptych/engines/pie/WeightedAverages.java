package org.polyptych.engines.pie;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.physics.FramePlacements;

/**
 * The sums of {@link Wasp} over the frames of an iteration, and the averages they make. Frames are added one after the
 * other, each member of a team its own rows, so that the bits do not depend on the number of threads.
 */
final class WeightedAverages {
    /** Share of the largest weight below which a sum is rounding and no more. */
    private static final float DARK = 1e-9f;

    private final ComplexImage object;
    private final float[] objectWeight;
    private final ComplexImage[] probe;
    private final float[] probeWeight;
    /** At fractions of a pixel, the sum of the probes' spectra that frames found; else null. */
    private final ComplexImage[] found;

    WeightedAverages(PieState state) {
        this.object = like(state.object);
        this.objectWeight = new float[object.size()];
        this.probe = like(state.probe);
        this.probeWeight = new float[probe[0].size()];
        this.found = state.workers.shifting() ? like(state.probe) : null;
    }

    private static ComplexImage like(ComplexImage image) {
        return ComplexImage.zeros(image.rows(), image.columns());
    }

    private static ComplexImage[] like(ComplexImage[] images) {
        return Arrays.stream(images).map(WeightedAverages::like).toArray(ComplexImage[]::new);
    }

    /** Begins an iteration. */
    void clear() {
        clear(object);
        Arrays.fill(objectWeight, 0);
        Arrays.fill(probeWeight, 0);
        for (int m = 0; m < probe.length; m++) {
            clear(probe[m]);
            if (found != null) {
                clear(found[m]);
            }
        }
    }

    private static void clear(ComplexImage image) {
        Arrays.fill(image.re(), 0);
        Arrays.fill(image.im(), 0);
    }

    /** sum conj(O) psi', or the spectrum of sum conj(O) Delta shifted back; one image a mode. */
    ComplexImage[] probe() {
        return probe;
    }

    /** sum |O|^2. */
    float[] probeWeight() {
        return probeWeight;
    }

    /** sum of the spectra of P_j. */
    ComplexImage[] found() {
        return found;
    }

    /** Adds rows of a patch: conj(P) psi' and |P|^2. */
    void addToObject(
            float[] re,
            float[] im,
            float[] weight,
            int columns,
            FramePlacements placements,
            int frame,
            int from,
            int to,
            float[] line) {
        int left = placements.left(frame);
        for (int row = from / columns; row < to / columns; row++) {
            int at = (placements.top(frame) + row) * object.columns() + left;
            addLine(re, row * columns, object.re(), at, columns, line);
            addLine(im, row * columns, object.im(), at, columns, line);
            addLine(weight, row * columns, objectWeight, at, columns, line);
        }
    }

    /** sum, from at, += values, from first; by way of a line, so that the loop has one offset only. */
    private static void addLine(float[] values, int first, float[] sum, int at, int n, float[] line) {
        System.arraycopy(sum, at, line, 0, n);
        BatchSweep.addTo(line, values, first, n);
        System.arraycopy(line, 0, sum, at, n);
    }

    /**
     * Ends an iteration.
     *
     * @param frames that were added
     * @param length part of the way from object and probe to their averages
     */
    void apply(PieState state, boolean updateProbe, int frames, double length) {
        if (!state.objectKnown) {
            average(object.re(), objectWeight, state.object.re(), (float) length);
            average(object.im(), objectWeight, state.object.im(), (float) length);
        }
        if (updateProbe) {
            for (int m = 0; m < probe.length; m++) {
                if (found != null) {
                    fromSpectra(state, m, frames);
                }
                ComplexImage mode = state.probe[m];
                average(probe[m].re(), probeWeight, mode.re(), (float) length);
                average(probe[m].im(), probeWeight, mode.im(), (float) length);
                if (found != null) {
                    state.workers.kernel(0).fft().forward(mode.re(), mode.im());
                }
            }
        }
    }

    /** Brings the mode to real space, and its sum to what it is at whole pixels: mean of P_j times the weight, and more. */
    private void fromSpectra(PieState state, int m, int frames) {
        var fft = state.workers.kernel(0).fft();
        ComplexImage mode = state.probe[m];
        fft.inverse(mode.re(), mode.im());
        fft.inverse(probe[m].re(), probe[m].im());
        fft.inverse(found[m].re(), found[m].im());
        float share = 1f / frames;
        for (int i = 0; i < probeWeight.length; i++) {
            probe[m].re()[i] += share * found[m].re()[i] * probeWeight[i];
            probe[m].im()[i] += share * found[m].im()[i] * probeWeight[i];
        }
    }

    /** image += length (sum / weight - image) where there is any weight. */
    private static void average(float[] sum, float[] weight, float[] image, float length) {
        float floor = Math.max(DARK * ComplexLoops.max(weight), Float.MIN_NORMAL);
        for (int i = 0; i < image.length; i++) {
            if (weight[i] > floor) {
                float mean = sum[i] / weight[i];
                image[i] = length == 1 ? mean : image[i] + length * (mean - image[i]);
            }
        }
    }
}
