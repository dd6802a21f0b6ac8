package org.polyptych.neural.ptychopinn;

import org.polyptych.core.FftOrder;
import org.polyptych.neural.patterns.MeasuredScan;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.patterns.Patterns;
import org.polyptych.neural.ptychonn.Split;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * A scan to learn from by its patterns alone, brought to one scale with others: amplitudes are multiplied by (N / 2) / sqrt(mean
 * counts of a frame), so that the mean over frames of their squares' sum is (N / 2)^2, as PtychoPINN has them, and the probe
 * has that power too. Then an object of root mean square 1 in the light explains them, whatever the exposure. Frames are taken
 * to lie where the scan says, also where a truth knows better.
 */
final class PatternScan implements Split.Placed {
    /** In counts: what a detector has where nothing is seen, so small that it does not change what a count says. */
    private static final double DARK = 0.01;

    private final MeasuredScan measured;
    private final Patterns prepared;
    private final Probe probe;
    private final float perAmplitude;
    private final float[] mask;

    PatternScan(Scan scan, PatternPreparation preparation, Probe probe) {
        this.measured = new MeasuredScan(scan);
        this.prepared = preparation.apply(measured);
        double half = scan.frames().rows() / 2.0;
        this.probe = probe.withPower(half * half);
        this.perAmplitude = (float) (half / Math.sqrt(measured.meanPower()));
        float[] good = new float[scan.mask().length];
        for (int i = 0; i < good.length; i++) {
            good[i] = scan.mask()[i] ? 1 : 0;
        }
        this.mask = FftOrder.fromCentred(good, measured.rows(), measured.columns());
        for (int m = 0; m < probe.modes(); m++) {
            measured.hash().add(probe.mode(m));
        }
    }

    @Override
    public Positions positions() {
        return measured.scan().positions();
    }

    @Override
    public Geometry geometry() {
        return measured.scan().geometry();
    }

    /** Of patterns and probe. */
    long hash() {
        return measured.hash().value();
    }

    /** What the network is given, zero frequency in the middle, to a place among others. */
    void pattern(int frame, float[] all, int place) {
        float[] one = prepared.frame(frame);
        System.arraycopy(one, 0, all, place * one.length, one.length);
    }

    /** What is to be explained: scaled amplitudes in FFT order, to a place among others. */
    void amplitudes(int frame, float[] all, int place) {
        float[] one = FftOrder.fromCentred(measured.frame(frame), measured.rows(), measured.columns());
        for (int i = 0; i < one.length; i++) {
            all[place * one.length + i] = one[i] * perAmplitude;
        }
    }

    /** A hundredth of a count, as intensities of scaled amplitudes. */
    float dark() {
        return (float) (DARK * perAmplitude * perAmplitude);
    }

    /** 1 on good pixels of the detector, 0 on others, in FFT order. */
    float[] mask() {
        return mask;
    }

    /** Its centre pixel in the middle, its power (N / 2)^2. */
    Probe probe() {
        return probe;
    }
}
