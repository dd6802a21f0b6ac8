package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.engines.constraint.ProbeCentre;
import org.polyptych.engines.constraint.ProbeSupport;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.RasterAmbiguity;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.regulariser.PhaseSmoothness;
import org.polyptych.physics.regulariser.TotalVariation;

/** What a user asks of object and probe holds for what every family of engines reports. */
class ConstraintsTest {
    private static final int ITERATIONS = 8;

    private static Result run(String engine, Scan scan, int iterations, String... pairs) {
        return Reconstruction.with(engine, SomeSettings.of(pairs), iterations, 5, 2)
                .run(scan, Observer.NONE);
    }

    private static ComplexImage[] modes(Probe probe) {
        ComplexImage[] modes = new ComplexImage[probe.modes()];
        java.util.Arrays.setAll(modes, probe::mode);
        return modes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm", "gradient"})
    void theReportedProbeIsDarkOutsideItsSupport(String engine) {
        Scan scan = SimulatedScan.wellPosed().modes(2).subPixel().scan();
        Result result = run(engine, scan, ITERATIONS, "probe.support=0.7", "probe.modes=2");
        boolean[] inside = new ProbeSupport(32, 32, 0.7).inside();
        for (ComplexImage mode : modes(result.probe())) {
            for (int i = 0; i < inside.length; i++) {
                if (!inside[i]) {
                    assertThat(mode.re()[i]).isZero();
                    assertThat(mode.im()[i]).isZero();
                }
            }
        }
        assertThat(result.probe().mode(0).power()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "epie", "dm", "raar", "gradient"})
    void theReportedProbeHasThePowerAskedFor(String engine) {
        Scan scan = SimulatedScan.wellPosed().scan();
        double counts = StartingProbe.meanCounts(scan);
        assertThat(run(engine, scan, ITERATIONS, "probe.power=counts").probe().power())
                .isCloseTo(counts, within(1e-4 * counts));
        assertThat(run(engine, scan, ITERATIONS, "probe.power=25").probe().power())
                .isCloseTo(25, within(1e-3));
    }

    /** The object takes the inverse factor, so it explains the data with any power. */
    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm"})
    void anyPowerGivesTheSameFit(String engine) {
        Scan scan = SimulatedScan.wellPosed().scan();
        Result counts = run(engine, scan, 30, "probe.power=counts");
        Result fixed = run(engine, scan, 30, "probe.power=25");
        assertThat(fixed.losses()[29]).isLessThan(0.1 * fixed.losses()[0]);
        assertThat(fixed.losses()[29]).isLessThan(3 * counts.losses()[29]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm", "gradient"})
    void anObjectThatOnlyTurnsPhasesHasAnAmplitudeOfOne(String engine) {
        Scan scan = SimulatedScan.wellPosed().subPixel().scan();
        for (String kind : List.of("phase", "potential")) {
            ComplexImage object = run(engine, scan, ITERATIONS, "object.kind=" + kind)
                    .specimen()
                    .image();
            RealImage amplitude = object.amplitude();
            RealImage phase = object.phase();
            float least = 0;
            for (int i = 0; i < object.size(); i++) {
                assertThat(amplitude.values()[i]).isCloseTo(1, within(1e-5f));
                least = Math.min(least, phase.values()[i]);
            }
            if (kind.equals("phase")) {
                assertThat(least).isLessThan(-0.01f);
            } else {
                assertThat(least).isGreaterThan(-1e-5f);
            }
        }
    }

    /** An object of amplitude 1 cannot take up the light that a mask hides: the probe has it. */
    @ParameterizedTest
    @ValueSource(strings = {"rpie", "lsqml"})
    void behindAMaskTheProbeOfAPhaseObjectHasMoreThanTheCountsSeen(String engine) {
        Scan whole = SimulatedScan.wellPosed().subPixel().scan();
        boolean[] good = new boolean[32 * 32];
        for (int i = 0; i < good.length; i++) {
            good[i] = Math.abs(i / 32 - 16) > 2 || Math.abs(i % 32 - 16) > 2;
        }
        Scan scan = ChangedScan.of(whole).mask(good).scan();
        double seen = 0;
        for (int j = 0; j < scan.frames().count(); j++) {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < frame.length; i++) {
                seen += good[i] ? frame[i] * frame[i] / scan.frames().count() : 0;
            }
        }
        assertThat(run(engine, scan, 10).probe().power()).isCloseTo(seen, withinPercentage(1));
        assertThat(run(engine, scan, 10, "object.kind=phase").probe().power()).isGreaterThan(1.1 * seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm", "gradient"})
    void theReportedObjectIsWithinItsLimits(String engine) {
        Scan scan = SimulatedScan.wellPosed().subPixel().scan();
        Result result = run(
                engine,
                scan,
                ITERATIONS,
                "object.minAmplitude=0.7",
                "object.maxAmplitude=0.95",
                "object.minPhase=-0.15",
                "object.maxPhase=0.4");
        ComplexImage object = result.specimen().image();
        RealImage amplitude = object.amplitude();
        RealImage phase = object.phase();
        boolean[] reached = new boolean[4];
        for (int i = 0; i < object.size(); i++) {
            assertThat(amplitude.values()[i]).isBetween(0.7f - 1e-5f, 0.95f + 1e-5f);
            assertThat(phase.values()[i]).isBetween(-0.15f - 1e-5f, 0.4f + 1e-5f);
            reached[0] |= amplitude.values()[i] < 0.7001;
            reached[1] |= amplitude.values()[i] > 0.9499;
            reached[2] |= phase.values()[i] < -0.1499;
            reached[3] |= phase.values()[i] > 0.3999;
        }
        assertThat(reached).as("every limit did something").containsOnly(true);
    }

    @Test
    void oneLimitMaySetAlone() {
        Scan scan = SimulatedScan.wellPosed().scan();
        RealImage phase = run("rpie", scan, ITERATIONS, "object.maxPhase=0.1")
                .specimen()
                .image()
                .phase();
        float least = 0;
        for (float value : phase.values()) {
            assertThat(value).isLessThan(0.1001f);
            least = Math.min(least, value);
        }
        assertThat(least).isLessThan(-0.3f);
    }

    /** The start is the true probe, moved; left alone it stays where it is. */
    @ParameterizedTest
    @CsvSource({"rpie, true", "dm, true", "gradient, true", "rpie, false", "dm, false"})
    void theReportedProbeIsCentred(String engine, boolean centre) {
        Scan right = SimulatedScan.wellPosed().scan();
        Probe moved = right.probe().orElseThrow().copy();
        new org.polyptych.engines.constraint.CyclicMove(4, -3).apply(List.of(moved.mode(0)));
        Scan scan = ChangedScan.of(right).probe(moved).scan();
        Result result = run(engine, scan, 40, "probe.centre=" + centre, "object.margin=8");
        assertThat(ProbeCentre.of(modes(result.probe())).needsMove()).isEqualTo(!centre);
        if (centre) {
            assertThat(result.losses()[39]).isLessThan(0.3 * result.losses()[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm", "gradient"})
    void totalVariationAndSmoothPhasesAreLess(String engine) {
        Scan scan = SimulatedScan.wellPosed().counts(2000).noisy().scan();
        ComplexImage free = run(engine, scan, 30).specimen().image();
        ComplexImage flatter =
                run(engine, scan, 30, "object.tv=0.01").specimen().image();
        ComplexImage smoother =
                run(engine, scan, 30, "object.smooth=0.05").specimen().image();
        TotalVariation variation = new TotalVariation(1e-3);
        assertThat(variation.value(flatter)).isLessThan(variation.value(free));
        assertThat(new PhaseSmoothness().value(smoother)).isLessThan(new PhaseSmoothness().value(free));
    }

    /** Strengths are in units of the object, so they mean the same at any counts. */
    @Test
    void fourTimesTheCountsGiveTheSameObject() {
        Scan scan = SimulatedScan.wellPosed().scan();
        float[][] brighter = ChangedScan.of(scan).copiedFrames();
        for (float[] frame : brighter) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] *= 2;
            }
        }
        String[] settings = {"object.tv=0.01", "object.smooth=0.02", "probe.power=counts", "probe.support=0.9"};
        float[] once = run("rpie", scan, 4, settings).specimen().image().re();
        float[] twice = run("rpie", ChangedScan.of(scan).frames(brighter).scan(), 4, settings)
                .specimen()
                .image()
                .re();
        for (int i = 0; i < once.length; i++) {
            assertThat(twice[i]).isCloseTo(once[i], within(1e-3f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm"})
    void goingOnFromACheckpointGivesTheSameBits(String engine) {
        Scan scan = SimulatedScan.wellPosed().subPixel().scan();
        Map<String, String> settings = SomeSettings.of(
                "checkpoint.every=2",
                "probe.support=0.8",
                "probe.power=counts",
                "probe.centre=true",
                "object.maxAmplitude=1.1",
                "object.minPhase=-2",
                "object.tv=0.005",
                "object.smooth=0.01",
                "object.rasterNull=true",
                "stop.holdOut=10",
                "stop.every=2",
                "stop.patience=50");
        Reconstruction recipe = Reconstruction.with(engine, settings, 6, 5, 2);
        List<Checkpoint> made = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Result whole = run(recipe, scan, null, made, notes);
        assertThat(made).hasSize(3);
        for (Checkpoint checkpoint : made) {
            Result resumed = run(recipe, scan, checkpoint, new ArrayList<>(), notes);
            assertThat(resumed.specimen().image().re())
                    .isEqualTo(whole.specimen().image().re());
            assertThat(resumed.probe().mode(0).im())
                    .isEqualTo(whole.probe().mode(0).im());
            assertThat(resumed.losses()).isEqualTo(whole.losses());
        }
        Reconstruction one = Reconstruction.with(engine, settings, 6, 5, 1);
        assertThat(run(one, scan, null, new ArrayList<>(), notes)
                        .specimen()
                        .image()
                        .re())
                .as("one thread")
                .isEqualTo(whole.specimen().image().re());
    }

    private static Result run(
            Reconstruction recipe, Scan scan, Checkpoint from, List<Checkpoint> made, List<String> notes) {
        return recipe.run(
                        scan,
                        Optional.empty(),
                        Optional.empty(),
                        new RunControl(
                                Observer.NONE,
                                () -> false,
                                Optional.ofNullable(from).map(c -> () -> c),
                                Optional.of(made::add),
                                notes::add))
                .result();
    }

    /** The null space shows nowhere but in the object and the probe: the losses are those without the setting. */
    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm"})
    void theRastersNullSpaceIsRemovedFromWhatIsReported(String engine) {
        Scan scan = rasterOf(SimulatedScan.wellPosed().frames(10).scan());
        List<String> notes = new ArrayList<>();
        Result with = run(
                Reconstruction.with(engine, Map.of("object.rasterNull", "true"), 5, 5, 2),
                scan,
                null,
                new ArrayList<>(),
                notes);
        Result without = run(engine, scan, 5);
        assertThat(with.losses()).isEqualTo(without.losses());
        assertThat(notes).anyMatch(note -> note.contains("period of the raster, 4 x 4 pixels"));
        RasterAmbiguity raster =
                new RasterAmbiguity(scan.truth().orElseThrow().specimen(), scan.positions(), 32, 32, false);
        assertThat(raster.steps().ambiguous()).isTrue();
        Probe separated = new RasterAmbiguity(without.specimen(), scan.positions(), 32, 32, false)
                .remove(without.specimen(), without.probe())
                .probe();
        assertThat(with.probe().mode(0).re()).containsExactly(separated.mode(0).re(), within(1e-3f));
    }

    @Test
    void whereThereIsNoRasterNothingHappensAndANoteSaysWhy() {
        Scan scan = SimulatedScan.wellPosed().scan();
        List<String> notes = new ArrayList<>();
        Result with = run(
                Reconstruction.with("rpie", Map.of("object.rasterNull", "true"), 3, 5, 2),
                scan,
                null,
                new ArrayList<>(),
                notes);
        assertThat(notes)
                .anyMatch(note -> note.startsWith("object.rasterNull did nothing: ") && note.contains("no raster"));
        assertThat(with.specimen().image().re())
                .isEqualTo(run("rpie", scan, 3).specimen().image().re());
    }

    /** The same frames on positions without jitter: what they show does not matter. */
    private static Scan rasterOf(Scan scan) {
        double pixel = scan.geometry().pixelHeight();
        double[] y = new double[scan.frames().count()];
        double[] x = new double[y.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = (j / 10 * 4 - 20) * pixel;
            x[j] = (j % 10 * 4 - 20) * pixel;
        }
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                new Positions(y, x),
                scan.probe(),
                scan.specimen(),
                scan.truth(),
                scan.notes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            probe.known=true  | probe.support=0.5        | probe.support
            probe.known=true  | probe.power=counts       | probe.power
            probe.known=true  | probe.centre=true        | probe.centre
            probe.known=true  | object.rasterNull=true   | object.rasterNull
            object.known=true | object.maxAmplitude=1    | limit
            object.known=true | object.minPhase=-1       | limit
            object.known=true | object.kind=phase        | object.kind=phase
            object.known=true | object.tv=0.1            | object.tv
            object.known=true | object.smooth=0.1        | object.smooth
            object.known=true | probe.power=10           | probe.power
            object.known=true | probe.centre=true        | probe.centre
            object.known=true | object.rasterNull=true   | object.rasterNull
            """)
    void whatIsKnownIsNotConstrained(String known, String constraint, String named) {
        assertThatThrownBy(() -> Reconstruction.with("rpie", SomeSettings.of(known, constraint), 1, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(known)
                .hasMessageContaining(named)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm", "gradient"})
    void theOtherOneOfAKnownPairMayBeConstrained(String engine) {
        Scan scan = SimulatedScan.wellPosed().subPixel().scan();
        Result result = run(engine, scan, 4, "probe.known=true", "object.maxAmplitude=0.9", "object.smooth=0.1");
        assertThat(result.probe().mode(0).re())
                .isEqualTo(scan.probe().orElseThrow().mode(0).re());
        assertThat(result.specimen().image().amplitude().max()).isLessThan(0.9001f);
        Scan withObject = ChangedScan.of(scan)
                .specimen(scan.truth().orElseThrow().specimen())
                .scan();
        Result known = run(engine, withObject, 4, "object.known=true", "object.start=file", "probe.support=0.5");
        assertThat(known.specimen().image().im())
                .isEqualTo(withObject.specimen().orElseThrow().image().im());
        assertThat(known.probe().mode(0).re()[0]).isZero();
    }

    /** The true probe's power, and limits that the truth is within. */
    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm"})
    void whatIsTrueDoesNoHarm(String engine) {
        Scan scan = SimulatedScan.wellPosed().scan();
        Result result = run(
                engine,
                scan,
                60,
                "probe.power=100000",
                "probe.support=1",
                "object.minAmplitude=0.55",
                "object.maxAmplitude=1.05");
        assertThat(new AlignedProtocol()
                        .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                        .value("object.nrmse"))
                .isLessThan(0.1);
    }
}
