package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.Tilt;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.FlyScan;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/** What the engine ad fits beside a thin object and a probe, on scans whose truth is known. */
class AdPhysicsTest {
    private static final int SIDE = 32;
    private static final double PIXEL = 10e-9;
    private static final double STEP = 4;
    private static final double COUNTS = 1e5;

    /** Pixels around the scan, for the way of a fly scan. */
    private static final int ROOM = 12;

    private static final XrayGeometry GEOMETRY = new XrayGeometry(SIDE, SIDE, PIXEL, PIXEL, 8800, 1);

    /** 5.2 pixel^2 / wavelength. */
    private static final double DEPTH_OF_FIELD = 5.2 * PIXEL * PIXEL / GEOMETRY.wavelength();

    private static Positions positions() {
        return new JitteredRaster(new Raster(7, 7, STEP, STEP), 1).positions(GEOMETRY, 3);
    }

    private static Probe beam() {
        return Probe.of(TestProbes.parse("zoneplate:zone=30,stop=0,defocus=5").image(GEOMETRY))
                .withPower(COUNTS);
    }

    /** Objects by name, one a slice or one a state. */
    private static Specimen specimen(boolean states, double spacing, String... names) {
        int[] needed = SpecimenPlacement.needed(GEOMETRY, positions());
        ComplexImage[] images = new ComplexImage[names.length];
        for (int k = 0; k < names.length; k++) {
            images[k] = TestObjects.parse(names[k]).image(needed[0] + ROOM, needed[1] + ROOM, 1, 5 + k);
        }
        Specimen place = SpecimenPlacement.under(images[0], GEOMETRY, positions());
        double[] distances = new double[states ? 0 : names.length - 1];
        Arrays.fill(distances, spacing);
        return new Specimen(
                states
                        ? Arrays.stream(images).map(i -> new ComplexImage[] {i}).toArray(ComplexImage[][]::new)
                        : new ComplexImage[][] {images},
                place.pixelHeight(),
                place.pixelWidth(),
                place.centreY(),
                place.centreX(),
                distances);
    }

    private static Simulation simulation(Specimen specimen) {
        return Simulation.of(GEOMETRY, specimen, beam(), positions()).startingProbe(beam());
    }

    private static Result run(Scan scan, int iterations, String... settings) {
        return Reconstruction.with("ad", SomeSettings.of(settings), iterations, 5, 2)
                .run(scan, Observer.NONE);
    }

    /** From the true object. */
    private static Result fromTruth(Scan scan, int iterations, String... settings) {
        return Reconstruction.with("ad", SomeSettings.of(settings), iterations, 5, 2)
                .run(
                        scan,
                        Optional.empty(),
                        Optional.of(scan.truth().orElseThrow().specimen()),
                        Observer.NONE,
                        () -> false);
    }

    /** The loss of the true object and the true probe. */
    private static double lossOfTruth(Scan scan, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "probe.known=true";
        return fromTruth(scan, 1, all).losses()[0];
    }

    @Test
    void theTruthExplainsWhatIsSimulated() {
        double spacing = 2 * DEPTH_OF_FIELD;
        double stray = 5;
        Scan scan = simulation(specimen(false, spacing, "star", "letters"))
                .flyScan(new FlyScan(0.5 * STEP * PIXEL, STEP * PIXEL, 4))
                .background(stray)
                .run();
        String[] said = {
            "fly.length=" + Math.hypot(0.5, 1) * STEP * PIXEL,
            "fly.direction=" + Math.toDegrees(Math.atan2(0.5, 1)),
            "fly.parts=4",
            "background.counts=" + stray
        };
        assertThat(lossOfTruth(scan, said)).isLessThan(1e-9);
        for (int k : new int[] {0, 1, 3}) {
            String[] less = said.clone();
            less[k] = k == 0 ? "fly.parts=4" : k == 1 ? "fly.direction=90" : "background.counts=0";
            assertThat(lossOfTruth(scan, less)).as(said[k]).isGreaterThan(1e-4);
        }
    }

