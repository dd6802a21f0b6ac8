package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

class StartingPointTest {
    private static Specimen start(Scan scan, Optional<Specimen> given, String... settings) {
        return StartingPoint.of(scan, SomeSettings.run(settings), Optional.empty(), given)
                .specimen();
    }

    private static Scan stretched(Scan scan, double factor) {
        Positions p = scan.positions();
        double[] y = java.util.Arrays.stream(p.y()).map(v -> v * factor).toArray();
        double[] x = java.util.Arrays.stream(p.x()).map(v -> v * factor).toArray();
        return ChangedScan.of(scan).positions(new Positions(y, x)).scan();
    }

    /** Scans of random extent, anywhere on the stage: each patch lies at least the margin inside. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void theFlatObjectCoversEveryFrameWithAMargin(int seed) {
        RandomStream random = new RandomStream(seed, 0);
        int side = 15 + seed;
        Scan scan = SimulatedScan.wellPosed().side(side).frames(3).subPixel().scan();
        int n = scan.positions().count();
        double[] y = new double[n];
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            y[j] = 3e-4 + random.uniform() * 40e-8;
            x[j] = -7e-4 + random.uniform() * seed * 10e-8;
        }
        Scan moved = ChangedScan.of(scan).positions(new Positions(y, x)).scan();
        int margin = 1 + seed % 3;
        Specimen object = start(moved, Optional.empty(), "object.margin=" + margin);
        for (boolean round : new boolean[] {true, false}) {
            FramePlacements placements = FramePlacements.of(object, moved.positions(), side, side, round);
            int leastTop = Integer.MAX_VALUE;
            for (int j = 0; j < n; j++) {
                assertThat(placements.top(j)).isBetween(margin, object.rows() - side - margin);
                assertThat(placements.left(j)).isBetween(margin, object.columns() - side - margin);
                leastTop = Math.min(leastTop, placements.top(j));
            }
            assertThat(leastTop).as("no more margin than asked for").isLessThanOrEqualTo(margin + 1);
        }
        assertThat(object.image().re()).containsOnly(1f);
        assertThat(object.image().im()).containsOnly(0f);
        assertThat(object.pixelHeight()).isEqualTo(scan.geometry().pixelHeight());
    }

    /** An odd number of pixels between first and last row must not put every frame on half a pixel. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 15, 16})
    void aRasterOfWholePixelStepsNeedsNoShifts(int step) {
        Scan scan = SimulatedScan.wellPosed().frames(4).scan();
        double pixel = scan.geometry().pixelHeight();
        double[] y = new double[16];
        double[] x = new double[16];
        for (int j = 0; j < 16; j++) {
            y[j] = 1.234567e-3 + j / 4 * step * pixel;
            x[j] = -5.1e-4 + j % 4 * step * pixel;
        }
        Scan raster = ChangedScan.of(scan).positions(new Positions(y, x)).scan();
        Specimen object = start(raster, Optional.empty());
        int side = scan.geometry().rows();
        FramePlacements placements = FramePlacements.of(object, raster.positions(), side, side, false);

        assertThat(placements.whole()).isTrue();
        assertThat(placements.top(4) - placements.top(0)).isEqualTo(step);
        assertThat(object.rows()).isEqualTo(3 * step + side + 4);
    }

    @Test
    void positionsThatSpanAMillionPixelsAreRefusedNamingTheUnit() {
        Scan scan = SimulatedScan.wellPosed().scan();
        assertThatThrownBy(() -> start(stretched(scan, 1e6 / 28), Optional.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("simulated scan", "unit of the positions", "0.01")
                .hasMessageNotContaining("\n");
    }

    @Test
    void anObjectWithOtherPixelsIsRefused() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Specimen truth = scan.truth().orElseThrow().specimen();
        Specimen coarse = Specimen.of(truth.image(), 2 * truth.pixelHeight(), truth.pixelWidth(), 0, 0);
        assertThatThrownBy(() -> start(scan, Optional.of(coarse)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("the given object", "resample");
        assertThat(start(scan, Optional.of(truth))).isSameAs(truth);
    }

    @Test
    void anObjectWithNanIsRefused() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Specimen broken = scan.truth().orElseThrow().specimen().copy();
        broken.image().im()[100] = Float.NaN;
        assertThatThrownBy(() -> start(scan, Optional.of(broken)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void theFilesObjectIsUsedOnlyIfAskedFor() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Specimen found = scan.truth().orElseThrow().specimen();
        Scan withObject = ChangedScan.of(scan).specimen(found).scan();
        assertThat(start(withObject, Optional.empty()).image().re()).containsOnly(1f);
        assertThat(start(withObject, Optional.empty(), "object.start=auto")
                        .image()
                        .re())
                .containsOnly(1f);
        assertThat(start(withObject, Optional.empty(), "object.start=file")).isSameAs(found);
        assertThatThrownBy(() -> start(scan, Optional.empty(), "object.start=file"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("object.start");
    }

    @Test
    void anObjectThatDoesNotHoldEveryFrameIsRefused() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Specimen small = Specimen.of(ComplexImage.constant(40, 40, 1, 0), 1e-8, 1e-8, 0, 0);
        Reconstruction recipe = Reconstruction.with("dm", Map.of(), 1, 1, 1);
        assertThatThrownBy(() -> recipe.run(scan, Optional.empty(), Optional.of(small), Observer.NONE, () -> false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("40 x 40");
    }

    @Test
    void aKnownObjectMustBeGiven() {
        Scan scan = SimulatedScan.wellPosed().scan();
        assertThatThrownBy(() -> start(scan, Optional.empty(), "object.known=true"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("object.known", "--object FILE")
                .hasMessageNotContainingAny("object.start=file", "\n");
        Specimen truth = scan.truth().orElseThrow().specimen();
        Scan withObject = ChangedScan.of(scan).specimen(truth).scan();
        assertThatThrownBy(() -> start(withObject, Optional.empty(), "object.known=true"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("--object FILE", "object.start=file");
        assertThat(start(withObject, Optional.empty(), "object.known=true", "object.start=file"))
                .isSameAs(truth);
        assertThat(start(scan, Optional.of(truth), "object.known=true")).isSameAs(truth);
    }

    @Test
    void aKnownObjectMustCoverTheScan() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Specimen truth = scan.truth().orElseThrow().specimen();
        Specimen aside = Specimen.of(truth.image(), 1e-8, 1e-8, 2e-7, 0);
        assertThatThrownBy(() -> start(scan, Optional.of(aside), "object.known=true"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("the given object", "does not cover the scan", "rows -")
                .hasMessageNotContaining("\n");
        Specimen dark = Specimen.of(ComplexImage.zeros(truth.rows(), truth.columns()), 1e-8, 1e-8, 0, 0);
        assertThatThrownBy(() -> start(scan, Optional.of(dark), "object.known=true"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("zero");
    }

    /** The known one has its scale; the other starts with what explains the counts. */
    @Test
    void startsAreScaledToWhatIsKnown() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Specimen thick = scan.truth().orElseThrow().specimen().copy();
        thick.image().scale(0.1);
        Probe truth = scan.truth().orElseThrow().probe();
        Probe found = StartingPoint.of(
                        scan,
                        SomeSettings.run("object.known=true"),
                        Optional.of(truth.withPower(3)),
                        Optional.of(thick))
                .probe();
        assertThat(found.power() / truth.power()).isCloseTo(100, within(1e-3));

