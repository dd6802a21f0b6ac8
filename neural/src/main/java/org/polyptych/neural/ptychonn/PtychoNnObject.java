package org.polyptych.neural.ptychonn;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Problem;
import org.polyptych.neural.answers.AnsweredObject;
import org.polyptych.neural.answers.BatchedAnswers;
import org.polyptych.neural.answers.PlacedPatches;
import org.polyptych.neural.patterns.MeasuredPatterns;
import org.polyptych.neural.patterns.Patterns;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/** The object as a PtychoNN says it: each pattern by itself, the answers put where the frames are. */
final class PtychoNnObject implements AnsweredObject {
    private final PtychoNnModel model;
    private final PtychoNnSettings settings;
    private final FrameStack frames;
    private final Specimen canvas;
    private final boolean round;
    private final Parallel parallel;

    /** @param model closed with this */
    PtychoNnObject(PtychoNnModel model, PtychoNnSettings settings, Problem problem, FrameStack frames) {
        this(
                model,
                settings,
                frames,
                problem.specimen(),
                problem.settings().positions().round(),
                problem.parallel());
    }

    PtychoNnObject(
            PtychoNnModel model,
            PtychoNnSettings settings,
            FrameStack frames,
            Specimen canvas,
            boolean round,
            Parallel parallel) {
        this.model = model;
        this.settings = settings;
        this.frames = frames;
        this.canvas = canvas;
        this.round = round;
        this.parallel = parallel;
    }

    @Override
    public ComplexImage image(Positions positions) {
        Patterns patterns =
                model.prepared(new MeasuredPatterns(frames, model.preparation().of()));
        PlacedPatches placed = placed(positions);
        new BatchedAnswers(model.network()::forward, settings.batch(), settings.device(), parallel)
                .of(patterns, BatchedAnswers.singly(frames.count()), (groups, said) -> add(placed, groups, said));
        return placed.image();
    }

    /** Nothing yet, where the frames are. */
    PlacedPatches placed(Positions positions) {
        return new PlacedPatches(
                canvas,
                positions,
                round,
                settings.weights().window(settings.central(), model.radius()),
                settings.between(),
                parallel);
    }

    /** @param said [frame][map][pixel]: amplitude in units of the network, phase in rad, as far as it has learned them */
    void add(PlacedPatches placed, int[][] groups, float[] said) {
        int[] which = Arrays.stream(groups).mapToInt(group -> group[0]).toArray();
        ComplexImage[] patches = new ComplexImage[which.length];
        parallel.forEach(which.length, k -> {
            ComplexImage patch = ComplexImage.zeros(frames.rows(), frames.columns());
            model.toComplex(said, k * said.length / which.length, patch.re(), patch.im());
            if (model.preparation().relative()) {
                patch.scale(Math.sqrt(frames.counts(which[k]) * frames.count() / frames.totalCounts()));
            }
            patches[k] = patch;
        });
        placed.add(which, patches);
    }

    @Override
    public void close() {
        model.close();
    }
}