    @Test
    void aTiltedSpecimenIsExplainedByItsTiltAlone() {
        double spacing = 2 * DEPTH_OF_FIELD;
        Specimen upright = specimen(false, spacing, "star", "letters");
        Specimen tilted = new Specimen(
                upright.images(),
                upright.pixelHeight(),
                upright.pixelWidth(),
                upright.centreY(),
                upright.centreX(),
                upright.sliceSpacing(),
                new Tilt(0, Math.atan(3 * PIXEL / spacing)));
        Scan scan = simulation(tilted).run();
        assertThat(lossOfTruth(scan)).isLessThan(1e-9);
        assertThat(lossOfTruth(scan, "object.tiltX=" + tilted.tilt().x())).isLessThan(1e-9);
        assertThat(lossOfTruth(scan, "object.tiltX=0")).isGreaterThan(1e-4);
        assertThat(lossOfTruth(scan, "object.tiltY=" + tilted.tilt().x())).isGreaterThan(1e-4);
    }

    @Test
    void aTiltOfOneSliceOrOfMuchOfAFrameIsRefused() {
        Scan scan = simulation(specimen(false, 0, "star")).run();
        assertThatThrownBy(() -> run(scan, 1, "object.tiltX=0.01"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("object.slices");
        assertThatThrownBy(() -> run(scan, 1, "object.tiltX=0.3"))
                .hasMessageContaining("tiltX must be off or -0.2 to 0.2");
        Scan thick = simulation(specimen(false, 2 * DEPTH_OF_FIELD, "star", "letters"))
                .run();
        assertThatThrownBy(() -> lossOfTruth(thick, "object.tiltY=0.1"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("25 % is the most");
    }

    @Test
    void saturatedPixelsOnlyBoundThePrediction() {
        Scan scan = simulation(specimen(false, 0, "star")).run();
        double level = 0.2 * peak(scan);
        float[][] frames = new float[scan.frames().count()][];
        for (int j = 0; j < frames.length; j++) {
            frames[j] = scan.frames().frame(j);
            for (int i = 0; i < frames[j].length; i++) {
                frames[j][i] = (float) Math.min(frames[j][i], Math.sqrt(level));
            }
        }
        Scan cut = scan.withFrames(new MemoryFrames(SIDE, SIDE, frames));
        assertThat(lossOfTruth(cut, "ad.saturation=" + level)).isLessThan(1e-9);
        assertThat(lossOfTruth(cut)).isGreaterThan(1e-3);
    }

    @Test
    void theLengthOfTheMotionIsFound() {
        Scan scan = simulation(specimen(false, 0, "star"))
                .flyScan(new FlyScan(0, STEP * PIXEL, 4))
                .run();
        Result found = fromTruth(
                scan,
                150,
                "object.known=true",
                "ad.probeRate=0.003",
                "ad.decayOver=150",
                "fly.length=" + 0.7 * STEP * PIXEL,
                "fly.direction=0",
                "fly.parts=4",
                "ad.fitMotion=true");
        assertThat(found.conditions().motion().x()[0]).isCloseTo(STEP * PIXEL, within(0.05 * STEP * PIXEL));
        assertThat(found.conditions().motion().y()[0]).isZero();
    }

    @Test
    void theDistanceOfSlicesIsFound() {
        double distance = 2 * DEPTH_OF_FIELD;
        Scan scan = simulation(specimen(false, distance, "star:spokes=8", "letters"))
                .run();
        Result found = fromTruth(
                scan,
                80,
                "object.known=true",
                "ad.decayOver=80",
                "ad.probeRate=0.003",
                "object.slices=2",
                "object.sliceSpacing=" + 0.7 * distance,
                "ad.fitSpacing=true");
        assertThat(found.specimen().sliceSpacing()[0]).isCloseTo(distance, within(0.05 * distance));
        assertThat(found.specimen().images()[0][1].re())
                .isEqualTo(scan.truth().orElseThrow().specimen().images()[0][1].re());
    }

    @Test
    void aBackgroundIsFound() {
        double stray = 0.1 * COUNTS / (SIDE * SIDE);
        Scan scan = simulation(specimen(false, 0, "star")).background(stray).run();
        Result found = fromTruth(
                scan,
                200,
                "object.known=true",
                "ad.probeRate=0.001",
                "ad.decayOver=200",
                "ad.fitRate=0.003",
                "ad.fitBackground=true");
        // where light falls, a background of a few counts hardly shows
        float[] background = found.conditions().background();
        Arrays.sort(background);
        assertThat(background[0]).isNotNegative();
        assertThat((double) background[background.length / 2]).isCloseTo(stray, within(0.2 * stray));
    }

    @Test
    void anEngineThatCannotTakeWhatAFitHasFoundIsRefused() {
        for (String fit : new String[] {"ad.fitBackground=true", "ad.fitIntensity=true"}) {
            assertThatThrownBy(() -> Reconstruction.with("ad*2,dm*2", SomeSettings.of(fit)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("engine dm cannot do what an engine before it has fitted")
                    .hasMessageNotContaining("\n");
            assertThat(Reconstruction.with("dm*2,ad*2", SomeSettings.of(fit)).iterations())
                    .isEqualTo(4);
            assertThat(Reconstruction.with("ad*2,awf*2", SomeSettings.of(fit)).iterations())
                    .isEqualTo(4);
        }
    }

    /** A background, a length and intensities that ad has found are what awf works with and what is reported. */
    @Test
    void whatAFitHasFoundIsHandedOn() {
        Scan scan = simulation(specimen(false, 0, "star"))
                .flyScan(new FlyScan(0, STEP * PIXEL, 3))
                .background(5)
                .run();
        String[] settings = {
            "fly.length=" + 0.8 * STEP * PIXEL,
            "fly.parts=3",
            "fly.direction=0",
            "ad.fitMotion=true",
            "ad.fitBackground=true",
            "ad.fitIntensity=true",
            "stop.holdOut=10",
            "stop.every=4",
            "checkpoint.every=2"
        };
        List<Checkpoint> made = new ArrayList<>();
        Reconstruction chain = Reconstruction.with("ad*4,awf*4", SomeSettings.of(settings), OptionalInt.empty(), 5, 2);
        Result whole = run(chain, scan, Optional.empty(), made);
        Result first =
                Reconstruction.with("ad", SomeSettings.of(settings), 4, 5, 2).run(scan, Observer.NONE);
        assertThat(whole.provenance().iterations()).isEqualTo(8);
        assertThat(whole.conditions().background())
                .isEqualTo(first.conditions().background())
                .isNotEqualTo(new float[SIDE * SIDE]);
        assertThat(whole.conditions().motion().x())
                .isEqualTo(first.conditions().motion().x())
                .doesNotContain(0.8 * STEP * PIXEL);
        assertThat(whole.conditions().intensity())
                .isEqualTo(first.conditions().intensity())
                .contains(1.0);
        for (Checkpoint checkpoint : made) {
            Result again = run(chain, scan, Optional.of(checkpoint), new ArrayList<>());
            assertThat(again.specimen().image().re())
                    .isEqualTo(whole.specimen().image().re());
            assertThat(again.conditions().background())
                    .isEqualTo(whole.conditions().background());
            assertThat(again.conditions().intensity())
                    .isEqualTo(whole.conditions().intensity());
            assertThat(again.losses()).isEqualTo(whole.losses());
        }
    }

    private static Result run(Reconstruction recipe, Scan scan, Optional<Checkpoint> from, List<Checkpoint> made) {
        return recipe.run(
                        scan,
                        Optional.empty(),
                        Optional.empty(),
                        new RunControl(
                                Observer.NONE, () -> false, from.map(c -> () -> c), Optional.of(made::add), note -> {}))
                .result();
    }

    @Test
    void theBrightnessOfEachFrameIsFoundInTheOrderOfTheFile() {
        Scan even = simulation(specimen(false, 0, "star")).run();
        double[] factors = new double[even.frames().count()];
        float[][] frames = new float[factors.length][];
        for (int j = 0; j < factors.length; j++) {
            factors[j] = 1 + 0.2 * Math.sin(2 * Math.PI * 3 * j / factors.length);
            frames[j] = even.frames().frame(j);
            for (int i = 0; i < frames[j].length; i++) {
                frames[j][i] *= (float) Math.sqrt(factors[j]);
            }
        }
        Scan uneven = even.withFrames(new MemoryFrames(SIDE, SIDE, frames));
        Result found = fromTruth(uneven, 150, "object.known=true", "ad.decayOver=150", "ad.fitIntensity=true");
        double mean = Arrays.stream(factors).average().orElseThrow();
        double[] intensity = found.conditions().intensity();
        assertThat(Arrays.stream(intensity).average().orElseThrow()).isCloseTo(1, within(1e-6));
        for (int j = 0; j < factors.length; j++) {
            assertThat(intensity[j]).isCloseTo(factors[j] / mean, within(0.03));
        }
    }

    @Test
    void twoStatesExplainWhatOneCannot() {
        Scan scan = simulation(specimen(true, 0, "star", "letters")).run();
        double one = run(scan, 100, "ad.decayOver=100").losses()[99];
        Result two = run(scan, 100, "ad.decayOver=100", "object.modes=2");
        assertThat(two.specimen().modes()).isEqualTo(2);
        assertThat(two.losses()[99]).isLessThan(0.7 * one);
    }

    private static double peak(Scan scan) {
        double peak = 0;
        for (int j = 0; j < scan.frames().count(); j++) {
            for (float amplitude : scan.frames().frame(j)) {
                peak = Math.max(peak, (double) amplitude * amplitude);
            }
        }
        return peak;
    }

    private static final String[] EVERYTHING = {
        "ad.batch=20",
        "object.slices=2",
        "object.sliceSpacing=1e-5",
        "object.modes=2",
        "fly.length=2e-8",
        "fly.parts=2",
        "background.counts=1",
        "ad.fitSpacing=true",
        "ad.fitMotion=true",
        "ad.fitBackground=true",
        "ad.fitIntensity=true",
        "ad.fitFrom=2",
        "positions.refine=true",
        "positions.refineFrom=1",
        "positions.anneal=0.5",
        "stop.holdOut=10",
        "stop.every=2"
    };

    @Test
    void aRunWithEverythingGoesOnToTheSameBits() {
        Scan scan = simulation(specimen(false, 1e-5, "star", "letters")).run();
        List<Checkpoint> made = new ArrayList<>();
        String[] settings = Arrays.copyOf(EVERYTHING, EVERYTHING.length + 1);
        settings[EVERYTHING.length] = "checkpoint.every=2";
        Result whole = outcome(scan, 2, Optional.empty(), made, settings).result();
        Result again = outcome(scan, 1, Optional.of(made.getFirst()), new ArrayList<>(), settings)
                .result();
        for (int m = 0; m < 2; m++) {
            for (int s = 0; s < 2; s++) {
                assertThat(again.specimen().images()[m][s].re())
                        .isEqualTo(whole.specimen().images()[m][s].re());
            }
        }
        assertThat(again.losses()).isEqualTo(whole.losses());
        assertThat(again.specimen().sliceSpacing())
                .isEqualTo(whole.specimen().sliceSpacing())
                .doesNotContain(1e-5);
        assertThat(again.conditions().motion().x())
                .isEqualTo(whole.conditions().motion().x());
        assertThat(again.positions().y()).isEqualTo(whole.positions().y());
        assertThat(again.positions().y()).isNotEqualTo(scan.positions().y());
        assertThat(again.conditions().background()).isEqualTo(whole.conditions().background());
        assertThat(again.conditions().intensity())
                .isEqualTo(whole.conditions().intensity())
                .contains(1);
    }

    private static Outcome outcome(
            Scan scan, int threads, Optional<Checkpoint> from, List<Checkpoint> made, String... settings) {
        Reconstruction recipe = Reconstruction.with("ad", SomeSettings.of(settings), 5, 5, threads);
        return recipe.run(
                scan,
                Optional.empty(),
                Optional.empty(),
                new RunControl(Observer.NONE, () -> false, from.map(c -> () -> c), Optional.of(made::add), note -> {}));
    }

    @Test
    void whatMakesNoSenseIsRefusedInOneLine() {
        Scan scan = simulation(specimen(false, 0, "star")).run();
        assertThatThrownBy(() -> run(scan, 1, "object.slices=2"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("object.sliceSpacing")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> run(scan, 1, "ad.fitSpacing=true"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("object.slices");
        assertThatThrownBy(() -> run(scan, 1, "ad.fitMotion=true"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("fly.length");
        assertThatThrownBy(() -> run(scan, 1, "fly.direction=left"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("fly.direction");
    }

    @Test
    void theMotionGoesAlongTheLinesWhateverTheTurns() {
        Scan scan = simulation(specimen(false, 0, "star")).run();
        RunSettings flying = Reconstruction.with("ad", SomeSettings.of("fly.length=3e-8"), 1, 1, 1)
                .run();
        Positions rows = new Raster(3, 4, 5, 4).positions(GEOMETRY);
        Scan raster = scan.select(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
        Scan moved = new Scan(
                raster.name(),
                raster.source(),
                raster.geometry(),
                raster.frames(),
                raster.mask(),
                rows,
                raster.probe(),
                raster.specimen(),
                Optional.empty(),
                List.of());
        var motion = StartingConditions.of(flying, moved).motion();
        for (int j = 0; j < rows.count(); j++) {
            assertThat(Math.abs(motion.x()[j])).isCloseTo(3e-8, within(1e-15));
            assertThat(motion.y()[j]).isCloseTo(0, within(1e-15));
        }
    }
}
