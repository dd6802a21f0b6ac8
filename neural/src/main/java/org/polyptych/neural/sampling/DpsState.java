package org.polyptych.neural.sampling;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.engines.gradient.DataTerm;
import org.polyptych.neural.torch.Scope;
import org.polyptych.physics.Positions;

/** State of {@link DpsEngine}: x_t, and the object that the network sees in it. */
public final class DpsState extends PosteriorState {
    private static final String NOISY = "noisy";

    /** Noise of an iteration: the start's, a step's, that of the way back, and of the steps out of it. */
    private static final int START = 0;

    private static final int STEP = 1;
    private static final int BACK = 2;
    private static final int AGAIN = 3;

    private final DpsSettings settings;
    private final NoiseSteps steps;
    private final DataTerm guide;
    private final ComplexImage byField;
    private float[] noisy;
    private double steepness;

    /** @param guide the loss whose gradient leads; closed with this */
    DpsState(Problem problem, DataTerm data, DataTerm guide, ObjectPrior prior, DpsSettings settings) {
        super(
                problem,
                data,
                prior,
                new PosteriorSettings(
                        settings.samples(), settings.scale(), settings.probeFrom(), settings.probeSteps()));
        this.settings = settings;
        this.steps = new NoiseSteps(settings.steps());
        this.guide = guide;
        this.byField = ComplexImage.zeros(field.rows(), field.columns());
    }

    @Override
    int each() {
        return settings.steps();
    }

    @Override
    void forget() {
        noisy = null;
    }

    @Override
    StepReport iterate(int sample, int iteration) {
        int last = steps.count() - 1;
        int t = last - iteration;
        if (iteration == 0) {
            noisy = channels();
            mix(steps.abar(last), noise(sample, iteration, START));
        }
        steepness = probeKnown && steepness > 0 ? steepness : data.byObject(estimate.probe());
        double loss = guided(t, noise(sample, iteration, STEP), iteration);
        int before = t - 1;
        int travel = settings.travel();
        if (travel > 0 && before >= 0 && before + travel <= last) {
            mix(steps.abar(before + travel) / steps.abar(before), noise(sample, iteration, BACK));
            for (int k = 0; k < travel; k++) {
                loss = guided(before + travel - k, noise(sample, iteration, AGAIN + k), iteration);
            }
        }
        stepProbe(iteration);
        return new StepReport(iteration, loss);
    }

    /** Adds noise so that so much of the variance stays what it was. */
    private void mix(double kept, float[] noise) {
        float old = (float) Math.sqrt(kept);
        float more = (float) Math.sqrt(1 - kept);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = old * noisy[i] + more * noise[i];
        }
    }

    /** From x_t to x_(t-1); the object is then what the network has seen in x_t. */
    private double guided(int t, float[] noise, int iteration) {
        double sigma = steps.sigma(t);
        float root = (float) (1 / Math.sqrt(steps.abar(t)));
        float[] spread = new float[noisy.length];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = root * noisy[i];
        }
        float[] clean;
        float[] gradient;
        double loss;
        try (Scope scope = Scope.open()) {
            ObjectPrior.Guess guess = prior.guess(spread, sigma);
            clean = guess.clean();
            become(clean);
            if (t == steps.count() - 1 - iteration) {
                scale(iteration);
            }
            loss = guide.evaluate(estimate.object(), estimate.probe(), byObject, null);
            gradient = settings.zeta() > 0 && loss > 0 ? back(guess) : new float[noisy.length];
        }
        float length = (float) (settings.zeta() * root * normalised(loss));
        float ofClean = (float) steps.ofClean(t);
        float ofNoisy = (float) steps.ofNoisy(t);
        float deviation = (float) steps.deviation(t);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = ofClean * clean[i] + ofNoisy * noisy[i] + deviation * noise[i] - length * gradient[i];
        }
        return relative(loss);
    }

    /** The loss's gradient by the noisy channels. */
    private float[] back(ObjectPrior.Guess guess) {
        unit.conjugate().onto(byObject);
        prior.canvas().put(byObject, byField);
        return guess.gradient(byField);
    }

    /** What the gradient of the loss is multiplied by to become one of a norm that neither counts nor their number change. */
    private double normalised(double loss) {
        double light = Math.sqrt(steepness) * unit.amplitude();
        return switch (settings.norm()) {
            case L1 -> 1 / light;
            // the gradient of sqrt(numbers x loss)
            case L2 -> Math.sqrt(numbers() / loss) / (2 * light);
        };
    }

    private double numbers() {
        return (double) data.frames().count() * data.frames().goodPixels();
    }

    private double relative(double loss) {
        return switch (settings.norm()) {
            case L1 -> loss / Math.sqrt(numbers() * data.totalCounts());
            case L2 -> loss / data.totalCounts();
        };
    }

    @Override
    double loss() {
        return relative(guide.evaluate(estimate.object(), estimate.probe(), null, null));
    }

    @Override
    public void move(Positions moved) {
        super.move(moved);
        guide.move(moved);
        steepness = 0;
    }

    @Override
    void saveOwn(Snapshot snapshot) {
        if (noisy != null) {
            snapshot.floats().put(NOISY, new float[][] {noisy.clone()});
        }
    }

    @Override
    void restoreOwn(Snapshot snapshot) {
        float[][] kept = snapshot.floats().get(NOISY);
        noisy = kept == null ? null : kept[0].clone();
        steepness = 0;
    }

    @Override
    public void close() {
        super.close();
        guide.close();
    }
}
