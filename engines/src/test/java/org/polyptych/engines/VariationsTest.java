package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.physics.MeanPatterns;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.ProbeDrift;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/** Orthogonal probe relaxation on a scan whose beam drifts: the small form of {@code docs/probe-variations.md}. */
class VariationsTest {
    private static final XrayGeometry GEOMETRY = new XrayGeometry(32, 32, 1e-8, 1e-8, 8800, 1);

    private static Scan scan(ProbeDrift drift) {
        Positions positions = new JitteredRaster(new Raster(10, 10, 4, 4), 1).positions(GEOMETRY, 3);
        int[] needed = SpecimenPlacement.needed(GEOMETRY, positions);
        ComplexImage image = TestObjects.parse("star").image(needed[0] + 2, needed[1] + 2, 1, 5);
        Specimen specimen = SpecimenPlacement.under(image, GEOMETRY, positions);
        Probe beam = Probe.of(
                        TestProbes.parse("zoneplate:zone=30,stop=0,defocus=5").image(GEOMETRY))
                .withPower(1e5);
        return Simulation.of(GEOMETRY, specimen, beam, positions)
                .probeDrift(drift)
                .startingProbe(beam)
                .run();
    }

    private static Scan drifting() {
        return scan(new ProbeDrift(1.5, 30, 4, 8.3));
    }

    private static Reconstruction recipe(int iterations, int threads, String... settings) {
        return Reconstruction.with("ad", SomeSettings.of(settings), iterations, 5, threads);
    }

    private static Result run(Scan scan, int iterations, String... settings) {
        return recipe(iterations, 2, settings).run(scan, Observer.NONE);
    }

    private static double nrmse(Scan scan, Result result) {
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                .value("object.nrmse");
    }

    @Test
    void variationsExplainADriftThatOneProbeCannot() {
        Scan scan = drifting();
        Result one = run(scan, 120, "ad.decayOver=120");
        Result several = run(scan, 120, "ad.decayOver=120", "probe.variations=4");
        assertThat(several.losses()[119]).isLessThan(0.2 * one.losses()[119]);
        assertThat(nrmse(scan, several)).isLessThan(0.9 * nrmse(scan, one));
    }

    /** What is reported explains the frames as the engine's own loss says, weights in the order of the scan. */
    @Test
    void probeAndWeightsThatAreReportedExplainTheFrames() {
        Scan scan = drifting();
        Result found = run(scan, 60, "probe.variations=4", "probe.modes=2");
        double[][] weights = found.conditions().weights();
        assertThat(weights).hasDimensions(100, 4);
        assertThat(found.probe().variations()).isEqualTo(4);
        try (Parallel parallel = new Parallel(2)) {
            AmplitudeError error = new AmplitudeError(scan, false, parallel);
            double with = error.of(found.specimen(), found.probe(), found.conditions());
            double without = error.of(found.specimen(), found.probe());
            assertThat(with).isLessThan(1.2 * found.losses()[59]);
            assertThat(without).isGreaterThan(2 * with);
        }
    }

    /** The scan is an even drift; which frame comes first must not matter. */
    @Test
    void heldOutFramesTakeTheWeightsOfTheirNeighboursInTime() {
        Scan scan = scan(new ProbeDrift(2, 30, 0, 0));
        String[] held = {"stop.holdOut=10", "stop.every=20", "ad.decayOver=120"};
        String[] varied = Arrays.copyOf(held, 4);
        varied[3] = "probe.variations=4";
        double one = last(recipe(120, 2, held), scan);
        double several = last(recipe(120, 2, varied), scan);
        assertThat(several).isLessThan(0.6 * one);
    }

    private static double last(Reconstruction recipe, Scan scan) {
        double[] losses = recipe.run(
                        scan, Optional.empty(), Optional.empty(), RunControl.of(Observer.NONE, () -> false))
                .heldOutLosses();
        return Arrays.stream(losses).min().orElseThrow();
    }

    @Test
    void aScanThatDoesNotDriftIsFoundAsWellAsWithoutVariations() {
        Scan scan = scan(ProbeDrift.NONE);
        Result one = run(scan, 100, "ad.decayOver=100");
        Result several = run(scan, 100, "ad.decayOver=100", "probe.variations=3");
        assertThat(nrmse(scan, several)).isLessThan(1.5 * nrmse(scan, one));
    }

