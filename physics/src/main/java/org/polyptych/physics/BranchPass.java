package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Fft2;
import org.polyptych.core.PairwiseSum;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.Loss;

/** One evaluation of a {@link BranchForward}: each frame forwards, measured, and backwards. */
final class BranchPass {
    private final FrameStack frames;
    private final Loss loss;
    private final Specimen specimen;
    private final Conditions conditions;
    private final FramePlacements placements;
    private final FreeSpace[] gaps;
    private final Gradient into;
    private final BranchScratch.Shape shape;
    private final double[] losses;
    /** Modes of the probe, of all variations if there are weights; spectra if shifting. */
    private final ComplexImage[] probe;
    /** [frame][variation]; null if the probe is the same in every frame. */
    private final double[][] weights;

    private final Fft2 fft;
    /** In the order of the frame stack, 0 where masked; null for none. */
    private final float[] background;
    /** Where they are larger than the model's; null where they are the same. */
    private final DetectorPixels pixels;

    private final ObjectSums objectSums;
    private final ProbeSums probeSums;
    private final boolean moving;
    private final boolean slopesWanted;
    private final boolean backwards;
    /** [frame][gap] */
    private final double[][] bySpacing;

    /** @param first the scratch of one of the threads, whose transform is used before and after the frames */
    BranchPass(
            FrameStack frames,
            Loss loss,
            Parameters parameters,
            ForwardSums sums,
            FreeSpace[] gaps,
            Gradient into,
            BranchScratch.Shape shape,
            BranchScratch first,
            double[] losses) {
        this.frames = frames;
        this.loss = loss;
        this.specimen = parameters.specimen();
        this.conditions = parameters.conditions();
        this.placements = sums.placements();
        this.gaps = gaps;
        this.into = into;
        this.shape = shape;
        this.losses = losses;
        this.fft = first.kernel.fft();
        this.weights = conditions.weights();
        this.probe =
                ProbeSpectrum.of(parameters.probeModes(), fft, shape.shifting()).source();
        this.background = conditions.background() == null ? null : frames.good(conditions.background());
        this.pixels = conditions.upsample() == 1
                ? null
                : new DetectorPixels(frames.propagation(), frames.rows(), frames.columns(), conditions.upsample());
        this.objectSums = into.specimens() == null ? null : sums.object();
        this.probeSums = into.probe() == null && into.background() == null ? null : sums.probe();
        this.moving = into.positions() != null || into.motion() != null;
        this.slopesWanted = moving && frames.propagation().near();
        this.bySpacing = into.sliceSpacing() == null ? null : new double[frames.count()][gaps.length];
        this.backwards = into.specimens() != null
                || into.probe() != null
                || moving
                || bySpacing != null
                || into.weights() != null
                || into.descan() != null;
    }

    void chunk(BranchScratch scratch, int chunk, int first, int last) {
        ObjectSums.Chunk objectSum = objectSums == null ? null : objectSums.begin(chunk);
        ComplexImage[] sums = probeSums == null ? null : probeSums.begin(chunk);
        ComplexImage[] probeSum = into.probe() == null ? null : sums;
        float[] backgroundSum = into.background() == null ? null : probeSums.weight(chunk);
        for (int j = first; j < last; j++) {
            toDetector(scratch, j);
            measure(scratch, j, backgroundSum);
            ComplexImage[] byProbe = probeSum == null && into.weights() == null
                    ? null
                    : scratch.mixture == null ? probeSum : scratch.mixture.gradient();
            for (int part = 0; backwards && part < shape.parts(); part++) {
                back(scratch, j, part, objectSum, byProbe);
            }
            if (scratch.mixture != null) {
                unmix(scratch.mixture, j, probeSum);
            }
        }
    }

    /** From the gradient by the probe of a frame to those by variations and weights. */
    private void unmix(ProbeMixture mixture, int j, ComplexImage[] probeSum) {
        if (probeSum != null) {
            mixture.addBack(weights[j], probeSum);
        }
        if (into.weights() != null) {
            mixture.byWeights(probe, into.weights()[j]);
        }
    }

    /** The modes of the probe of the frame that is being worked on; their spectra if shifting. */
    private ComplexImage[] probe(BranchScratch scratch) {
        return scratch.mixture == null ? probe : scratch.mixture.probe();
    }

    /** The detector waves of all branches. */
    private void toDetector(BranchScratch scratch, int j) {
        if (scratch.mixture != null) {
            scratch.mixture.mix(probe, weights[j]);
        }
        scratch.kernel.wander(conditions.descan(), j);
        for (int part = 0; part < shape.parts(); part++) {
            scratch.toDetector(part, specimen, probe(scratch), placements, j * shape.parts() + part, gaps);
        }
    }

