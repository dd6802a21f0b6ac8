package org.polyptych.neural.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.MovableFrames;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.engines.gradient.DataTerm;
import org.polyptych.neural.torch.LentThreads;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * State of an engine that goes from noise to an object between a prior and the data, once or, with noise of its own each time,
 * several times. Every sample begins with what the problem gives: a flat object becomes the mean of what the prior knows. What
 * is reported is the object as it is now, noise taken off; of several samples the mean of those that are done.
 *
 * <p>Libtorch works with as many threads as the run has; their number may change the last bits of sums, so that the same seed
 * and the same number of threads give the same bits.
 */
abstract class PosteriorState implements MovableFrames {
    /** Factor between what a known probe says of the object's amplitude and what the data say, from which on it is not believed. */
    private static final double DOUBTFUL = 2;

    /** Times that one iteration may draw noise. */
    private static final int MOST_DRAWS = 1 << 12;

    private static final String COMPLETED = "completed";
    private static final String IMAGES = "images";
    private static final String MARGIN = "margin";
    private static final String UNIT = "unit";
    private static final String OBJECTS = "objects.";
    private static final String PROBES = "probes.";

    /** Squared amplitudes. */
    final DataTerm data;

    final ObjectPrior prior;
    final Estimate estimate;
    final boolean probeKnown;
    /** Gradients by object and probe. */
    final ComplexImage byObject;

    final ComplexImage[] byProbe;
    /** The object and what the prior has around it. */
    final ComplexImage field;

    Unit unit;

    private final PosteriorSettings settings;
    private final long seed;
    private final int threads;
    private final ComplexImage startObject;
    private final ComplexImage[] startProbe;
    private final Unit startUnit;
    private final boolean scaled;
    private final float[] light;
    private final Samples objects;
    private final List<Samples> probes = new ArrayList<>();
    private int completed;

    /**
     * @param data closed with this
     * @param prior closed with this
     */
    PosteriorState(Problem problem, DataTerm data, ObjectPrior prior, PosteriorSettings settings) {
        this.data = data;
        this.prior = prior;
        this.settings = settings;
        this.seed = problem.settings().seed();
        this.threads = problem.parallel().threads();
        this.estimate = new Estimate(problem);
        this.probeKnown = estimate.probeKnown();
        ComplexImage object = estimate.object();
        this.startObject = object.copy();
        this.startProbe =
                Arrays.stream(estimate.probe()).map(ComplexImage::copy).toArray(ComplexImage[]::new);
        this.light = Illumination.of(problem.specimen(), problem.probe(), data.positions())
                .values();
        boolean flat = object.isFlat();
        double said = amplitude(object) / prior.typicalAmplitude();
        boolean doubtful = said > DOUBTFUL || said < 1 / DOUBTFUL;
        this.scaled = probeKnown && (settings.scale() == Scale.DATA || settings.scale() == Scale.AUTO && doubtful);
        Unit phase = flat
                ? Unit.ONE
                : Unit.of(object, light, prior.meanRe(), prior.meanIm()).phase();
        this.startUnit = phase.times(probeKnown && !scaled ? 1 : said);
        if (flat) {
            fillWithMean(startObject, startUnit);
        }
        Canvas canvas = prior.canvas();
        this.field = ComplexImage.zeros(canvas.rows(), canvas.columns());
        this.byObject = ComplexImage.zeros(object.rows(), object.columns());
        this.byProbe = Stream.generate(() -> ComplexImage.zeros(startProbe[0].rows(), startProbe[0].columns()))
                .limit(startProbe.length)
                .toArray(ComplexImage[]::new);
        this.objects = new Samples(object.rows(), object.columns());
        for (ComplexImage mode : startProbe) {
            probes.add(new Samples(mode.rows(), mode.columns()));
        }
        begin();
    }

    /** Root of the mean square under light. */
    private double amplitude(ComplexImage object) {
        double square = 0;
        double sum = 0;
        for (int i = 0; i < light.length; i++) {
            square += light[i] * ((double) object.re()[i] * object.re()[i] + (double) object.im()[i] * object.im()[i]);
            sum += light[i];
        }
        return sum > 0 && square > 0 ? Math.sqrt(square / sum) : 1;
    }

    private void fillWithMean(ComplexImage image, Unit factor) {
        Arrays.fill(image.re(), (float) prior.meanRe());
        Arrays.fill(image.im(), (float) prior.meanIm());
        factor.onto(image);
    }

    /** Iterations of a sample. */
    abstract int each();

    /**
     * One iteration.
     *
     * @param iteration of the sample, from 0
     * @return its loss
     */
    abstract StepReport iterate(int sample, int iteration);

    /** Forgets what belongs to a sample, before the next. */
    abstract void forget();

    /** The loss of the object as it is. */
    abstract double loss();

    /** Adds what a subclass has of its own. */
    abstract void saveOwn(Snapshot snapshot);

    abstract void restoreOwn(Snapshot snapshot);

    /** One iteration; once all samples are done, nothing more happens. */
    final StepReport step() {
        try (LentThreads lent = new LentThreads(threads)) {
            int sample = completed / each();
            int iteration = completed % each();
            if (sample >= settings.samples()) {
                completed++;
                return new StepReport(completed, loss());
            }
            if (iteration == 0) {
                begin();
            }
            StepReport report = iterate(sample, iteration);
            completed++;
            if (iteration == each() - 1 && settings.samples() > 1) {
                take();
            }
            return new StepReport(completed, report.loss(), report.note());
        }
    }

