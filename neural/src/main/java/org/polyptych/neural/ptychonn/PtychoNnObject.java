package org.polyptych.neural.ptychonn;

import java.util.Arrays;
import java.util.Optional;
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
    private final boolean round;
    private final Parallel parallel;
    private final double meanCounts;
    private FrameStack frames;
    private Specimen canvas;
    /** Frames to be asked of, from the first on. */
    private int asked;
    /** What was said so far; kept for frames that may come. */
    private Optional<PlacedPatches> said = Optional.empty();

    private boolean goesOn;

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
        this.asked = frames.count();
        this.meanCounts = frames.totalCounts() / frames.count();
    }

    @Override
    public ComplexImage image(Positions positions) {
        Patterns patterns =
                model.prepared(new MeasuredPatterns(frames, model.preparation().of()));
        PlacedPatches placed = said.filter(before -> goesOn)
                .map(before -> before.grown(canvas, positions))
                .orElseGet(() -> placed(positions));
        new BatchedAnswers(model.network()::forward, settings.batch(), settings.device(), parallel)
                .of(patterns, BatchedAnswers.singly(asked), (groups, answers) -> add(placed, groups, answers));
        said = Optional.of(placed);
        goesOn = false;
        return placed.image();
    }

    @Override
    public void grow(FrameStack others, int further, int near, Specimen larger) {
        frames = others;
        asked = further;
        canvas = larger;
        goesOn = true;
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
                patch.scale(Math.sqrt(frames.counts(which[k]) / meanCounts));
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