    /** The loss; makes the detector waves the gradient by their conjugates. */
    private void measure(BranchScratch scratch, int j, float[] backgroundSum) {
        float[] intensity = scratch.intensity;
        float[] factor = scratch.factor;
        float[] amplitudes = frames.amplitudes(j);
        float[] product = scratch.re;
        double beam = conditions.intensity() == null ? 1 : conditions.intensity()[j];
        float scale = (float) (beam / shape.parts());
        if (pixels != null) {
            addIntensities(scratch, 0, intensity.length);
            pixels.mean(intensity, scratch.im);
        }
        for (int from = 0; from < intensity.length; from += FrameKernel.BLOCK_PIXELS) {
            int to = Math.min(intensity.length, from + FrameKernel.BLOCK_PIXELS);
            if (pixels == null) {
                addIntensities(scratch, from, to);
            }
            if (into.intensity() != null) {
                System.arraycopy(intensity, from, product, from, to - from);
            }
            ComplexLoops.scale(intensity, scale, from, to);
            if (background != null) {
                ComplexLoops.add(background, intensity, from, to);
            }
            loss.evaluate(intensity, amplitudes, frames.weights(), factor, from, to);
            if (backgroundSum != null) {
                ComplexLoops.add(factor, backgroundSum, from, to);
            }
            if (into.intensity() != null) {
                ComplexLoops.multiply(factor, product, from, to);
            }
            if (backwards) {
                ComplexLoops.scale(factor, scale, from, to);
            }
            if (backwards && !slopesWanted && pixels == null) {
                scale(scratch, from, to);
            }
        }
        if (backwards && pixels != null) {
            pixels.mean(factor, scratch.im);
            if (!slopesWanted) {
                scale(scratch, 0, intensity.length);
            }
        }
        if (slopesWanted) {
            addDetectorSlopes(scratch, j);
            scale(scratch, 0, intensity.length);
        }
        losses[j] = PairwiseSum.destroying(intensity, intensity.length);
        if (into.intensity() != null) {
            into.intensity()[j] = PairwiseSum.destroying(product, product.length) / shape.parts();
        }
    }

    /** The summed intensity of all branches, without factor and background. */
    private static void addIntensities(BranchScratch scratch, int from, int to) {
        float[] intensity = scratch.intensity;
        Arrays.fill(intensity, from, to, 0);
        for (ComplexImage wave : scratch.detector) {
            ComplexLoops.addSquaredModulus(wave.re(), wave.im(), intensity, from, to);
        }
    }

    /** Detector waves to the gradient by their conjugates. */
    private static void scale(BranchScratch scratch, int from, int to) {
        for (ComplexImage wave : scratch.detector) {
            ComplexLoops.scale(wave.re(), wave.im(), scratch.factor, from, to);
        }
    }

    /** In the near field: what of the derivative by position and motion comes of shifting the detector wave back. */
    private void addDetectorSlopes(BranchScratch scratch, int j) {
        for (int part = 0; part < shape.parts(); part++) {
            double down = 0;
            double right = 0;
            for (int q = 0; q < shape.modes(); q++) {
                for (ComplexImage wave : scratch.waves(part, q)[shape.slices()]) {
                    down += detectorSlope(scratch, wave, true);
                    right += detectorSlope(scratch, wave, false);
                }
            }
            move(j, part, 2 * down / specimen.pixelHeight(), 2 * right / specimen.pixelWidth());
        }
    }

    /** Re sum over pixels of conj(d Psi / d position) dl/dI Psi. */
    private static double detectorSlope(BranchScratch scratch, ComplexImage wave, boolean down) {
        ComplexImage slope = scratch.slope;
        Arrays.fill(slope.re(), 0);
        Arrays.fill(slope.im(), 0);
        scratch.kernel.addDetectorSlope(wave, down, slope);
        double sum = 0;
        for (int i = 0; i < slope.size(); i++) {
            sum += scratch.factor[i] * ((double) slope.re()[i] * wave.re()[i] + (double) slope.im()[i] * wave.im()[i]);
        }
        return sum;
    }

    private void move(int j, int part, double down, double right) {
        if (into.positions() != null) {
            into.positions().y()[j] += down;
            into.positions().x()[j] += right;
        }
        if (into.motion() != null) {
            double along = conditions.motion().along(part);
            into.motion().y()[j] += along * down;
            into.motion().x()[j] += along * right;
        }
    }

