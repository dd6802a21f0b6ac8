package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;

/**
 * What every engine must do, ours or a stranger's: extend this class, name the engine and its budget, and all of it is
 * tested.
 */
public abstract class EngineConformance {
    private static final double CONVERGED = 0.05;
    private static final int FEW = 4;
    private static final int EXPLAINING = 60;
    /** For scans that bring their object with them. */
    private static final String KNOWN_OBJECT = "object.known=true";

    private static final String STREAMED = "data.stream=true";

    /** Name of the engine. */
    protected abstract String engine();

    /** Iterations in which it must converge on a well-posed scan of 64 frames. */
    protected abstract int budget();

    /** Settings that differ from the defaults. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Whether any number of threads gives the same bits, as it must with a classical engine. Libraries under neural engines
     * split their sums by it: there the same number must give them.
     */
    protected boolean sameBitsOnAnyThreads() {
        return true;
    }

    /**
     * Whether it comes to the object in its budget, as it must if it is meant to. One that draws samples by steps along a
     * gradient is not: it ends where the prior and its noise leave it, and a test of its own says how near that is.
     */
    protected boolean converges() {
        return true;
    }

    private int threads(int asked) {
        return sameBitsOnAnyThreads() ? asked : 2;
    }

    /** Whether the engine can do it with {@link #settings()} too. */
    protected boolean takes(Capability capability) {
        return provider().capabilities().contains(capability);
    }

    private EngineProvider provider() {
        return Engines.named(engine());
    }

    private void assumeCapable(Capability capability) {
        Assumptions.assumeTrue(
                provider().capabilities().contains(capability), engine() + " does not claim " + capability);
    }

