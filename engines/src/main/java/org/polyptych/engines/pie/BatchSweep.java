package org.polyptych.engines.pie;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.RunningMax;
import org.polyptych.core.SpinBarrier;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.engines.ProblemSize;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;

/**
 * Mini-batches: the frames of a batch are worked on side by side and share one update, in which every term is the sum
 * over the batch. Each frame leaves its sums in a slot of its own; the slots are added in order, so that the bits do not
 * depend on the number of threads.
 */
final class BatchSweep implements Sweep {
    private static final int ROWS_A_BAND = 16;

    private final int rows;
    private final int columns;
    private final int objectColumns;
    private final PieSteps steps;
    private final Slot[] slots;
    private final float[] sumRe;
    private final float[] sumIm;
    private final float[] light;
    private final float[] bandMax;
    private final ComplexImage[] probeSum;
    private final float[] probeWeight;
    private final float[] probeBandMax;
    private float alpha;
    private float probeAlpha;
    private float step;
    private float probeStep;

    /** What one frame of a batch contributes. */
    private static final class Slot {
        final float[] re;
        final float[] im;
        final float[] light;
        final float[] weight;
        final ComplexImage[] probe;
        double error;

        Slot(int rows, int columns, int modes) {
            re = new float[rows * columns];
            im = new float[rows * columns];
            light = new float[rows * columns];
            weight = new float[rows * columns];
            probe = new ComplexImage[modes];
            Arrays.setAll(probe, m -> ComplexImage.zeros(rows, columns));
        }
    }

    BatchSweep(PieState state, PieSteps steps) {
        FrameStack frames = state.workers.frames();
        this.rows = frames.rows();
        this.columns = frames.columns();
        this.objectColumns = state.object.columns();
        this.steps = steps;
        this.slots = new Slot[Math.min(steps.batch(), frames.count())];
        Arrays.setAll(slots, s -> new Slot(rows, columns, state.probe.length));
        this.sumRe = new float[state.object.size()];
        this.sumIm = new float[state.object.size()];
        this.light = new float[state.object.size()];
        this.bandMax = new float[bands(state.object.rows())];
        this.probeSum = new ComplexImage[state.probe.length];
        Arrays.setAll(probeSum, m -> ComplexImage.zeros(rows, columns));
        this.probeWeight = new float[rows * columns];
        this.probeBandMax = new float[bands(rows)];
    }

    /** Bytes of the slots and the sums. */
    static long memory(ProblemSize size, int batch) {
        long slot = size.pixels() * Float.BYTES * (4 + 2L * size.modes());
        return Math.min(batch, size.frames()) * slot + size.objects(2) + size.probes(2);
    }

    private static int bands(int rows) {
        return (rows + ROWS_A_BAND - 1) / ROWS_A_BAND;
    }

    @Override
    public double run(PieState state, int[] order, boolean updateProbe, double length) {
        PieSteps now = steps.shortened(length);
        alpha = (float) now.alpha();
        probeAlpha = (float) now.probeAlpha();
        step = (float) now.step();
        probeStep = (float) now.probeStep();
        int members = state.workers.parallel().threads();
        state.workers.frames().expect(order);
        double[] errors = new double[order.length];
        state.workers.parallel().team(members, (member, barrier) -> {
            for (int first = 0; first < order.length; first += slots.length) {
                int size = Math.min(slots.length, order.length - first);
                for (int s = member; s < size; s += members) {
                    visit(state, slots[s], member, order[first + s], updateProbe);
                    errors[first + s] = slots[s].error;
                }
                barrier.await();
                update(state, order, first, size, member, members, barrier, updateProbe);
                barrier.await();
            }
        });
        return Arrays.stream(errors).sum();
    }