    /** A sub-position's share of the gradient. */
    private void back(BranchScratch scratch, int j, int part, ObjectSums.Chunk objectSum, ComplexImage[] probeSum) {
        int at = j * shape.parts() + part;
        scratch.kernel.standAt(placements, at);
        // at fractions of a pixel all frames' gradients by the probe are shifted back before they are added
        ComplexImage[] byProbe = !moving && probeSum == null ? null : shape.shifting() ? scratch.byProbe : probeSum;
        if (byProbe != null && shape.shifting()) {
            for (ComplexImage image : byProbe) {
                Arrays.fill(image.re(), 0);
                Arrays.fill(image.im(), 0);
            }
        }
        for (int q = 0; q < shape.modes(); q++) {
            ComplexImage[][] waves = scratch.waves(part, q);
            ComplexImage[] gradient = waves[shape.slices()];
            for (ComplexImage wave : gradient) {
                scratch.kernel.fromDetector(wave);
            }
            if (into.descan() != null) {
                addDescanSlope(
                        scratch, j, at, waves[shape.slices() - 1], gradient, specimen.images()[q][shape.slices() - 1]);
            }
            for (int s = shape.slices() - 1; s >= 0; s--) {
                ComplexImage slice = specimen.images()[q][s];
                if (objectSum != null) {
                    scratch.addToSlice(objectSum, 2 * (q * shape.slices() + s), placements, at, waves[s], gradient);
                }
                if (s > 0) {
                    scratch.kernel.passBack(slice, placements, at, gradient, gradient);
                    backOverGap(scratch, j, s - 1, waves[s], gradient);
                } else if (byProbe != null) {
                    scratch.addToProbe(slice, placements, at, gradient, byProbe);
                }
            }
        }
        if (byProbe != null && shape.shifting()) {
            shiftBack(scratch, j, part, probeSum);
        }
    }

    /** @param before the waves that fall on the last slice of a state, behind which their gradients are */
    private void addDescanSlope(
            BranchScratch scratch, int j, int at, ComplexImage[] before, ComplexImage[] gradient, ComplexImage last) {
        Arrays.fill(scratch.moved, 0);
        scratch.addDescanSlope(last, placements, at, before, gradient);
        into.descan().y()[j] += 2 * scratch.moved[0];
        into.descan().x()[j] += 2 * scratch.moved[1];
    }

    /** @param arrived the waves behind the gap, of no use afterwards */
    private void backOverGap(BranchScratch scratch, int j, int gap, ComplexImage[] arrived, ComplexImage[] gradient) {
        Fft2 transform = scratch.kernel.fft();
        for (int m = 0; m < gradient.length; m++) {
            ComplexImage wave = gradient[m];
            transform.forward(wave.re(), wave.im());
            if (bySpacing != null) {
                transform.forward(arrived[m].re(), arrived[m].im());
                bySpacing[j][gap] += gaps[gap].derivative(wave, arrived[m], scratch.re);
            }
            gaps[gap].backFromSpectrum(wave, transform);
        }
    }

    /** From the gradient by the probe as a sub-position sees it to those by the probe, the position and the motion. */
    private void shiftBack(BranchScratch scratch, int j, int part, ComplexImage[] probeSum) {
        int at = j * shape.parts() + part;
        SubPixelShift shift = scratch.shift;
        shift.prepare(placements.down(at), placements.right(at));
        Arrays.fill(scratch.moved, 0);
        for (int m = 0; m < shape.probes(); m++) {
            ComplexImage gradient = scratch.byProbe[m];
            scratch.kernel.fft().forward(gradient.re(), gradient.im());
            if (probeSum != null) {
                shift.addAdjoint(gradient.re(), gradient.im(), probeSum[m].re(), probeSum[m].im(), 0, shape.rows());
            }
            if (moving) {
                ComplexImage mode = probe(scratch)[m];
                shift.apply(mode.re(), mode.im(), scratch.re, scratch.im, 0, shape.rows());
                SubPixelShift.addDerivative(scratch.re, scratch.im, gradient, scratch.moved);
            }
        }
        double down = 2 * scratch.moved[0] / specimen.pixelHeight();
        double right = 2 * scratch.moved[1] / specimen.pixelWidth();
        move(j, part, down, right);
    }

    /** Adds up what the frames have left. */
    void collect(int from, int to, Parallel parallel) {
        if (objectSums != null) {
            objectSums.totals(parallel, (planes, first, last) -> {
                for (int plane = 0; plane < planes.length; plane++) {
                    ComplexImage image = into.specimens()[plane / 2 / shape.slices()][plane / 2 % shape.slices()];
                    float[] target = plane % 2 == 0 ? image.re() : image.im();
                    System.arraycopy(planes[plane], first, target, first, last - first);
                }
            });
        }
        if (into.probe() != null) {
            probeSums.total(into.probe(), parallel);
            for (int m = 0; shape.shifting() && m < into.probe().length; m++) {
                fft.inverse(into.probe()[m].re(), into.probe()[m].im());
            }
        }
        if (into.background() != null) {
            float[] total = frames.propagation().toFile(probeSums.totalWeight(parallel));
            System.arraycopy(total, 0, into.background(), 0, total.length);
        }
        for (int gap = 0; bySpacing != null && gap < gaps.length; gap++) {
            into.sliceSpacing()[gap] = 0;
            for (int j = from; j < to; j++) {
                into.sliceSpacing()[gap] += bySpacing[j][gap];
            }
        }
    }
}
