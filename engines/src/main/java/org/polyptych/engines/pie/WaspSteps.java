package org.polyptych.engines.pie;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.SpinBarrier;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.TeamKernel;

/** The steps of {@link Wasp}, which leave what the averages need in {@link WeightedAverages}. */
final class WaspSteps implements FrameSteps {
    private final TeamKernel kernel;
    private final WeightedAverages averages;
    private final FramePlacements placements;
    private final ComplexImage[] spectra;
    private final boolean updateObject;
    private final boolean shifting;
    private final double alpha;
    private final float beta;
    private final int columns;
    private final float[] probeIntensity;
    private final float[] objectIntensity;
    private final float[] stepRe;
    private final float[] stepIm;
    private final float[] averageRe;
    private final float[] averageIm;
    /** conj(O) Delta of each mode, where it is to be shifted back a second time. */
    private final ComplexImage[] products;
    /** The sum of |P|^2 over each row. */
    private final double[] rowSums;

    private final float[] floors;
    private final float[][] lines;

    private boolean updateProbe;
    private float length;

    WaspSteps(PieState state, WaspSettings settings, WeightedAverages averages, TeamKernel kernel) {
        int pixels = state.workers.frames().pixels();
        this.kernel = kernel;
        this.averages = averages;
        this.placements = state.workers.placements();
        this.spectra = state.probe;
        this.updateObject = !state.objectKnown;
        this.shifting = state.workers.shifting();
        this.alpha = settings.alpha();
        this.beta = (float) settings.beta();
        this.columns = state.workers.frames().columns();
        this.probeIntensity = new float[pixels];
        this.objectIntensity = new float[pixels];
        this.stepRe = new float[pixels];
        this.stepIm = new float[pixels];
        this.averageRe = new float[pixels];
        this.averageIm = new float[pixels];
        this.products = new ComplexImage[state.probe.length];
        for (int m = 0; shifting && m < products.length; m++) {
            products[m] = ComplexImage.zeros(pixels / columns, columns);
        }
        this.rowSums = new double[pixels / columns];
        this.floors = new float[kernel.members()];
        this.lines = new float[kernel.members()][columns];
    }

    @Override
    public void begin(boolean updateProbe, double length) {
        this.updateProbe = updateProbe;
        this.length = (float) length;
    }

    @Override
    public void open(int part) {}

    @Override
    public void see(int part, ComplexImage[] probe, int from, int to) {
        FrameLoops.intensity(probe, probeIntensity, from, to);
        for (int row = from / columns; row < to / columns; row++) {
            rowSums[row] = FrameLoops.sum(probeIntensity, row * columns, columns);
        }
        if (updateProbe) {
            ComplexImage patch = kernel.patch();
            ComplexLoops.squaredModulus(patch.re(), patch.im(), objectIntensity, from, to);
        }
    }

    @Override
    public void close(int part) {}

    /** a mean |P|^2, summed row after row by every member alike. */
    @Override
    public void gather(int part) {
        double sum = 0;
        for (double row : rowSums) {
            sum += row;
        }
        floors[part] = (float) Math.max(alpha * sum / probeIntensity.length, Float.MIN_NORMAL);
    }

    @Override
    public void update(int part, int frame, ComplexImage[] probe, int from, int to) {
        ComplexImage o = kernel.patch();
        Arrays.fill(stepRe, from, to, 0);
        Arrays.fill(stepIm, from, to, 0);
        for (int m = 0; m < probe.length; m++) {
            ComplexImage wave = kernel.wave(m);
            FrameLoops.addChange(
                    probe[m].re(), probe[m].im(), o.re(), o.im(), wave.re(), wave.im(), stepRe, stepIm, from, to);
            if (updateProbe) {
                updateProbe(m, probe[m], from, to);
            }
        }
        if (updateProbe) {
            ComplexLoops.add(objectIntensity, averages.probeWeight(), from, to);
        }
        if (updateObject) {
            average(o.re(), stepRe, probeIntensity, averageRe, from, to);
            average(o.im(), stepIm, probeIntensity, averageIm, from, to);
            averages.addToObject(
                    averageRe, averageIm, probeIntensity, columns, placements, frame, from, to, lines[part]);
            step(o.re(), o.im(), stepRe, stepIm, probeIntensity, length / 2, floors[part], from, to);
        }
    }

    /** O is still as the frame found it. */
    private void updateProbe(int m, ComplexImage p, int from, int to) {
        ComplexImage o = kernel.patch();
        ComplexImage wave = kernel.wave(m);
        float[] re = wave.re();
        float[] im = wave.im();
        if (shifting) {
            ComplexImage product = products[m];
            ComplexLoops.multiplyConjugate(o.re(), o.im(), re, im, product.re(), product.im(), from, to);
            ComplexLoops.add(spectra[m].re(), averages.found()[m].re(), from, to);
            ComplexLoops.add(spectra[m].im(), averages.found()[m].im(), from, to);
            FrameLoops.probeStep(o.re(), o.im(), objectIntensity, re, im, length, 1, beta, from, to);
        } else {
            ComplexImage sum = averages.probe()[m];
            ComplexLoops.addConjugateProduct(o.re(), o.im(), re, im, sum.re(), sum.im(), from, to);
            addProduct(objectIntensity, p.re(), sum.re(), from, to);
            addProduct(objectIntensity, p.im(), sum.im(), from, to);
            FrameLoops.stepProbe(o.re(), o.im(), objectIntensity, re, im, p.re(), p.im(), length, 1, beta, from, to);
        }
    }

    @Override
    public void shiftedBack(int part, SpinBarrier barrier) {
        int from = kernel.firstRow(part) * columns;
        int n = kernel.firstRow(part + 1) * columns - from;
        // the other members have done with these rows: what is left of their shift is on their own
        for (int m = 0; m < products.length; m++) {
            System.arraycopy(products[m].re(), from, kernel.wave(m).re(), from, n);
            System.arraycopy(products[m].im(), from, kernel.wave(m).im(), from, n);
        }
        kernel.addShiftedBack(part, barrier, averages.probe());
    }

    /** out = step + weight image: conj(P) psi' = conj(P) Delta + |P|^2 O. */
    private static void average(float[] image, float[] step, float[] weight, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = step[i] + weight[i] * image[i];
        }
    }

    private static void addProduct(float[] weight, float[] image, float[] sum, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] += weight[i] * image[i];
        }
    }

    /** O += length step / (|P|^2 + floor). */
    private static void step(
            float[] re,
            float[] im,
            float[] stepRe,
            float[] stepIm,
            float[] weight,
            float length,
            float floor,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float scale = length / (weight[i] + floor);
            re[i] += scale * stepRe[i];
            im[i] += scale * stepIm[i];
        }
    }
}