    private Reconstruction recipe(int iterations, int threads, String... more) {
        Map<String, String> all = new HashMap<>(settings());
        if (Arrays.asList(more).contains(KNOWN_OBJECT)) {
            all.put("object.start", "file");
        }
        for (String pair : more) {
            all.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return Reconstruction.with(engine(), all, iterations, 5, threads);
    }

    private Result run(Scan scan, int iterations, int threads, String... more) {
        return recipe(iterations, threads, more).run(scan, Observer.NONE);
    }

    /** On the grid of the truth: amplitude 0.7 to 1.3, phase of up to half a radian, every pixel for itself. */
    private static Specimen randomStart(Scan scan) {
        Specimen start = scan.truth().orElseThrow().specimen().copy();
        RandomStream random = new RandomStream(11, 0);
        ComplexImage image = start.image();
        for (int i = 0; i < image.size(); i++) {
            double amplitude = 0.7 + 0.6 * random.uniform();
            double phase = random.uniform() - 0.5;
            image.re()[i] = (float) (amplitude * Math.cos(phase));
            image.im()[i] = (float) (amplitude * Math.sin(phase));
        }
        return start;
    }

    private double errorFromRandomStart(Scan scan, String... more) {
        Assumptions.assumeTrue(converges(), engine() + " draws samples");
        Reconstruction recipe = recipe(budget(), 2, more);
        Result result = recipe.run(scan, Optional.empty(), Optional.of(randomStart(scan)), Observer.NONE, () -> false);
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                .value("object.nrmse");
    }

    @Test
    void convergesFromARandomStartWithAKnownProbe() {
        assumeCapable(Capability.KNOWN_PROBE);
        assertThat(errorFromRandomStart(SimulatedScan.wellPosed().scan(), "probe.known=true"))
                .isLessThan(CONVERGED);
    }

    @Test
    void convergesFromARandomStartWithAProbeThatIsNotQuiteRight() {
        Scan right = SimulatedScan.wellPosed().scan();
        Scan scan = ChangedScan.of(right)
                .probe(distorted(right.probe().orElseThrow()))
                .scan();
        assertThat(errorFromRandomStart(scan)).isLessThan(CONVERGED);
    }

    @Test
    void convergesAtFractionsOfAPixel() {
        assumeCapable(Capability.KNOWN_PROBE);
        assertThat(errorFromRandomStart(SimulatedScan.wellPosed().subPixel().scan(), "probe.known=true"))
                .isLessThan(CONVERGED);
    }

    @Test
    void convergesInTheNearField() {
        assumeCapable(Capability.NEAR_FIELD);
        Scan scan = SimulatedScan.wellPosed().near().scan();
        assertThat(errorFromRandomStart(scan, "probe.known=true")).isLessThan(CONVERGED);
    }

    @Test
    void inTheNearFieldTheNumberOfThreadsDoesNotMatterEither() {
        assumeCapable(Capability.NEAR_FIELD);
        Scan scan = SimulatedScan.wellPosed().subPixel().near().scan();
        Result one = run(scan, FEW, 1);
        Result three = run(scan, FEW, 3);
        assertThat(three.specimen().image().re())
                .isEqualTo(one.specimen().image().re());
        assertThat(three.probe().mode(0).im()).isEqualTo(one.probe().mode(0).im());
    }

    @Test
    void convergesWithTwoModes() {
        assumeCapable(Capability.MODES);
        Scan scan = SimulatedScan.wellPosed().modes(2).scan();
        assertThat(errorFromRandomStart(scan, "probe.modes=2", "probe.known=true"))
                .isLessThan(CONVERGED);
    }

    /** What an engine can do beside a thin object at rest in the dark pays: it explains what it cannot explain without. */
    @Test
    void slicesStatesMotionAndStrayLightAreExplained() {
        Assumptions.assumeTrue(converges(), engine() + " draws samples");
        for (PhysicsCase one : PhysicsCase.all()) {
            if (takes(one.capability())) {
                String[] all = Arrays.copyOf(one.settings(), one.settings().length + 1);
                all[all.length - 1] = "probe.known=true";
                double[] with = run(one.scan(), EXPLAINING, 2, all).losses();
                double[] without =
                        run(one.scan(), EXPLAINING, 2, "probe.known=true").losses();
                assertThat(with[EXPLAINING - 1])
                        .as("%s: loss of its model and of the plain one", one.capability())
                        .isLessThan(0.5 * without[EXPLAINING - 1]);
            }
        }
    }

    @Test
    void withSlicesStatesMotionAndStrayLightNeitherThreadsNorAStopChangeABit() {
        for (PhysicsCase one : PhysicsCase.all()) {
            if (takes(one.capability())) {
                Result whole = run(one.scan(), FEW, 1, one.settings());
                assertSameBits(whole, run(one.scan(), FEW, 3, one.settings()));
                Reconstruction recipe = recipe(FEW, 2, one.settings());
                try (EngineSession before = recipe.begin(one.scan());
                        EngineSession after = recipe.begin(one.scan())) {
                    before.step();
                    before.step();
                    after.restore(before.save());
                    for (int k = 2; k < FEW; k++) {
                        before.step();
                        after.step();
                    }
                    assertThat(after.state().specimen().images()[0][0].re())
                            .isEqualTo(before.state().specimen().images()[0][0].re());
                    assertThat(after.state().probe().mode(0).im())
                            .isEqualTo(before.state().probe().mode(0).im());
                }
            }
        }
    }

    /** The probe is noise on every pixel to begin with; the object fixes all but its global phase. */
    @Test
    void aKnownObjectGivesTheProbeFromARandomStart() {
        assumeCapable(Capability.KNOWN_OBJECT);
        for (SimulatedScan simulated : new SimulatedScan[] {
            SimulatedScan.wellPosed(), SimulatedScan.wellPosed().subPixel()
        }) {
            Scan scan = withTrueObject(simulated.scan());
            Probe truth = scan.truth().orElseThrow().probe();
            Scan random = ChangedScan.of(scan).probe(randomProbe(truth)).scan();
            Result result = run(random, budget(), 2, KNOWN_OBJECT);
            assertThat(probeError(truth, result.probe())).isLessThan(CONVERGED);
        }
    }

    @Test
    void aKnownObjectGivesTheProbeFromTheDataAlone() {
        assumeCapable(Capability.KNOWN_OBJECT);
        Scan scan = withTrueObject(SimulatedScan.wellPosed().scan());
        Result result = run(scan, budget(), 2, KNOWN_OBJECT, "probe.start=data");
        assertThat(probeError(scan.truth().orElseThrow().probe(), result.probe()))
                .isLessThan(CONVERGED);
    }

    @Test
    void aKnownObjectLeavesExactlyAsItCame() {
        assumeCapable(Capability.KNOWN_OBJECT);
        Scan scan = withTrueObject(SimulatedScan.wellPosed().modes(2).subPixel().scan());
        Specimen given = scan.specimen().orElseThrow();
        float[] re = given.image().re().clone();
        float[] im = given.image().im().clone();
        Result result = run(scan, FEW, 2, KNOWN_OBJECT, "probe.modes=2");
        assertThat(result.specimen().image().re()).isEqualTo(re);
        assertThat(result.specimen().image().im()).isEqualTo(im);
        assertThat(given.image().re()).as("the scan's own").isEqualTo(re);
        assertThat(result.probe().mode(0).re())
                .as("the probe is worked on")
                .isNotEqualTo(scan.probe().orElseThrow().mode(0).re());
    }

    @Test
    void theNumberOfThreadsDoesNotMatterWithAKnownObject() {
        assumeCapable(Capability.KNOWN_OBJECT);
        Scan scan = withTrueObject(SimulatedScan.wellPosed().subPixel().scan());
        assertSameBits(run(scan, FEW, threads(1), KNOWN_OBJECT), run(scan, FEW, threads(3), KNOWN_OBJECT));
    }

    @Test
    void anEngineThatCannotKeepTheObjectRefusesByName() {
        Assumptions.assumeFalse(provider().capabilities().contains(Capability.KNOWN_OBJECT));
        Scan scan = withTrueObject(SimulatedScan.wellPosed().scan());
        assertThatThrownBy(() -> run(scan, 1, 1, KNOWN_OBJECT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(engine(), "object.known");
    }

    @Test
    void framesThatAreReadWhenNeededGiveTheSameBits() {
        assumeCapable(Capability.STREAMING);
        Scan scan = SimulatedScan.wellPosed().subPixel().scan();
        boolean[] mask = scan.mask().clone();
        mask[200] = false;
        Scan masked = ChangedScan.of(scan).mask(mask).scan();
        Result held = run(masked, FEW, 2);
        assertSameBits(held, run(masked, FEW, 2, STREAMED));
        assertSameBits(held, run(masked, FEW, threads(3), STREAMED));
        assertSameBits(held, run(masked, FEW, 2, "data.stream=compressed"));
    }

    /** What streaming promises: the memory that an engine works with does not grow with the frames. */
    @Test
    void anEngineThatStreamsKeepsNothingOfAFrame() {
        Record defaults = SettingsReader.defaults(provider().settingsType());
        long working = memory(defaults, 1 << 14);
        long more = memory(defaults, 1 << 20);
        if (provider().capabilities().contains(Capability.STREAMING)) {
            assertThat(more).isEqualTo(working);
        } else {
            assertThat(more).isGreaterThan(2 * working);
        }
    }

    private long memory(Record settings, int frames) {
        return provider()
                .memory(new ProblemSize(frames, 32 * 32, 1, 400, 400, 32, 2), settings)
                .working();
    }

    @Test
    void anEngineThatKeepsSomethingOfEachFrameRefusesToStreamByName() {
        Assumptions.assumeFalse(provider().capabilities().contains(Capability.STREAMING));
        assertThatThrownBy(() -> run(SimulatedScan.wellPosed().scan(), 1, 1, STREAMED))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(engine(), "data.stream")
                .hasMessageNotContaining("\n");
    }

    @Test
    void anEngineThatCannotKeepTheProbeOrSeveralModesRefusesByName() {
        for (Map.Entry<Capability, String> able : Map.of(
                        Capability.KNOWN_PROBE, "probe.known=true",
                        Capability.MODES, "probe.modes=2",
                        Capability.MULTISLICE, "object.slices=2",
                        Capability.OBJECT_MODES, "object.modes=2",
                        Capability.FLY_SCAN, "fly.length=1e-8",
                        Capability.VARIATIONS, "probe.variations=2",
                        Capability.UPSAMPLING, "data.upsample=2",
                        Capability.BACKGROUND, "background.counts=1")
                .entrySet()) {
            if (!provider().capabilities().contains(able.getKey())) {
                assertThatThrownBy(() -> run(SimulatedScan.wellPosed().scan(), 1, 1, able.getValue()))
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContaining(engine())
                        .hasMessageNotContaining("\n");
            }
        }
    }

    /** An engine that fits counts by their likelihood has a setting for it; another refuses it and names those that have. */
    @Test
    void thePoissonLikelihoodIsFittedOrRefused() {
        Scan scan = SimulatedScan.wellPosed().noisy().scan();
        String likelihood = engine() + ".likelihood=";
        if (!provider().capabilities().contains(Capability.POISSON)) {
            assertThatThrownBy(() -> recipe(1, 1, likelihood + "poisson"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(engine())
                    .hasMessageNotContaining("\n");
            return;
        }
        Result other = run(scan, FEW, 2);
        Result poisson = run(scan, FEW, 2, likelihood + "poisson");
        if (other.provenance().settings().get(engine() + ".likelihood").equals("poisson")) {
            return; // the conformance of its other likelihoods compares the two
        }
        assertThat(poisson.specimen().image().re())
                .isNotEqualTo(other.specimen().image().re());
    }

    @Test
    void objectAndProbeBothKnownAreRefused() {
        Scan scan = withTrueObject(SimulatedScan.wellPosed().scan());
        assertThatThrownBy(() -> run(scan, 1, 1, "probe.known=true", KNOWN_OBJECT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("probe.known and object.known")
                .hasMessageNotContaining("\n");
    }

    @Test
    void theLossFalls() {
        double[] losses = run(SimulatedScan.wellPosed().scan(), 20, 1).losses();
        assertThat(losses[19]).isLessThan(losses[0]);
    }

    @Test
    void theOrderOfFramesDoesNotMatter() {
        Scan scan = SimulatedScan.wellPosed().scan();
        int[] shuffled = new RandomStream(3, 0).permutation(scan.frames().count());
        assertSameBits(run(scan, FEW, 1), run(scan.select(shuffled), FEW, 1));
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        for (SimulatedScan simulated : new SimulatedScan[] {
            SimulatedScan.wellPosed(), SimulatedScan.wellPosed().subPixel()
        }) {
            Scan scan = simulated.scan();
            Result one = run(scan, FEW, threads(1));
            assertSameBits(one, run(scan, FEW, threads(2)));
            assertSameBits(one, run(scan, FEW, threads(3)));
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        Scan scan = SimulatedScan.wellPosed().modes(2).subPixel().scan();
        assertSameBits(run(scan, FEW, 2, "probe.modes=2"), run(scan, FEW, 2, "probe.modes=2"));
    }

    @Test
    void maskedPixelsHaveNoSay() {
        Scan scan = SimulatedScan.wellPosed().scan();
        boolean[] mask = scan.mask().clone();
        mask[200] = false;
        mask[531] = false;
        float[][] spoilt = ChangedScan.of(scan).copiedFrames();
        for (float[] frame : spoilt) {
            frame[200] = Float.NaN;
            frame[531] = 1e7f;
        }
        Result clean = run(ChangedScan.of(scan).mask(mask).scan(), FEW, 1);
        Result dirty = run(ChangedScan.of(scan).frames(spoilt).mask(mask).scan(), FEW, 1);
        assertSameBits(clean, dirty);
    }

    @Test
    void fourTimesTheCountsGiveTwiceTheProbeAndTheSameObject() {
        assumeCapable(Capability.SCALE_FREE);
        Scan scan = SimulatedScan.wellPosed().scan();
        float[][] brighter = ChangedScan.of(scan).copiedFrames();
        for (float[] frame : brighter) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] *= 2;
            }
        }
        Result once = run(scan, FEW, 1);
        Result twice = run(ChangedScan.of(scan).frames(brighter).scan(), FEW, 1);
        assertThat(twice.probe().power())
                .isCloseTo(4 * once.probe().power(), within(1e-4 * once.probe().power()));
        float[] object = once.specimen().image().re();
        float[] same = twice.specimen().image().re();
        for (int i = 0; i < object.length; i++) {
            assertThat(same[i]).isCloseTo(object[i], within(1e-3f));
        }
    }

    @Test
    void stoppingSavingRestoringAndGoingOnIsTheUninterruptedRun() {
        Scan scan = SimulatedScan.wellPosed().modes(2).subPixel().scan();
        Reconstruction recipe = recipe(6, 2, "probe.modes=2");
        Snapshot saved;
        try (EngineSession session = recipe.begin(scan)) {
            for (int k = 0; k < 3; k++) {
                session.step();
            }
            saved = session.save();
            // What was saved may still be on its way to the disk while the run goes on.
            session.step();
        }
        try (EngineSession whole = recipe.begin(scan);
                EngineSession resumed = recipe.begin(scan)) {
            resumed.restore(saved);
            assertThat(resumed.completed()).isEqualTo(3);
            for (int k = 0; k < 6; k++) {
                whole.step();
            }
            for (int k = 0; k < 3; k++) {
                resumed.step();
            }
            assertThat(resumed.state().specimen().image().re())
                    .isEqualTo(whole.state().specimen().image().re());
            assertThat(resumed.state().probe().mode(1).im())
                    .isEqualTo(whole.state().probe().mode(1).im());
        }
    }

    @Test
    void aKnownProbeLeavesExactlyAsItCame() {
        assumeCapable(Capability.KNOWN_PROBE);
        Scan scan = SimulatedScan.wellPosed().subPixel().scan();
        Result result = run(scan, FEW, 2, "probe.known=true");
        assertThat(result.probe().mode(0).re())
                .isEqualTo(scan.probe().orElseThrow().mode(0).re());
        assertThat(result.probe().mode(0).im())
                .isEqualTo(scan.probe().orElseThrow().mode(0).im());
    }

    @Test
    void nanIsRefused() {
        Scan scan = SimulatedScan.wellPosed().scan();
        float[][] spoilt = ChangedScan.of(scan).copiedFrames();
        spoilt[9][77] = Float.NaN;
        assertRefused(ChangedScan.of(scan).frames(spoilt).scan(), "NaN");
    }

    @Test
    void anEmptyFrameIsRefused() {
        Scan scan = SimulatedScan.wellPosed().scan();
        float[][] spoilt = ChangedScan.of(scan).copiedFrames();
        spoilt[9] = new float[32 * 32];
        assertRefused(ChangedScan.of(scan).frames(spoilt).scan(), "empty");
    }

    @Test
    void aProbeOfZerosIsRefused() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Probe dark =
                Probe.of(ComplexImage.zeros(scan.frames().rows(), scan.frames().columns()));
        assertRefused(ChangedScan.of(scan).probe(dark).scan(), "zero");
    }

    @Test
    void allDefaultSettingsAreLegalAndDocumented() {
        Record defaults = SettingsReader.defaults(provider().settingsType());
        for (var component : SettingsReader.components(provider().settingsType())) {
            assertThat(SettingsReader.setting(component).doc()).isNotBlank();
        }
        assertThat(provider().create(defaults)).isNotNull();
        assertThat(provider().bibtex()).contains("@article{");
        assertThat(provider().description()).doesNotContain("\n");
    }

    private void assertRefused(Scan scan, String because) {
        assertThatThrownBy(() -> run(scan, 1, 1, "data.reject=none"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(because)
                .hasMessageNotContaining("\n");
    }

    private static void assertSameBits(Result a, Result b) {
        assertThat(b.specimen().image().re()).isEqualTo(a.specimen().image().re());
        assertThat(b.specimen().image().im()).isEqualTo(a.specimen().image().im());
        for (int m = 0; m < a.probe().modes(); m++) {
            assertThat(b.probe().mode(m).re()).isEqualTo(a.probe().mode(m).re());
        }
        assertThat(b.losses()).isEqualTo(a.losses());
    }

    private static Scan withTrueObject(Scan scan) {
        return ChangedScan.of(scan)
                .specimen(scan.truth().orElseThrow().specimen())
                .scan();
    }

    /** Complex noise, every pixel for itself. */
    private static Probe randomProbe(Probe like) {
        Probe probe = like.copy();
        RandomStream random = new RandomStream(23, 0);
        for (int i = 0; i < probe.mode(0).size(); i++) {
            probe.mode(0).re()[i] = (float) random.gaussian();
            probe.mode(0).im()[i] = (float) random.gaussian();
        }
        return probe;
    }

    /** NRMSE with the global phase left free, which the data cannot fix; the scale they can. */
    private static double probeError(Probe truth, Probe found) {
        ComplexImage a = found.mode(0);
        ComplexImage b = truth.mode(0);
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.im()[i] * b.re()[i] - (double) a.re()[i] * b.im()[i];
        }
        double square = a.power() + b.power() - 2 * Math.hypot(re, im);
        return Math.sqrt(Math.max(0, square) / b.power());
    }

    /** The true probe with noise of a tenth of its typical value. */
    private static Probe distorted(Probe probe) {
        Probe wrong = probe.copy();
        RandomStream random = new RandomStream(17, 0);
        ComplexImage mode = wrong.mode(0);
        double typical = Math.sqrt(mode.power() / mode.size());
        for (int i = 0; i < mode.size(); i++) {
            mode.re()[i] += (float) (0.1 * typical * random.gaussian());
            mode.im()[i] += (float) (0.1 * typical * random.gaussian());
        }
        return wrong;
    }
}