    private static final String[] RESUMED = {
        "probe.variations=3",
        "probe.modes=2",
        "probe.centre=true",
        "probe.support=0.9",
        "probe.power=counts",
        "ad.batch=20",
        "ad.variationsFrom=3",
        "stop.holdOut=10",
        "stop.every=2",
        "checkpoint.every=2"
    };

    @Test
    void aRunGoesOnToTheSameBitsWithAnyNumberOfThreads() {
        Scan scan = drifting();
        List<Checkpoint> made = new ArrayList<>();
        Result whole = outcome(scan, 2, Optional.empty(), made).result();
        assertThat(made).hasSize(3);
        for (Checkpoint checkpoint : made) {
            Result again =
                    outcome(scan, 1, Optional.of(checkpoint), new ArrayList<>()).result();
            assertThat(again.losses()).isEqualTo(whole.losses());
            assertThat(again.specimen().image().re())
                    .isEqualTo(whole.specimen().image().re());
            assertThat(again.conditions().weights())
                    .isDeepEqualTo(whole.conditions().weights());
            for (int v = 0; v < 3; v++) {
                assertThat(again.probe().mode(v, 1).im())
                        .isEqualTo(whole.probe().mode(v, 1).im());
            }
        }
        assertThat(whole.conditions().weights()[0][1]).isNotZero();
    }

    private static Outcome outcome(Scan scan, int threads, Optional<Checkpoint> from, List<Checkpoint> made) {
        return recipe(7, threads, RESUMED)
                .run(
                        scan,
                        Optional.empty(),
                        Optional.empty(),
                        new RunControl(
                                Observer.NONE,
                                () -> false,
                                from.map(c -> () -> c),
                                Optional.of(made::add),
                                note -> {}));
    }

    @Test
    void framesThatAreReadFromDiskGiveTheSameBits() {
        Scan scan = drifting();
        String[] settings = {"probe.variations=3", "ad.variationsFrom=2", "ad.batch=30", "data.stream=false"};
        Result held = run(scan, 4, settings);
        settings[3] = "data.stream=true";
        Result streamed = run(scan, 4, settings);
        assertThat(streamed.losses()).isEqualTo(held.losses());
        assertThat(streamed.conditions().weights())
                .isDeepEqualTo(held.conditions().weights());
    }

    /** Images, their moments and their gradients are held, and sums for every chunk of frames. */
    @Test
    void theEstimateOfMemoryGrowsWithVariations() {
        Scan scan = drifting();
        long one = MemoryEstimate.of(scan, recipe(1, 1, "probe.modes=2")).engine();
        long three = MemoryEstimate.of(scan, recipe(1, 1, "probe.modes=2", "probe.variations=3"))
                .engine();
        long five = MemoryEstimate.of(scan, recipe(1, 1, "probe.modes=2", "probe.variations=5"))
                .engine();
        long variation = 2 * 32 * 32 * 2 * Float.BYTES;
        assertThat(five - three).isGreaterThan(2 * (5 + Parallel.chunks(100)) * variation);
        // the frame's own probe and its waves
        assertThat(three - one).isGreaterThan(five - three);
    }

    @Test
    void whatCannotBeIsRefusedInOneLine() {
        assertRefused("rpie", "engine rpie cannot do probe.variations above 1", "probe.variations=2");
        assertRefused("ad*2,rpie*2", "engine rpie cannot do probe.variations", "probe.variations=2");
        assertRefused("ad*2,ad*2", "a further engine of a chain", "probe.variations=2");
        assertRefused("ad", "positions.refine=true does not go", "probe.variations=2", "positions.refine=true");
        assertRefused("ad/2*2,ad*2", "probe.variations", "probe.variations=2");
        assertRefused("ad", "probe.variations would change it", "probe.variations=2", "probe.known=true");
        assertRefused("ad", "variations must be 1 to 30", "probe.variations=0");
        // engines before the last begin with one probe for all frames
        assertThat(Reconstruction.with("rpie*2,ad*2", SomeSettings.of("probe.variations=2"))
                        .iterations())
                .isEqualTo(4);
    }

