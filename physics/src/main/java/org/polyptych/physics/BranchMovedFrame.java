package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;

/**
 * A {@link MovedFrame} of everything that {@link ForwardModel} predicts: slices, states of the object, a stage that moves,
 * background, intensities, descan. With sub-positions k, states q and modes m, and c / K the weight of a branch, half the
 * derivative of the intensity is
 *
 * <pre>c / K Re sum over k, q, m of conj(Psi) dPsi,</pre>
 *
 * where dPsi is what becomes of the probe's own derivative on the way through all slices to the detector: the way is
 * linear in the wave that falls on the first.
 */
final class BranchMovedFrame implements MovedFrame {
    private final FrameStack frames;
    private final Specimen specimen;
    private final Conditions conditions;
    private final BranchScratch.Shape shape;
    private final BranchScratch scratch;
    /** Spectra of the modes of the probe, of all variations if there are weights. */
    private final ComplexImage[] spectra;

    private final FreeSpace[] gaps;
    /** In the order of the frame stack, 0 where masked; null for none. */
    private final float[] background;

    private final ComplexImage probeSlope;
    private final ComplexImage wave;
    private FramePlacements placements;
    private float scale;

    BranchMovedFrame(FrameStack frames, Parameters parameters, double wavelength) {
        if (parameters.conditions().descan() != null) {
            Descan.requireFar(frames.propagation());
        }
        this.frames = frames;
        this.specimen = parameters.specimen();
        this.conditions = parameters.conditions();
        this.shape = new BranchScratch.Shape(
                frames.rows(),
                frames.columns(),
                conditions.parts(),
                specimen.modes(),
                specimen.slices(),
                parameters.probe().modes(),
                true,
                conditions.weights() != null);
        this.gaps = FreeSpace.between(specimen, frames.rows(), frames.columns(), wavelength);
        this.background = conditions.background() == null ? null : frames.good(conditions.background());
        this.probeSlope = ComplexImage.zeros(frames.rows(), frames.columns());
        this.wave = ComplexImage.zeros(frames.rows(), frames.columns());
        // last, because it holds native memory, which nobody would free if the arrays did not fit
        this.scratch = new BranchScratch(shape, frames.propagation());
        this.spectra = ProbeSpectrum.of(parameters.probeModes(), scratch.kernel.fft(), true)
                .source();
    }

    @Override
    public float[] predict(int frame, double y, double x) {
        placements = FramePlacements.of(specimen, subPositions(frame, y, x), frames.rows(), frames.columns(), false);
        double beam = conditions.intensity() == null ? 1 : conditions.intensity()[frame];
        scale = (float) (beam / shape.parts());
        float[] intensity = scratch.intensity;
        Arrays.fill(intensity, 0);
        if (scratch.mixture != null) {
            scratch.mixture.mix(spectra, conditions.weights()[frame]);
        }
        scratch.kernel.wander(conditions.descan(), frame);
        for (int part = 0; part < shape.parts(); part++) {
            scratch.toDetector(part, specimen, probe(), placements, part, gaps);
        }
        for (ComplexImage detected : scratch.detector) {
            ComplexLoops.addSquaredModulus(detected.re(), detected.im(), intensity, 0, intensity.length);
        }
        ComplexLoops.scale(intensity, scale, 0, intensity.length);
        if (background != null) {
            ComplexLoops.add(background, intensity, 0, intensity.length);
        }
        return intensity;
    }

    /** Spectra of the modes of the frame's probe. */
    private ComplexImage[] probe() {
        return scratch.mixture == null ? spectra : scratch.mixture.probe();
    }

    private Positions subPositions(int frame, double y, double x) {
        Positions at = new Positions(new double[] {y}, new double[] {x});
        Motion all = conditions.motion();
        return all == null
                ? at
                : new Motion(new double[] {all.y()[frame]}, new double[] {all.x()[frame]}, all.parts())
                        .subPositions(at);
    }

    @Override
    public void slope(boolean down, float[] out) {
        Arrays.fill(out, 0);
        for (int part = 0; part < shape.parts(); part++) {
            scratch.kernel.standAt(placements, part);
            scratch.shift.prepare(placements.down(part), placements.right(part));
            for (int m = 0; m < shape.probes(); m++) {
                differentiateProbe(m, down);
                for (int q = 0; q < shape.modes(); q++) {
                    System.arraycopy(probeSlope.re(), 0, wave.re(), 0, wave.size());
                    System.arraycopy(probeSlope.im(), 0, wave.im(), 0, wave.size());
                    ComplexImage detected = scratch.waves(part, q)[shape.slices()][m];
                    carry(part, q);
                    if (scratch.kernel.shiftsDetectorBack()) {
                        scratch.kernel.addDetectorSlope(detected, down, wave);
                    }
                    ThinMovedFrame.addRealProduct(
                            detected.re(), detected.im(), wave.re(), wave.im(), out, 0, out.length);
                }
            }
        }
        ComplexLoops.scale(out, scale, 0, out.length);
    }

    /** The derivative of a mode as a sub-position sees it. */
    private void differentiateProbe(int mode, boolean down) {
        ComplexImage of = probe()[mode];
        scratch.shift.apply(of.re(), of.im(), probeSlope.re(), probeSlope.im(), 0, shape.rows());
        SubPixelShift.differentiate(probeSlope, down, -1);
        scratch.kernel.fft().inverse(probeSlope.re(), probeSlope.im());
    }

    /** The wave through all slices to the detector. */
    private void carry(int part, int state) {
        ComplexImage[] one = {wave};
        for (int s = 0; s < shape.slices(); s++) {
            scratch.kernel.pass(specimen.images()[state][s], placements, part, one, one);
            if (s < gaps.length) {
                gaps[s].forward(wave, scratch.kernel.fft());
            } else {
                scratch.kernel.toDetector(wave);
            }
        }
    }

    @Override
    public void close() {
        scratch.close();
    }
}
