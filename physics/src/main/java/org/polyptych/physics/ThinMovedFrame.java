package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;

/** A {@link MovedFrame} of a thin specimen of one mode, at rest in a steady beam without background. */
final class ThinMovedFrame implements MovedFrame {
    private final FrameStack frames;
    private final Specimen specimen;
    private final FrameKernel kernel;
    private final ProbeSpectrum probe;
    private final ComplexImage wave;
    private final float[] intensity;

    ThinMovedFrame(FrameStack frames, Specimen specimen, Probe probe) {
        this.frames = frames;
        this.specimen = specimen;
        this.wave = ComplexImage.zeros(frames.rows(), frames.columns());
        this.intensity = new float[frames.pixels()];
        ComplexImage[] modes = new ComplexImage[probe.modes()];
        Arrays.setAll(modes, probe::mode);
        this.kernel = new FrameKernel(frames.propagation(), modes.length, true);
        this.probe = ProbeSpectrum.of(modes, kernel.fft(), true);
    }

    @Override
    public float[] predict(int frame, double y, double x) {
        FramePlacements at = FramePlacements.of(
                specimen, new Positions(new double[] {y}, new double[] {x}), frames.rows(), frames.columns(), false);
        kernel.place(specimen.image(), probe, at, 0);
        kernel.exitWaves();
        kernel.toDetector();
        kernel.intensity(intensity);
        return intensity;
    }

    /** Re sum over modes of conj(Psi) dPsi. */
    @Override
    public void slope(boolean down, float[] out) {
        Arrays.fill(out, 0);
        ComplexImage patch = kernel.patch();
        for (int m = 0; m < kernel.modes(); m++) {
            kernel.probeSlope(probe, m, down, wave);
            ComplexLoops.multiply(
                    wave.re(), wave.im(), patch.re(), patch.im(), wave.re(), wave.im(), 0, frames.pixels());
            kernel.toDetector(wave);
            if (kernel.shiftsDetectorBack()) {
                kernel.addDetectorSlope(kernel.wave(m), down, wave);
            }
            addRealProduct(kernel.wave(m).re(), kernel.wave(m).im(), wave.re(), wave.im(), out, 0, frames.pixels());
        }
    }

    /** sum += Re( conj(a) b ). */
    static void addRealProduct(float[] aRe, float[] aIm, float[] bRe, float[] bIm, float[] sum, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] += aRe[i] * bRe[i] + aIm[i] * bIm[i];
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