    private static void assertRefused(String chain, String message, String... settings) {
        assertThatThrownBy(() -> Reconstruction.with(chain, SomeSettings.of(settings)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aChainBeginsWithOneProbe() {
        Scan scan = drifting();
        Result found = Reconstruction.with(
                        "rpie*20,ad*30", SomeSettings.of("probe.variations=3", "ad.variationsFrom=1"))
                .run(scan, Observer.NONE);
        assertThat(found.conditions().weights()[5]).hasSize(3);
        assertThat(found.losses()[49]).isLessThan(0.5 * found.losses()[19]);
    }

    /** What was best came from an engine with one probe for all frames; what goes on has several. */
    @Test
    void aChainGoesOnFromItsLastEngineWhenTheFirstWasBest() {
        Scan scan = drifting();
        Reconstruction recipe = Reconstruction.with(
                "rpie*8,ad*3",
                SomeSettings.of(
                        "probe.variations=2",
                        "ad.objectRate=1",
                        "ad.probeRate=1",
                        "stop.holdOut=10",
                        "stop.every=2",
                        "checkpoint.every=10"));
        List<Checkpoint> made = new ArrayList<>();
        Outcome whole = outcome(recipe, scan, Optional.empty(), made);
        assertThat(whole.result().provenance().iterations()).isLessThanOrEqualTo(8);
        assertThat(whole.result().probe().variations()).isEqualTo(1);
        Outcome again = outcome(recipe, scan, Optional.of(made.getFirst()), new ArrayList<>());
        assertThat(again.result().probe().mode(0).re())
                .isEqualTo(whole.result().probe().mode(0).re());
        assertThat(again.heldOutLosses()).isEqualTo(whole.heldOutLosses());
    }

    private static Outcome outcome(Reconstruction recipe, Scan scan, Optional<Checkpoint> from, List<Checkpoint> made) {
        return recipe.run(
                scan,
                Optional.empty(),
                Optional.empty(),
                new RunControl(Observer.NONE, () -> false, from.map(c -> () -> c), Optional.of(made::add), note -> {}));
    }

    /** Each of two scans of one object has a probe of its own, which the second engine is given. */
    @Test
    void aChainOnScansWithProbesOfTheirOwnGoesOnToTheSameBits() {
        Scan scan = withTwoBeams(drifting());
        SavedAndResumed.assertSameAsUninterrupted(
                Reconstruction.with("ad*3,ad*3", SomeSettings.of("probe.modes=2")), scan, 4, 6);
    }

    private static Scan withTwoBeams(Scan scan) {
        int[] beams = new int[scan.frames().count()];
        Arrays.fill(beams, beams.length / 2, beams.length, 1);
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                Optional.empty(),
                scan.specimen(),
                scan.truth(),
                scan.notes(),
                Optional.empty(),
                Optional.of(beams));
    }

    @Test
    void aProbeOfThreeVariationsIsNoneForTwoScans() {
        Scan scan = withTwoBeams(drifting());
        Probe three = ProbeFromData.of(scan).withVariations(3);
        assertThatThrownBy(
                        () -> recipe(2, 1).run(scan, Optional.of(three), Optional.empty(), Observer.NONE, () -> false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("3 variations for 2 scans");
    }

    @Test
    void theModelledMeanIsOfTheProbeThatEachFrameHasSeen() {
        Scan scan = drifting();
        Result found = run(scan, 60, "probe.variations=4");
        Result ofTheMeanProbe = new Result(
                found.specimen(),
                found.probe(),
                found.positions(),
                found.illumination(),
                found.losses(),
                found.provenance());
        assertThat(missed(MeanPatterns.of(scan, found)))
                .isLessThan(0.3 * missed(MeanPatterns.of(scan, ofTheMeanProbe)));
    }

    private static double missed(MeanPatterns means) {
        double sum = 0;
        for (int i = 0; i < means.measured().size(); i++) {
            sum += Math.abs(means.measured().values()[i] - means.modelled().values()[i]);
        }
        return sum;
    }

    @Test
    void weightsBetweenFramesThatWereWorkedOnLieOnTheLine() {
        double[][] all = FrameWeights.everywhere(new double[][] {{1, 4}, {1, -2}}, new int[] {4, 1}, 6);
        double[] expected = {-2, -2, 0, 2, 4, 4};
        for (int j = 0; j < 6; j++) {
            assertThat(all[j]).containsExactly(new double[] {1, expected[j]}, within(1e-12));
        }
    }
}
