package org.polyptych.neural.ptychonn;

import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.Parallel;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.neural.stitch.Stitching;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.loss.AmplitudeL2;

/** State of {@link PtychoNnEngine}: the object, and whether the network has spoken. */
public final class PtychoNnState implements MovableFrames {
    private final PtychoNnSettings settings;
    private final PtychoNnModel network;
    private final FrameStack frames;
    private final ForwardModel model;
    private final Estimate estimate;
    private final Specimen canvas;
    private Positions positions;
    private final boolean round;
    private final Parallel parallel;
    private int completed;

    PtychoNnState(Problem problem, PtychoNnSettings settings) {
        try (Opened opened = new Opened()) {
            this.settings = settings;
            this.network = opened.add(PtychoNnModel.read(settings.model()));
            network.requireFit(problem.scan(), settings.anyPixel());
            network.network().to(settings.device());
            this.frames = problem.frames();
            this.estimate = new Estimate(problem);
            this.canvas = problem.specimen();
            this.positions = problem.scan().positions();
            this.round = problem.settings().positions().round();
            this.parallel = problem.parallel();
            this.model = new ForwardModel(
                    frames,
                    new AmplitudeL2(),
                    parallel,
                    round,
                    problem.scan().geometry().wavelength());
            opened.keep();
        }
    }

    void step() {
        if (completed == 0) {
            Libtorch.useThreads(parallel.threads());
            take(stitched());
            if (settings.scale() == PtychoNnSettings.Scale.DATA) {
                estimate.object().scale(factor());
            }
        }
        completed++;
    }

    private ComplexImage stitched() {
        Patterns patterns = network.prepared(
                new MeasuredPatterns(frames, network.preparation().of()));
        Stitching stitching =
                new Stitching(canvas.rows(), canvas.columns(), settings.window(network.radius()), settings.between());
        new PatternAnswers(network.network(), settings.batch(), settings.device()).of(patterns, (frame, maps) -> {
            ComplexImage patch = ComplexImage.zeros(patterns.rows(), patterns.columns());
            network.toComplex(maps, patch.re(), patch.im());
            if (network.preparation().relative()) {
                patch.scale(Math.sqrt(counts(frame) * frames.count() / frames.totalCounts()));
            }
            double row = canvas.rowOf(positions.y()[frame]);
            double column = canvas.columnOf(positions.x()[frame]);
            stitching.add(patch, round ? Math.round(row) : row, round ? Math.round(column) : column);
        });
        return flatElsewhere(stitching);
    }

    private double counts(int frame) {
        double sum = 0;
        for (float amplitude : frames.amplitudes(frame)) {
            sum += (double) amplitude * amplitude;
        }
        return sum;
    }

    /** Root mean square amplitude and mean phase where no patch counts. */
    private static ComplexImage flatElsewhere(Stitching stitching) {
        ComplexImage bare = stitching.image(0, 0);
        boolean[] covered = stitching.covered();
        double re = 0;
        double im = 0;
        double power = 0;
        int count = 0;
        for (int i = 0; i < covered.length; i++) {
            if (covered[i]) {
                re += bare.re()[i];
                im += bare.im()[i];
                power += (double) bare.re()[i] * bare.re()[i] + (double) bare.im()[i] * bare.im()[i];
                count++;
            }
        }
        double amplitude = count == 0 ? 1 : Math.sqrt(power / count);
        double phase = Math.atan2(im, re);
        return stitching.image((float) (amplitude * Math.cos(phase)), (float) (amplitude * Math.sin(phase)));
    }

    private void take(ComplexImage image) {
        System.arraycopy(image.re(), 0, estimate.object().re(), 0, image.size());
        System.arraycopy(image.im(), 0, estimate.object().im(), 0, image.size());
    }

    /**
     * The factor c of the object with the least sum of (c |Psi| - y)^2 = c^2 A - 2 c B + C, from its values at 1 and 2 and C,
     * the counts; 1 if the object lets no light through.
     */
    private double factor() {
        double c = frames.totalCounts();
        double once = squaredError();
        estimate.object().scale(2);
        double twice = squaredError();
        estimate.object().scale(0.5);
        double a = (twice - 2 * once + c) / 2;
        double b = (a + c - once) / 2;
        return a > 0 && b > 0 ? b / a : 1;
    }

    private double squaredError() {
        return model.loss(estimate.parameters(positions));
    }

    /** Sum over frames and good pixels of (modelled - measured amplitude)^2, divided by the sum of the counts. */
    double loss() {
        return squaredError() / frames.totalCounts();
    }

    @Override
    public int completed() {
        return completed;
    }

    @Override
    public Specimen specimen() {
        return estimate.specimen();
    }

    @Override
    public Probe probe() {
        return estimate.reportedProbe();
    }

    @Override
    public void revise(Consumer<Estimate> revision) {
        estimate.revise(revision, estimate.images());
    }

    @Override
    public FrameStack frames() {
        return frames;
    }

    /** The object stays as it was stitched; the loss and the next engine of a chain see frames elsewhere. */
    @Override
    public void move(Positions moved) {
        positions = moved;
    }

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, "images", estimate.images());
        snapshot.longs().put("completed", new long[] {completed});
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "images", estimate.images());
        completed = (int) snapshot.longs().get("completed")[0];
    }

    @Override
    public void close() {
        model.close();
        network.close();
    }
}