    private void begin() {
        copy(startObject, estimate.object());
        for (int m = 0; m < startProbe.length && !probeKnown; m++) {
            copy(startProbe[m], estimate.probe()[m]);
        }
        unit = startUnit;
        fillWithMean(field, unit);
        prior.canvas().put(estimate.object(), field);
        forget();
    }

    static void copy(ComplexImage from, ComplexImage to) {
        System.arraycopy(from.re(), 0, to.re(), 0, to.size());
        System.arraycopy(from.im(), 0, to.im(), 0, to.size());
    }

    /** A sample is done: object and probe are brought to the first one's factor and counted. */
    private void take() {
        ComplexImage object = estimate.object().copy();
        Unit factor = Unit.ONE;
        if (objects.count() > 0) {
            Unit all = Unit.between(object, objects.mean(), light);
            factor = probeKnown ? all.phase() : all;
        }
        factor.onto(object);
        objects.add(object);
        for (int m = 0; m < startProbe.length; m++) {
            ComplexImage mode = estimate.probe()[m].copy();
            factor.inverse().onto(mode);
            probes.get(m).add(mode);
        }
    }

    /** Standard normal numbers, two for each pixel of the canvas, of one iteration of a sample. */
    final float[] noise(int sample, int iteration, int draw) {
        RandomStream random = new RandomStream(seed, ((long) sample * each() + iteration) * MOST_DRAWS + draw);
        float[] noise = new float[2 * field.size()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.gaussian();
        }
        return noise;
    }

    /** Channels of object and margin, in the prior's own unit. */
    final float[] channels() {
        ComplexImage own = field.copy();
        unit.inverse().onto(own);
        return prior.channels(own);
    }

    /** Object and margin become what channels mean. */
    final void become(float[] channels) {
        ComplexImage image = prior.image(channels);
        unit.onto(image);
        copy(image, field);
        prior.canvas().take(field, estimate.object());
    }

    /** Where the amplitude is not given: the object, or an unknown probe once, becomes as bright as the data say. */
    final void scale(int iteration) {
        if (probeKnown ? !scaled : iteration > 0) {
            return;
        }
        double factor = data.brightness(estimate.object(), estimate.probe());
        if (probeKnown) {
            unit = unit.times(factor);
            estimate.object().scale(factor);
            field.scale(factor);
        } else {
            for (ComplexImage mode : estimate.probe()) {
                mode.scale(factor);
            }
        }
    }

    /** Accelerated steps 1/L of an unknown probe behind the object as it is, if it is time for them. */
    final void stepProbe(int iteration) {
        if (probeKnown || iteration < settings.probeFrom()) {
            return;
        }
        double length = 1 / data.byProbe(estimate.object());
        ComplexImage[] ahead =
                Arrays.stream(estimate.probe()).map(ComplexImage::copy).toArray(ComplexImage[]::new);
        for (int step = 1; step <= settings.probeSteps(); step++) {
            data.evaluate(estimate.object(), ahead, null, byProbe);
            double momentum = step / (step + 3.0);
            for (int m = 0; m < ahead.length; m++) {
                Pull.step(estimate.probe()[m], ahead[m], byProbe[m], length, momentum);
            }
        }
    }

    @Override
    public final int completed() {
        return completed;
    }

    private boolean several() {
        return settings.samples() > 1 && objects.count() > 0;
    }

    @Override
    public final Specimen specimen() {
        return several() ? estimate.specimen(objects.mean()) : estimate.specimen();
    }

    @Override
    public final Probe probe() {
        return several()
                ? estimate.reportedProbe(probes.stream().map(Samples::mean).toArray(ComplexImage[]::new))
                : estimate.reportedProbe();
    }

    @Override
    public final Optional<RealImage> deviation() {
        return objects.count() > 1 ? Optional.of(objects.deviation()) : Optional.empty();
    }

    /** Images that are kept beside object and probe and lie on their grids. */
    List<ComplexImage> beside() {
        return List.of();
    }

    private List<ComplexImage> images() {
        List<ComplexImage> images = new ArrayList<>(estimate.images());
        images.addAll(beside());
        return images;
    }

    @Override
    public final void revise(Consumer<Estimate> revision) {
        estimate.revise(revision, images());
        prior.canvas().put(estimate.object(), field);
    }

    @Override
    public final FrameStack frames() {
        return data.frames();
    }

    @Override
    public void move(Positions moved) {
        data.move(moved);
    }

    @Override
    public final Snapshot save() {
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, IMAGES, images());
        Estimate.put(snapshot, MARGIN, List.of(field));
        snapshot.longs().put(COMPLETED, new long[] {completed});
        snapshot.doubles().put(UNIT, new double[] {unit.re(), unit.im()});
        if (settings.samples() > 1) {
            snapshot.add(OBJECTS, objects.save());
            for (int m = 0; m < probes.size(); m++) {
                snapshot.add(PROBES + m + ".", probes.get(m).save());
            }
        }
        saveOwn(snapshot);
        return snapshot;
    }

    @Override
    public final void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, IMAGES, images());
        Estimate.fill(snapshot, MARGIN, List.of(field));
        completed = (int) snapshot.longs().get(COMPLETED)[0];
        double[] factor = snapshot.doubles().get(UNIT);
        unit = new Unit(factor[0], factor[1]);
        if (settings.samples() > 1) {
            objects.restore(snapshot.part(OBJECTS));
            for (int m = 0; m < probes.size(); m++) {
                probes.get(m).restore(snapshot.part(PROBES + m + "."));
            }
        }
        restoreOwn(snapshot);
    }

    @Override
    public void close() {
        data.close();
        prior.close();
    }
}
