package org.polyptych.neural.ptychopinn;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.BadInputException;
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
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** The object as a PtychoPINN says it: groups of patterns, the answers to each put where its frame is. */
final class PtychoPinnObject implements AnsweredObject {
    private final PtychoPinnModel model;
    private final PtychoPinnSettings settings;
    private final Scan scan;
    /** Of a frame, those it began with. */
    private final double meanCounts;
    /** Of the probe. */
    private final double power;

    private final boolean round;
    private final Parallel parallel;
    private FrameStack frames;
    private Specimen canvas;
    /** Frames that must be in a group, from the first on. */
    private int asked;
    /** Frames that may be in a group, from the first on. */
    private int members;
    /** What was said so far; kept for frames that may come. */
    private Optional<PlacedPatches> said = Optional.empty();

    private boolean goesOn;
    private int[][] groups;
    /** Where the frames were when the groups were made; null when they are to be made. */
    private Positions groupedAt;

    /**
     * @param model closed with this
     * @param frames of the problem
     */
    PtychoPinnObject(PtychoPinnModel model, PtychoPinnSettings settings, Problem problem, FrameStack frames) {
        this.model = model;
        this.settings = settings;
        this.scan = problem.scan();
        this.frames = frames;
        this.canvas = problem.specimen();
        this.power = problem.probe().power();
        this.round = problem.settings().positions().round();
        this.parallel = problem.parallel();
        this.meanCounts = frames.totalCounts() / frames.count();
        this.asked = frames.count();
        this.members = frames.count();
    }

    @Override
    public void grow(FrameStack others, int further, int near, Specimen larger) {
        frames = others;
        canvas = larger;
        asked = further;
        members = further + near;
        goesOn = true;
        groupedAt = null;
    }

    @Override
    public ComplexImage image(Positions positions) {
        Patterns patterns = prepared();
        PlacedPatches placed = said.filter(before -> goesOn)
                .map(before -> before.grown(canvas, positions))
                .orElseGet(() -> new PlacedPatches(
                        canvas,
                        positions,
                        round,
                        settings.weights().window(settings.central(), Math.min(model.radius(), frames.rows() / 4.0)),
                        settings.between(),
                        parallel));
        new BatchedAnswers(this::answered, settings.batch(), settings.device(), parallel)
                .of(patterns, groups(positions), (groups, answers) -> add(placed, groups, answers));
        said = Optional.of(placed);
        goesOn = false;
        return placed.image();
    }

    /** [group][frame], each frame asked for in one at least. */
    int[][] groups(Positions positions) {
        if (positions != groupedAt) {
            groups = found(positions);
            groupedAt = positions;
        }
        return groups;
    }

    private int[][] found(Positions positions) {
        Groups all = Groups.of(
                scan.source(),
                positions.select(IntStream.range(0, members).toArray()),
                scan.geometry().pixelHeight(),
                scan.geometry().pixelWidth(),
                frames.rows() / 2.0,
                rule(),
                0,
                asked);
        Groups few = settings.groups() == PtychoPinnSettings.Asked.FEW ? all.covering() : all;
        return IntStream.range(0, few.count()).mapToObj(few::frames).toArray(int[][]::new);
    }

    /** As it was taught; not by chance, where that was: a frame first and its neighbours, the nearest first, are such groups too. */
    private Groups.Rule rule() {
        Grouping taught = model.grouping() == Grouping.RANDOM ? Grouping.NEAREST : model.grouping();
        int size = model.network().settings().frames();
        return new Groups.Rule(size, taught, size, 1);
    }

    /** @throws BadInputException if they cannot be prepared, or would be of another size */
    private Patterns prepared() {
        Patterns prepared = model.preparation()
                .apply(new MeasuredPatterns(frames, model.preparation().of()));
        int side = model.taught().side();
        if (prepared.rows() != side || prepared.columns() != side) {
            throw new BadInputException(model.taught().source() + ": its preparation makes patterns of "
                    + prepared.rows() + " x " + prepared.columns() + " pixels, its network takes " + side + " x " + side
                    + "; the file is damaged");
        }
        return prepared;
    }

    private Tensor answered(Tensor patterns) {
        return model.network().forward(patterns.to(settings.numbers().torch()));
    }

    /**
     * Puts what each group says together under each of its frames.
     *
     * @param said [group][map][pixel]: amplitudes of all patterns of a group, then phases
     */
    private void add(PlacedPatches placed, int[][] groups, float[] said) {
        int size = model.network().settings().frames();
        int side = frames.rows() / 2;
        int[] which = Arrays.stream(groups).flatMapToInt(Arrays::stream).toArray();
        ComplexImage[] patches = new ComplexImage[which.length];
        parallel.forEach(which.length, k -> {
            ComplexImage patch = ComplexImage.zeros(side, side);
            int amplitude = (2 * size * (k / size) + k % size) * patch.size();
            double counts = model.preparation().relative() ? frames.counts(which[k]) : meanCounts;
            double unit = model.unit() * Math.sqrt(counts / power);
            for (int i = 0; i < patch.size(); i++) {
                double a = unit * said[amplitude + i];
                double p = said[amplitude + size * patch.size() + i];
                patch.re()[i] = (float) (a * Math.cos(p));
                patch.im()[i] = (float) (a * Math.sin(p));
            }
            patches[k] = patch;
        });
        parallel.forEach(groups.length, g -> {
            ComplexImage[] group = Arrays.copyOfRange(patches, g * size, (g + 1) * size);
            ComplexImage[] means = GroupMean.of(group, placed.rows(groups[g]), placed.columns(groups[g]));
            System.arraycopy(means, 0, patches, g * size, size);
        });
        placed.add(which, patches);
    }

    @Override
    public void close() {
        model.close();
    }
}
