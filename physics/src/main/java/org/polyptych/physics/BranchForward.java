package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.Opened;
import org.polyptych.core.Parallel;
import org.polyptych.physics.loss.Loss;

/**
 * The forward model of everything that {@link PlainForward} does not take: several slices, several object modes, a stage
 * that moves, background, intensities, a probe that varies, descan. Keeps what is used again from one evaluation to the next.
 */
final class BranchForward implements AutoCloseable {
    private final FrameStack frames;
    private final Loss loss;
    private final Parallel parallel;
    private final Parallel alone = new Parallel(1);
    private final double wavelength;
    private final double[] losses;
    private BranchScratch.Shape shape;
    private BranchScratch[] scratch;
    private double[] gapKey = {};
    private FreeSpace[] gaps = {};

    /**
     * @param wavelength in metres; NaN if there is no propagation between slices
     * @param losses receives the loss of each frame
     */
    BranchForward(FrameStack frames, Loss loss, Parallel parallel, double wavelength, double[] losses) {
        this.frames = frames;
        this.loss = loss;
        this.parallel = parallel;
        this.wavelength = wavelength;
        this.losses = losses;
    }

    /** Fills the losses of the frames and those parts of the gradient that are not null. */
    void evaluate(Parameters parameters, ForwardSums sums, int from, int to, Gradient into) {
        Specimen specimen = parameters.specimen();
        boolean shifting = !sums.placements().whole() || into.positions() != null || into.motion() != null;
        BranchScratch.Shape wanted = new BranchScratch.Shape(
                frames.rows(),
                frames.columns(),
                parameters.conditions().parts(),
                specimen.modes(),
                specimen.slices(),
                parameters.probe().modes(),
                shifting,
                parameters.conditions().weights() != null);
        findGaps(specimen);
        if (!wanted.equals(shape)) {
            close();
            open(wanted);
        }
        BranchPass pass = new BranchPass(frames, loss, parameters, sums, gaps, into, wanted, scratch[0], losses);
        long work = (long) (to - from) * frames.pixels() * shape.parts() * shape.modes() * shape.probes();
        Parallel team = work < PlainForward.WORTH_WAKING ? alone : parallel;
        team.forChunks(
                to - from,
                (worker, chunk, first, last) -> pass.chunk(scratch[worker], chunk, from + first, from + last));
        pass.collect(from, to, parallel);
    }

    /** Propagation between slices, anew only where distances, tilt or pixels have changed. */
    private void findGaps(Specimen specimen) {
        double[] distances = specimen.sliceSpacing();
        double[] key = Arrays.copyOf(distances, distances.length + 4);
        key[distances.length] = specimen.pixelHeight();
        key[distances.length + 1] = specimen.pixelWidth();
        key[distances.length + 2] = specimen.tilt().y();
        key[distances.length + 3] = specimen.tilt().x();
        if (Arrays.equals(key, gapKey)) {
            return;
        }
        gaps = FreeSpace.between(specimen, frames.rows(), frames.columns(), wavelength);
        gapKey = key;
    }

    private void open(BranchScratch.Shape wanted) {
        BranchScratch[] all = new BranchScratch[parallel.threads()];
        try (Opened opened = new Opened()) {
            for (int w = 0; w < all.length; w++) {
                all[w] = opened.add(new BranchScratch(wanted, frames.propagation()));
            }
            opened.keep();
        }
        scratch = all;
        shape = wanted;
    }

    @Override
    public void close() {
        if (scratch != null) {
            for (BranchScratch one : scratch) {
                one.close();
            }
            scratch = null;
            shape = null;
        }
    }
}
