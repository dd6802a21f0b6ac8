package org.polyptych.engines.refine;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Opened;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Probe;
import org.polyptych.physics.ProbeSpectrum;

/**
 * The squared amplitude error of frames, sum over good pixels of (|Psi| - y)^2 in counts, and its quadratic model along a
 * {@link Tangent}. Holds the scratch arrays of one thread.
 */
final class SeenFrames implements AutoCloseable {
    private static final float DARK = 1e-30f;

    private final FrameStack frames;
    private final Seen seen;
    private final FramePlacements placements;
    /** Null to ask for losses only. */
    private final Tangent tangent;

    private final FrameKernel kernel;
    private final ProbeSpectrum probe;
    /** What changes: patch and probe of the tangent; null without one. */
    private final FrameKernel change;

    private final ProbeSpectrum probeChange;
    private final ComplexImage wave;
    private final ComplexImage other;
    private final float[] intensity;
    private final float[] slope;

    SeenFrames(FrameStack frames, Seen seen, FramePlacements placements, Tangent tangent) {
        this.frames = frames;
        this.seen = seen;
        this.placements = placements;
        this.tangent = tangent;
        int modes = seen.probe().modes();
        int pixels = frames.pixels();
        this.intensity = new float[pixels];
        this.slope = new float[pixels];
        this.wave = ComplexImage.zeros(frames.rows(), frames.columns());
        this.other = ComplexImage.zeros(frames.rows(), frames.columns());
        try (Opened opened = new Opened()) {
            this.kernel = opened.add(new FrameKernel(seen.propagation(), modes, true));
            this.probe = ProbeSpectrum.of(images(seen.probe()), kernel.fft(), true);
            boolean changing = tangent != null;
            this.change = changing ? opened.add(new FrameKernel(seen.propagation(), modes, true)) : null;
            this.probeChange =
                    changing && tangent.probe() != null ? ProbeSpectrum.of(tangent.probe(), kernel.fft(), true) : null;
            opened.keep();
        }
    }

    private static ComplexImage[] images(Probe probe) {
        ComplexImage[] modes = new ComplexImage[probe.modes()];
        Arrays.setAll(modes, probe::mode);
        return modes;
    }

    /**
     * E(d) = loss - 2 b d + a d^2 of a frame for a change d.
     *
     * @param curvature a, by Gauss and Newton: sum of (d|Psi|)^2
     * @param descent b, minus half the derivative of E
     */
    record Slope(double loss, double curvature, double descent) {}

    double loss(int frame) {
        detect(frame);
        float[] amplitude = frames.amplitudes(frame);
        float[] weights = frames.weights();
        double sum = 0;
        for (int i = 0; i < intensity.length; i++) {
            double d = Math.sqrt(Math.max(intensity[i], DARK)) - amplitude[i];
            sum += weights[i] * d * d;
        }
        return sum;
    }

    Slope slope(int frame) {
        detect(frame);
        Arrays.fill(slope, 0);
        placeChange(frame);
        for (int m = 0; m < kernel.modes(); m++) {
            changeOfDetectorWave(m);
            addRealProduct(kernel.wave(m), wave, slope);
        }
        float[] amplitude = frames.amplitudes(frame);
        float[] weights = frames.weights();
        double loss = 0;
        double curvature = 0;
        double descent = 0;
        for (int i = 0; i < intensity.length; i++) {
            double a = Math.sqrt(Math.max(intensity[i], DARK));
            double d = amplitude[i] - a;
            double g = slope[i] / a;
            loss += weights[i] * d * d;
            curvature += weights[i] * g * g;
            descent += weights[i] * g * d;
        }
        return new Slope(loss, curvature, descent);
    }

    private void detect(int frame) {
        kernel.place(seen.specimen().image(), probe, placements, frame);
        kernel.exitWaves();
        kernel.toDetector();
        kernel.intensity(intensity);
    }

    private void placeChange(int frame) {
        if (tangent.object() != null) {
            change.cut(tangent.object(), placements, frame);
        } else if (tangent.stretchDown() != null) {
            change.cutInto(change.patch(), tangent.stretchDown(), placements, frame, 0, frames.rows());
            change.cutInto(other, tangent.stretchRight(), placements, frame, 0, frames.rows());
            stretch(placements.down(frame), placements.right(frame));
        }
        if (probeChange != null) {
            change.see(probeChange, placements, frame);
        }
    }

    /** patch = (y - y_j) dO/dy + (x - x_j) dO/dx about the frame's place. */
    private void stretch(float down, float right) {
        ComplexImage patch = change.patch();
        for (int y = 0; y < patch.rows(); y++) {
            for (int x = 0; x < patch.columns(); x++) {
                int i = y * patch.columns() + x;
                float u = y - patch.rows() / 2 - down;
                float v = x - patch.columns() / 2 - right;
                patch.re()[i] = u * patch.re()[i] + v * other.re()[i];
                patch.im()[i] = u * patch.im()[i] + v * other.im()[i];
            }
        }
    }

    /** wave = dPsi of a mode. */
    private void changeOfDetectorWave(int mode) {
        Arrays.fill(wave.re(), 0);
        Arrays.fill(wave.im(), 0);
        if (tangent.object() != null || tangent.stretchDown() != null) {
            addProduct(kernel.probe(mode), change.patch());
        }
        if (probeChange != null) {
            addProduct(change.probe(mode), kernel.patch());
        }
        kernel.toDetector(wave);
        if (tangent.detector() != null) {
            ComplexImage detected = kernel.wave(mode);
            System.arraycopy(detected.re(), 0, other.re(), 0, other.size());
            System.arraycopy(detected.im(), 0, other.im(), 0, other.size());
            tangent.detector().slope(other, kernel.fft());
            ComplexLoops.add(other.re(), wave.re(), 0, wave.size());
            ComplexLoops.add(other.im(), wave.im(), 0, wave.size());
        }
    }

    /** wave += a b. */
    private void addProduct(ComplexImage a, ComplexImage b) {
        ComplexLoops.multiply(a.re(), a.im(), b.re(), b.im(), other.re(), other.im(), 0, other.size());
        ComplexLoops.add(other.re(), wave.re(), 0, wave.size());
        ComplexLoops.add(other.im(), wave.im(), 0, wave.size());
    }

    /** sum += Re( conj(a) b ). */
    private static void addRealProduct(ComplexImage a, ComplexImage b, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += a.re()[i] * b.re()[i] + a.im()[i] * b.im()[i];
        }
    }

    @Override
    public void close() {
        kernel.close();
        if (change != null) {
            change.close();
        }
    }
}
