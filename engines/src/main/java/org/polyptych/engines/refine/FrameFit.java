package org.polyptych.engines.refine;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.ProbeSpectrum;
import org.polyptych.physics.Specimen;

/**
 * How well object and probe explain one frame wherever it is put, and which way it should go. The loss is that of
 * amplitudes, E = sum over good pixels of (|Psi| - y)^2 with |Psi|^2 summed over modes. Holds the scratch arrays of one
 * thread.
 */
final class FrameFit implements AutoCloseable {
    private static final float DARK = 1e-30f;

    private final FrameStack frames;
    private final Specimen specimen;
    private final FrameKernel kernel;
    private final ProbeSpectrum probe;
    private final ComplexImage wave;
    private final float[] intensity;
    private final float[] slopeDown;
    private final float[] slopeRight;

    FrameFit(FrameStack frames, Specimen specimen, Probe probe) {
        this.frames = frames;
        this.specimen = specimen;
        this.wave = ComplexImage.zeros(frames.rows(), frames.columns());
        this.intensity = new float[frames.pixels()];
        this.slopeDown = new float[frames.pixels()];
        this.slopeRight = new float[frames.pixels()];
        ComplexImage[] modes = new ComplexImage[probe.modes()];
        Arrays.setAll(modes, probe::mode);
        this.kernel = new FrameKernel(frames.propagation(), modes.length, true);
        this.probe = ProbeSpectrum.of(modes, kernel.fft(), true);
    }

    /**
     * A quadratic model of the loss about a place, E(d) = loss - 2 b d + d A d for a move d = (down, right) in pixels.
     *
     * @param loss E at the place, in counts
     * @param downDown A
     * @param downRight A
     * @param rightRight A
     * @param down b, minus half the derivative of E
     * @param right b
     */
    record Slope(double loss, double downDown, double downRight, double rightRight, double down, double right) {}

    /** E of a frame at a position in metres. */
    double loss(int frame, double y, double x) {
        detect(frame, y, x);
        float[] amplitude = frames.amplitudes(frame);
        float[] weights = frames.weights();
        double sum = 0;
        for (int i = 0; i < intensity.length; i++) {
            double d = Math.sqrt(Math.max(intensity[i], DARK)) - amplitude[i];
            sum += weights[i] * d * d;
        }
        return sum;
    }

    /**
     * The model of Gauss and Newton: with g = d|Psi| / d position = Re sum over modes of conj(Psi) dPsi / |Psi|, A = sum g
     * g^T and b = sum g (y - |Psi|).
     */
    Slope slope(int frame, double y, double x) {
        detect(frame, y, x);
        addSlope(true, slopeDown);
        addSlope(false, slopeRight);
        float[] amplitude = frames.amplitudes(frame);
        float[] weights = frames.weights();
        double loss = 0;
        double downDown = 0;
        double downRight = 0;
        double rightRight = 0;
        double down = 0;
        double right = 0;
        for (int i = 0; i < intensity.length; i++) {
            double a = Math.sqrt(Math.max(intensity[i], DARK));
            double d = amplitude[i] - a;
            double gd = slopeDown[i] / a;
            double gr = slopeRight[i] / a;
            double w = weights[i];
            loss += w * d * d;
            downDown += w * gd * gd;
            downRight += w * gd * gr;
            rightRight += w * gr * gr;
            down += w * gd * d;
            right += w * gr * d;
        }
        return new Slope(loss, downDown, downRight, rightRight, down, right);
    }

    private void detect(int frame, double y, double x) {
        FramePlacements at = FramePlacements.of(
                specimen, new Positions(new double[] {y}, new double[] {x}), frames.rows(), frames.columns(), false);
        kernel.place(specimen.image(), probe, at, 0);
        kernel.exitWaves();
        kernel.toDetector();
        kernel.intensity(intensity);
    }

    /** slope = Re sum over modes of conj(Psi) dPsi. */
    private void addSlope(boolean down, float[] slope) {
        Arrays.fill(slope, 0);
        ComplexImage patch = kernel.patch();
        for (int m = 0; m < kernel.modes(); m++) {
            kernel.probeSlope(probe, m, down, wave);
            ComplexLoops.multiply(
                    wave.re(), wave.im(), patch.re(), patch.im(), wave.re(), wave.im(), 0, frames.pixels());
            kernel.toDetector(wave);
            if (kernel.shiftsDetectorBack()) {
                kernel.addDetectorSlope(kernel.wave(m), down, wave);
            }
            addRealProduct(kernel.wave(m).re(), kernel.wave(m).im(), wave.re(), wave.im(), slope, 0, frames.pixels());
        }
    }

    /** sum += Re( conj(a) b ). */
    private static void addRealProduct(
            float[] aRe, float[] aIm, float[] bRe, float[] bIm, float[] sum, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] += aRe[i] * bRe[i] + aIm[i] * bIm[i];
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
