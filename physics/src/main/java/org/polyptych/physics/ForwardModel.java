package org.polyptych.physics;

import java.util.Set;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.PairwiseSum;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.Loss;

/**
 * The loss of a range of frames and its gradient, in one pass per frame: I_j = sum over modes of |F(P_m(r - f_j) O(r +
 * r_j))|^2 in the far field. Results do not depend on the number of threads.
 */
public final class ForwardModel {
    private final FrameStack frames;
    private final Loss loss;
    private final Parallel parallel;

    public ForwardModel(FrameStack frames, Loss loss, Parallel parallel) {
        this.frames = frames;
        this.loss = loss;
        this.parallel = parallel;
    }

    /** A loss, in the unit of the {@link Loss}, and its gradient. */
    public record Evaluation(double loss, Gradient gradient) {}

    /** The loss of all frames. */
    public double loss(Parameters parameters) {
        return evaluate(parameters, 0, frames.count(), Set.of()).loss();
    }

    /**
     * The loss of frames {@code from} (included) to {@code to} (excluded) and its gradient.
     *
     * @param wanted the parts of the gradient to compute; more parts cost more
     * @throws IllegalArgumentException for a specimen of several modes or slices
     */
    public Evaluation evaluate(Parameters parameters, int from, int to, Set<Gradient.Part> wanted) {
        Specimen specimen = parameters.specimen();
        if (specimen.modes() > 1 || specimen.slices() > 1) {
            throw new IllegalArgumentException("the far-field model takes a specimen of one mode and one slice, got "
                    + specimen.modes() + " and " + specimen.slices());
        }
        try (Pass pass = new Pass(parameters, from, to, wanted)) {
            return pass.run();
        }
    }

    /** One evaluation. */
    private final class Pass implements AutoCloseable {
        private final ComplexImage image;
        private final Probe probe;
        private final double pixelHeight;
        private final double pixelWidth;
        private final int from;
        private final int to;
        private final Set<Gradient.Part> wanted;
        private final FramePlacements placements;
        private final boolean shifting;
        private final FrameKernel[] kernels;
        private final float[][] intensity;
        private final float[][] factor;
        private final float[][] sumRe;
        private final float[][] sumIm;
        private final ProbeSpectrum spectrum;
        private final ObjectSums objectSums;
        private final ProbeSums probeSums;
        private final double[] losses;
        private final double[] gradientY;
        private final double[] gradientX;

        Pass(Parameters parameters, int from, int to, Set<Gradient.Part> wanted) {
            Specimen specimen = parameters.specimen();
            this.image = specimen.image();
            this.probe = parameters.probe();
            this.pixelHeight = specimen.pixelHeight();
            this.pixelWidth = specimen.pixelWidth();
            this.from = from;
            this.to = to;
            this.wanted = wanted;
            this.placements =
                    FramePlacements.of(specimen, parameters.positions(), frames.rows(), frames.columns(), false);
            this.shifting = !placements.whole() || wanted.contains(Gradient.Part.POSITIONS);
            int workers = parallel.threads();
            this.kernels = new FrameKernel[workers];
            this.intensity = new float[workers][frames.pixels()];
            this.factor = new float[workers][frames.pixels()];
            this.sumRe = new float[workers][frames.pixels()];
            this.sumIm = new float[workers][frames.pixels()];
            try (Opened opened = new Opened()) {
                for (int w = 0; w < workers; w++) {
                    kernels[w] = opened.add(new FrameKernel(frames.rows(), frames.columns(), probe.modes(), shifting));
                }
                ComplexImage[] modes = new ComplexImage[probe.modes()];
                for (int m = 0; m < modes.length; m++) {
                    modes[m] = probe.mode(m);
                }
                this.spectrum = ProbeSpectrum.of(modes, kernels[0].fft(), shifting);
                this.objectSums = wanted.contains(Gradient.Part.SPECIMEN)
                        ? new ObjectSums(
                                placements, from, to, image.rows(), image.columns(), frames.rows(), frames.columns(), 2)
                        : null;
                this.probeSums = wanted.contains(Gradient.Part.PROBE)
                        ? new ProbeSums(to - from, probe.modes(), frames.rows(), frames.columns())
                        : null;
                this.losses = new double[frames.count()];
                this.gradientY = new double[frames.count()];
                this.gradientX = new double[frames.count()];
                opened.keep();
            }
        }

        Evaluation run() {
            parallel.forChunks(to - from, (worker, chunk, first, last) -> {
                ObjectSums.Chunk objectSum = objectSums == null ? null : objectSums.begin(chunk);
                ComplexImage[] probeSum = probeSums == null ? null : probeSums.begin(chunk);
                for (int j = from + first; j < from + last; j++) {
                    frame(worker, j, objectSum, probeSum);
                }
            });
            double total = 0;
            for (double value : losses) {
                total += value;
            }
            return new Evaluation(total, gradient());
        }

        private void frame(int worker, int j, ObjectSums.Chunk objectSum, ComplexImage[] probeSum) {
            FrameKernel kernel = kernels[worker];
            kernel.place(image, spectrum, placements, j);
            kernel.exitWaves();
            kernel.toDetector();
            kernel.intensity(intensity[worker]);
            loss.evaluate(intensity[worker], frames.amplitudes(j), frames.weights(), factor[worker]);
            losses[j] = PairwiseSum.destroying(intensity[worker], frames.pixels());
            if (wanted.isEmpty()) {
                return;
            }
            kernel.scaleWaves(factor[worker]);
            kernel.fromDetector();
            if (objectSum != null) {
                objectSum.cut(0, placements, j, sumRe[worker], 0, frames.rows());
                objectSum.cut(1, placements, j, sumIm[worker], 0, frames.rows());
                kernel.addToPatch(kernel.waves(), sumRe[worker], sumIm[worker]);
                objectSum.paste(0, placements, j, sumRe[worker], 0, frames.rows());
                objectSum.paste(1, placements, j, sumIm[worker], 0, frames.rows());
            }
            if (probeSum != null) {
                for (int m = 0; m < probeSum.length; m++) {
                    kernel.addToProbe(kernel.wave(m), probeSum[m]);
                }
            }
            if (wanted.contains(Gradient.Part.POSITIONS)) {
                double[] moved = kernel.dotShiftDerivative(spectrum);
                gradientY[j] = 2 * moved[0] / pixelHeight;
                gradientX[j] = 2 * moved[1] / pixelWidth;
            }
        }

        private Gradient gradient() {
            ComplexImage specimen = null;
            if (objectSums != null) {
                specimen = ComplexImage.zeros(image.rows(), image.columns());
                objectSums.total(0, specimen.re(), parallel);
                objectSums.total(1, specimen.im(), parallel);
            }
            ComplexImage[] modes = null;
            if (probeSums != null) {
                modes = probeSums.total();
                if (shifting) {
                    for (ComplexImage mode : modes) {
                        kernels[0].fft().inverse(mode.re(), mode.im());
                    }
                }
            }
            return new Gradient(
                    specimen,
                    modes,
                    wanted.contains(Gradient.Part.POSITIONS) ? new Positions(gradientY, gradientX) : null);
        }

        @Override
        public void close() {
            for (FrameKernel kernel : kernels) {
                kernel.close();
            }
        }
    }
}