    /** Fills a slot: conj(P) Delta and |P|^2 for the object, conj(O) Delta and |O|^2 for the probe. */
    private void visit(PieState state, Slot slot, int member, int j, boolean updateProbe) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        FrameKernel kernel = workers.kernel(member);
        int n = frames.pixels();
        if (workers.shifting()) {
            kernel.seeSpectrum(state.probe, workers.placements(), j);
        } else {
            kernel.see(state.probe);
        }
        kernel.cut(state.object, workers.placements(), j);
        kernel.exitWaves();
        kernel.toDetector();
        slot.error = workers.projection(member).applyAndMeasure(kernel, frames.amplitudes(j), frames.weights());
        kernel.fromDetector();
        kernel.subtractExitWaves();
        Arrays.fill(slot.re, 0);
        Arrays.fill(slot.im, 0);
        Arrays.fill(slot.light, 0);
        kernel.addToPatch(kernel.waves(), slot.re, slot.im);
        kernel.addProbeIntensity(slot.light);
        if (updateProbe) {
            ComplexLoops.squaredModulus(kernel.patch().re(), kernel.patch().im(), slot.weight, 0, n);
            for (int m = 0; m < slot.probe.length; m++) {
                Arrays.fill(slot.probe[m].re(), 0);
                Arrays.fill(slot.probe[m].im(), 0);
                kernel.addToProbe(kernel.wave(m), slot.probe[m]);
            }
        }
    }

    private void update(
            PieState state,
            int[] order,
            int first,
            int size,
            int member,
            int members,
            SpinBarrier barrier,
            boolean updateProbe) {
        FramePlacements placements = state.workers.placements();
        float[] line = new float[objectColumns];
        boolean updateObject = !state.objectKnown;
        for (int band = member; updateObject && band < bandMax.length; band += members) {
            sumBand(state, placements, order, first, size, band, line);
        }
        for (int band = member; updateProbe && band < probeBandMax.length; band += members) {
            sumProbeBand(size, band);
        }
        barrier.await();
        float brightest = ComplexLoops.max(bandMax);
        for (int band = member; updateObject && band < bandMax.length; band += members) {
            if (bandMax[band] > 0) {
                int from = band * ROWS_A_BAND * objectColumns;
                int to = Math.min(state.object.size(), (band + 1) * ROWS_A_BAND * objectColumns);
                RegularisedStep.apply(
                        state.object.re(), state.object.im(), sumRe, sumIm, light, step, alpha, brightest, from, to);
            }
        }
        if (updateProbe) {
            stepProbe(state, member, members);
        }
    }

    /** The object's sums over the batch on a band of rows; a band that no frame touches gets the maximum 0. */
    private void sumBand(
            PieState state, FramePlacements placements, int[] order, int first, int size, int band, float[] line) {
        int fromRow = band * ROWS_A_BAND;
        int toRow = Math.min(state.object.rows(), fromRow + ROWS_A_BAND);
        int from = fromRow * objectColumns;
        int to = toRow * objectColumns;
        boolean touched = false;
        for (int s = 0; s < size; s++) {
            int top = placements.top(order[first + s]);
            int left = placements.left(order[first + s]);
            for (int y = Math.max(fromRow, top); y < Math.min(toRow, top + rows); y++) {
                if (!touched) {
                    Arrays.fill(sumRe, from, to, 0);
                    Arrays.fill(sumIm, from, to, 0);
                    Arrays.fill(light, from, to, 0);
                    touched = true;
                }
                addLine(slots[s].re, y - top, sumRe, y, left, line);
                addLine(slots[s].im, y - top, sumIm, y, left, line);
                addLine(slots[s].light, y - top, light, y, left, line);
            }
        }
        bandMax[band] = touched ? max(light, from, to) : 0;
    }

    /** sum row y, from column left, += row of the slot; by way of two lines that are indexed alike. */
    private void addLine(float[] slot, int row, float[] sum, int y, int left, float[] line) {
        int at = y * objectColumns + left;
        System.arraycopy(sum, at, line, 0, columns);
        addTo(line, slot, row * columns, columns);
        System.arraycopy(line, 0, sum, at, columns);
    }

    static void addTo(float[] line, float[] values, int from, int n) {
        for (int i = 0; i < n; i++) {
            line[i] += values[from + i];
        }
    }

    private static float max(float[] values, int from, int to) {
        RunningMax max = new RunningMax();
        max.take(values, from, to);
        return max.value();
    }

    /** The probe's sums over the batch on a band of rows; spectra, if the probe is kept as its spectrum. */
    private void sumProbeBand(int size, int band) {
        int from = band * ROWS_A_BAND * columns;
        int to = Math.min(rows, (band + 1) * ROWS_A_BAND) * columns;
        Arrays.fill(probeWeight, from, to, 0);
        for (ComplexImage sum : probeSum) {
            Arrays.fill(sum.re(), from, to, 0);
            Arrays.fill(sum.im(), from, to, 0);
        }
        for (int s = 0; s < size; s++) {
            ComplexLoops.add(slots[s].weight, probeWeight, from, to);
            for (int m = 0; m < probeSum.length; m++) {
                ComplexLoops.add(slots[s].probe[m].re(), probeSum[m].re(), from, to);
                ComplexLoops.add(slots[s].probe[m].im(), probeSum[m].im(), from, to);
            }
        }
        probeBandMax[band] = max(probeWeight, from, to);
    }

    private void stepProbe(PieState state, int member, int members) {
        float clearest = ComplexLoops.max(probeBandMax);
        boolean shifting = state.workers.shifting();
        for (int m = member; m < probeSum.length; m += members) {
            ComplexImage mode = state.probe[m];
            ComplexImage sum = probeSum[m];
            var fft = state.workers.kernel(member).fft();
            if (shifting) {
                fft.inverse(mode.re(), mode.im());
                fft.inverse(sum.re(), sum.im());
            }
            RegularisedStep.apply(
                    mode.re(),
                    mode.im(),
                    sum.re(),
                    sum.im(),
                    probeWeight,
                    probeStep,
                    probeAlpha,
                    clearest,
                    0,
                    mode.size());
            if (shifting) {
                fft.forward(mode.re(), mode.im());
            }
        }
    }

    @Override
    public void close() {}
}
