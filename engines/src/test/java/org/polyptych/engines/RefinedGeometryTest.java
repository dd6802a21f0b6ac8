package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.physics.Defocus;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.beam.BeamCurvature;

class RefinedGeometryTest {
    private static final Scan FAR = SimulatedScan.wellPosed().subPixel().scan();
    private static final Scan NEAR = SimulatedScan.wellPosed().near().subPixel().scan();

    /** The scan, said to be taken at a distance so many times as large. */
    private static Scan saidAt(Scan scan, double ratio) {
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry().atDistance(ratio),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                scan.probe(),
                scan.specimen(),
                scan.truth(),
                scan.notes());
    }

    /** They keep more of what was than others, so that object and geometry follow each other more slowly. */
    private static final Set<String> SLOW = Set.of("dm", "raar", "apg", "pmace");

    private static final Scan FARTHER = saidAt(FAR, 1.04);

    /** With the true probe carried on over so many metres to start from. */
    private static Scan offFocus(Scan scan, double metres) {
        Probe probe = defocus(scan).at(metres);
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                Optional.of(probe),
                scan.specimen(),
                scan.truth(),
                scan.notes());
    }

    private static Defocus defocus(Scan scan) {
        Geometry geometry = scan.geometry();
        return new Defocus(
                scan.truth().orElseThrow().probe(),
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                geometry.wavelength());
    }

    private static Reconstruction recipe(String engine, int iterations, int threads, String... pairs) {
        return Reconstruction.with(engine, SomeSettings.of(pairs), iterations, 5, threads);
    }

    private static FoundNumber found(Result result) {
        assertThat(result.found()).isNotEmpty();
        return result.found().getFirst();
    }

    static Stream<String> movable() {
        return Engines.all().stream()
                .filter(p -> p.capabilities().contains(Capability.POSITIONS))
                .map(EngineProvider::name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("movable")
    void everyEngineMovesTheDistanceOfTheFarFieldToItsPlace(String engine) {
        Result result = recipe(engine, 60, 2, "geometry.distance=true").run(FARTHER, Observer.NONE);
        double ratio =
                result.provenance().geometry().distance() / FAR.geometry().distance();
        // 4% off; the slow ones are on their way after 60 iterations, the others there
        assertThat(ratio).as("distance").isBetween(0.985, SLOW.contains(engine) ? 1.036 : 1.015);
        assertThat(result.specimen().pixelHeight())
                .isCloseTo(ratio * FAR.geometry().pixelHeight(), within(1e-13));
        assertThat(result.positions().y()).isEqualTo(FAR.positions().y());
        assertThat(found(result).said()).isEqualTo(1.04);
        assertThat(found(result).found()).isEqualTo(ratio, within(1e-9));
        assertThat(found(result).deviation()).isBetween(1e-5, 0.02);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("movable")
    void everyEngineFindsThePlaneOfAKnownProbe(String engine) {
        double off = 3.6e-6; // 20 % of what it is behind the focus
        Result result = recipe(engine, 60, 2, "geometry.defocus=true", "probe.known=true")
                .run(offFocus(FAR, off), Observer.NONE);
        assertThat(found(result).found()).isCloseTo(-off, within((SLOW.contains(engine) ? 0.4 : 0.2) * off));
        Probe truth = FAR.truth().orElseThrow().probe();
        Probe exact = defocus(FAR).at(off + found(result).found());
        // nothing but carried: the truth, up to what the distance is off
        for (int i = 0; i < 32 * 32; i += 7) {
            assertThat(result.probe().mode(0).re()[i])
                    .isCloseTo(exact.mode(0).re()[i], within((float) (1e-3 * Math.sqrt(truth.power()))));
        }
    }

    @Test
    void aPlaneThatIsFarOffIsFoundByTheSearch() {
        double off = 1.2e-5;
        Result result = recipe("rpie", 10, 2, "geometry.searchDefocus=2e-5", "probe.known=true")
                .run(offFocus(FAR, off), Observer.NONE);
        assertThat(found(result).found()).isCloseTo(-off, within(0.15 * off));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "lsqml", "ad"})
    void theNearFieldsDistanceIsFoundBesideProbeAndObject(String engine) {
        Result result = recipe(engine, 60, 2, "geometry.distance=true").run(saidAt(NEAR, 1.08), Observer.NONE);
        double ratio =
                result.provenance().geometry().distance() / NEAR.geometry().distance();
        assertThat(ratio).isCloseTo(1, within(0.02));
        assertThat(result.specimen().pixelHeight()).isEqualTo(NEAR.geometry().pixelHeight());
        FoundNumber magnification = result.found().getLast();
        assertThat(magnification.said()).isEqualTo(2);
        // that of the beam itself, which runs together
        Geometry geometry = NEAR.geometry();
        double[] more = BeamCurvature.of(
                        NEAR.truth().orElseThrow().probe().mode(0),
                        geometry.pixelHeight(),
                        geometry.pixelWidth(),
                        geometry.wavelength())
                .magnification(geometry.propagationDistance());
        assertThat(magnification.found()).isCloseTo(2 * Math.sqrt(more[0] * more[1]), withinPercentage(6));
    }

    @Test
    void aDistanceThatIsRightStays() {
        Result result = recipe("rpie", 40, 2, "geometry.distance=true").run(FAR, Observer.NONE);
        // 1 % is 0.14 pixels at the edge of this scan
        assertThat(found(result).found() / FAR.geometry().distance()).isCloseTo(1, within(0.015));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm", "awf"})
    void threadsDoNotChangeABit(String engine) {
        Result one = run(recipe(engine, 6, 1, ALL), FARTHER);
        Result three = run(recipe(engine, 6, 3, ALL), FARTHER);
        assertSameBits(one, three);
        assertThat(one.found().getLast().found()).isNotEqualTo(1.04);
    }

    private static final String[] ALL = {
        "geometry.distance=true", "geometry.defocus=true", "geometry.from=2", "checkpoint.every=1", "stop.holdOut=5"
    };

    @ParameterizedTest(name = "{0}")
    @MethodSource("movable")
    void goingOnFromAnyCheckpointGivesTheUninterruptedRun(String engine) {
        assertResumes(recipe(engine, 6, 2, ALL), FARTHER);
    }

    @Test
    void aKnownProbeThatWasSearchedForIsResumedToTheSameBits() {
        assertResumes(
                recipe(
                        "rpie",
                        4,
                        2,
                        "probe.known=true",
                        "geometry.searchDefocus=1e-5",
                        "geometry.defocus=true",
                        "geometry.from=1",
                        "checkpoint.every=1"),
                offFocus(FAR, 3e-6));
    }

    @Test
    void aChainHandsTheGeometryOnAndResumesToTheSameBits() {
        Map<String, String> settings = SomeSettings.of(ALL);
        assertResumes(Reconstruction.with("dm*3,pmace*2,lsqml*3", settings, OptionalInt.empty(), 5, 2), FARTHER);
        assertResumes(Reconstruction.with("dm*3,awf*3", settings, OptionalInt.empty(), 5, 2), saidAt(NEAR, 1.05));
    }

    private static void assertResumes(Reconstruction recipe, Scan scan) {
        List<Checkpoint> made = new ArrayList<>();
        Result whole = run(recipe, scan, null, made);
        assertThat(made).isNotEmpty();
        for (Checkpoint checkpoint : made) {
            assertSameBits(whole, run(recipe, scan, checkpoint, new ArrayList<>()));
        }
    }

    private static Result run(Reconstruction recipe, Scan scan) {
        return run(recipe, scan, null, new ArrayList<>());
    }

    private static Result run(Reconstruction recipe, Scan scan, Checkpoint from, List<Checkpoint> made) {
        return recipe.run(
                        scan,
                        Optional.empty(),
                        Optional.empty(),
                        new RunControl(
                                Observer.NONE,
                                () -> false,
                                Optional.ofNullable(from).map(c -> () -> c),
                                Optional.of(made::add),
                                note -> {}))
                .result();
    }

    private static void assertSameBits(Result a, Result b) {
        assertThat(b.specimen().image().re()).isEqualTo(a.specimen().image().re());
        assertThat(b.probe().mode(0).im()).isEqualTo(a.probe().mode(0).im());
        assertThat(b.specimen().pixelWidth()).isEqualTo(a.specimen().pixelWidth());
        assertThat(b.specimen().centreY()).isEqualTo(a.specimen().centreY());
        assertThat(b.found()).isEqualTo(a.found());
        assertThat(b.losses()).isEqualTo(a.losses());
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedInALine() {
        Map.of(
                        "positions.refine=true", "a common scale of the positions",
                        "positions.round=true", "positions.round=true does not go together",
                        "object.rasterNull=true", "object.rasterNull=true does not go together",
                        "object.slices=2", "geometry")
                .forEach((setting, words) -> assertThatThrownBy(() -> {
                            List<String> pairs = new ArrayList<>(List.of("geometry.distance=true", setting));
                            if (setting.startsWith("object.slices")) {
                                pairs.add("object.sliceSpacing=1e-6");
                            }
                            recipe(
                                            setting.startsWith("object.slices") ? "ad" : "rpie",
                                            2,
                                            1,
                                            pairs.toArray(new String[0]))
                                    .run(FAR, Observer.NONE);
                        })
                        .as(setting)
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContaining(words));
        float[] dark = new float[FAR.frames().rows() * FAR.frames().columns()];
        assertThatThrownBy(() -> recipe("awf", 2, 1, "geometry.defocus=true")
                        .run(FAR.withBackground(Optional.of(dark)), Observer.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a measured background");
        assertThatThrownBy(() -> Reconstruction.with(
                                "rpie/2*2,rpie*2", SomeSettings.of("geometry.defocus=true"), OptionalInt.empty(), 1, 1)
                        .run(FAR, Observer.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("coarser");
    }
}