        Scan bright =
                ChangedScan.of(scan).probe(truth.withPower(400 * truth.power())).scan();
        float flat = start(bright, Optional.empty(), "probe.known=true").image().re()[0];
        assertThat(flat).isBetween(0.6f / 20, 1f / 20);
    }

    /** A start has a scale too: half the amplitude needs four times the light. */
    @Test
    void theProbeFollowsTheScaleOfAnObjectThatIsOnlyAStart() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Specimen thick = scan.truth().orElseThrow().specimen().copy();
        thick.image().scale(0.5);
        Probe truth = scan.truth().orElseThrow().probe();
        Probe beside = Probe.of(truth.mode(0).copy()).withPower(7);

        Probe given = StartingPoint.of(scan, SomeSettings.run(), Optional.of(beside), Optional.of(thick))
                .probe();
        Probe found = StartingPoint.of(
                        ChangedScan.of(scan).specimen(thick).scan(),
                        SomeSettings.run("object.start=file"),
                        Optional.of(beside),
                        Optional.empty())
                .probe();

        assertThat(given.power() / truth.power()).isCloseTo(4, within(1e-3));
        assertThat(found.power()).isEqualTo(given.power());
        Probe known = StartingPoint.of(
                        scan, SomeSettings.run("probe.known=true"), Optional.of(beside), Optional.of(thick))
                .probe();
        assertThat(known.power()).as("a known probe stays").isEqualTo(beside.power());
    }

    /** The stop hides most of the light, which object and probe predict and no good pixel counts. */
    @Test
    void aBeamStopDoesNotWeakenTheStart() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Probe truth = scan.truth().orElseThrow().probe();
        Specimen specimen = scan.truth().orElseThrow().specimen();
        Scan stopped = ChangedScan.of(scan).mask(brightestHidden(scan, 0.8)).scan();
        assertThat(StartingProbe.meanCounts(stopped) / StartingProbe.meanCounts(scan))
                .isLessThan(0.3);

        Probe found = StartingPoint.of(
                        stopped,
                        SomeSettings.run("object.known=true"),
                        Optional.of(truth.withPower(3)),
                        Optional.of(specimen))
                .probe();
        assertThat(found.power() / truth.power()).isCloseTo(1, within(0.01));

        double open = start(ChangedScan.of(scan).probe(truth).scan(), Optional.empty(), "probe.known=true")
                .image()
                .re()[0];
        double behind = start(ChangedScan.of(stopped).probe(truth).scan(), Optional.empty(), "probe.known=true")
                .image()
                .re()[0];
        assertThat(behind).isBetween(0.8 * open, 1.0);
    }

    /** A mask without the brightest pixels of the mean pattern, which have this share of the counts. */
    private static boolean[] brightestHidden(Scan scan, double share) {
        double[] mean = new double[scan.mask().length];
        double total = 0;
        for (int j = 0; j < scan.frames().count(); j++) {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (double) frame[i] * frame[i];
                total += (double) frame[i] * frame[i];
            }
        }
        boolean[] mask = scan.mask().clone();
        double hidden = 0;
        for (int i : IntStream.range(0, mean.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -mean[k]))
                .mapToInt(k -> k)
                .toArray()) {
            if (hidden < share * total) {
                hidden += mean[i];
                mask[i] = false;
            }
        }
        return mask;
    }

    @Test
    void anEngineThatCannotKeepTheObjectOrTheProbeIsNamed() {
        EngineProvider dm = Engines.named("dm");
        for (String asked : new String[] {"object.known=true", "probe.known=true", "probe.modes=2"}) {
            EngineProvider plain = new LessAble(dm);
            Chain chain = new Chain(List.of(new Chain.Part(plain, OptionalInt.empty())));
            Link link = new Link(plain, SettingsReader.defaults(dm.settingsType()), 1);
            assertThatThrownBy(() -> new Reconstruction(chain, List.of(link), SomeSettings.run(asked), 1))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContainingAll("engine plain", asked.substring(0, asked.indexOf('=')))
                    .hasMessageNotContaining("\n");
        }
    }

    /** An engine that can do nothing special. */
    private record LessAble(EngineProvider engine) implements EngineProvider {
        @Override
        public String name() {
            return "plain";
        }

        @Override
        public String description() {
            return engine.description();
        }

        @Override
        public String bibtex() {
            return engine.bibtex();
        }

        @Override
        public Class<? extends Record> settingsType() {
            return engine.settingsType();
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public int defaultIterations() {
            return 1;
        }

        @Override
        public Engine<?> create(Record settings) {
            return engine.create(settings);
        }
    }
}
