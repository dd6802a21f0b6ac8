package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.NaiveOptics.Field;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.Tilt;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/** Objects of several slices by lsqml, whose formulas are written down naively, and ml: specimens that they have to find. */
class ThickObjectsTest {
    private static final long SEED = 5;
    private static final int ITERATIONS = 3;

    /** Which of object and probe is known. */
    private enum Known {
        NEITHER,
        PROBE,
        OBJECT
    }

    /** Three iterations on nine frames of 8 x 8, in double precision. */
    private static final class Naive {
        static final int SIDE = 8;
        static final double[] DISTANCES = {3e-6, 7e-6};

        final Scan scan;
        final Specimen start;
        final FramePlacements places;
        final Field[] slices;
        Field probe;

        Naive() {
            this.scan = FrameOrder.canonical(SimulatedScan.wellPosed()
                    .side(SIDE)
                    .frames(3)
                    .step(2)
                    .noisy()
                    .counts(1e4)
                    .scan());
            this.start = noise(scan);
            this.places = FramePlacements.of(start, scan.positions(), SIDE, SIDE, false);
            this.slices = Arrays.stream(start.images()[0]).map(Field::of).toArray(Field[]::new);
        }

        private static Specimen noise(Scan scan) {
            Specimen place = scan.truth().orElseThrow().specimen();
            RandomStream random = new RandomStream(2, 0);
            ComplexImage[] images = new ComplexImage[DISTANCES.length + 1];
            for (int k = 0; k < images.length; k++) {
                images[k] = ComplexImage.zeros(place.rows(), place.columns());
                for (int i = 0; i < images[k].size(); i++) {
                    images[k].re()[i] = (float) (0.9 + 0.1 * random.uniform());
                    images[k].im()[i] = (float) (0.1 * random.uniform());
                }
            }
            return new Specimen(
                    new ComplexImage[][] {images},
                    place.pixelHeight(),
                    place.pixelWidth(),
                    place.centreY(),
                    place.centreX(),
                    DISTANCES.clone());
        }

        Result run(Known known) {
            Map<String, String> all = new TreeMap<>(
                    SomeSettings.of("lsqml.batches=one", "lsqml.step=0.8", "lsqml.probeFrom=1", "lsqml.momentum=0"));
            all.put("probe.known", String.valueOf(known == Known.PROBE));
            all.put("object.known", String.valueOf(known == Known.OBJECT));
            Reconstruction recipe = Reconstruction.with("lsqml", all, ITERATIONS, SEED, 2);
            probe = Field.of(StartingPoint.of(scan, recipe.run(), Optional.empty(), Optional.of(start))
                    .probe()
                    .mode(0));
            return recipe.run(scan, Optional.empty(), Optional.of(start), Observer.NONE, () -> false);
        }

        private Field patch(Field image, int j) {
            return image.cut(places.top(j), places.left(j), SIDE, SIDE);
        }

        /** Plane waves, each times exp(+-i z (k_z - k)). */
        private Field propagated(Field wave, int gap, int sign) {
            double k = 2 * Math.PI / scan.geometry().wavelength();
            Field spectrum = wave.transformed(-1);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    double ky = 2 * Math.PI * (y - SIDE / 2) / (SIDE * start.pixelHeight());
                    double kx = 2 * Math.PI * (x - SIDE / 2) / (SIDE * start.pixelWidth());
                    double phase = sign * DISTANCES[gap] * (Math.sqrt(k * k - ky * ky - kx * kx) - k);
                    double[] z = spectrum.z()[y][x];
                    spectrum.z()[y][x] = new double[] {
                        z[0] * Math.cos(phase) - z[1] * Math.sin(phase), z[0] * Math.sin(phase) + z[1] * Math.cos(phase)
                    };
                }
            }
            return spectrum.transformed(1);
        }

        void iterate(Known known) {
            int n = scan.frames().count();
            int last = slices.length - 1;
            Field[][] psi = new Field[n][slices.length];
            Field[] chi = new Field[n];
            Field[] steps = new Field[slices.length];
            double[][][] light = new double[slices.length][start.rows()][start.columns()];
            Arrays.setAll(steps, k -> Field.zeros(start.rows(), start.columns()));
            Field probeStep = Field.zeros(SIDE, SIDE);
            for (int j = 0; j < n; j++) {
                psi[j][0] = probe;
                for (int k = 0; k < last; k++) {
                    psi[j][k + 1] = propagated(psi[j][k].times(patch(slices[k], j)), k, 1);
                }
                Field exit = psi[j][last].times(patch(slices[last], j));
                chi[j] = NaiveOptics.project(exit, scan.frames().frame(j), i -> scan.mask()[i])
                        .minus(exit);
                Field back = chi[j];
                for (int k = last; k >= 0; k--) {
                    steps[k].add(psi[j][k].conj().times(back), places.top(j), places.left(j));
                    NaiveOptics.add(light[k], psi[j][k].squared(), places.top(j), places.left(j));
                    back = patch(slices[k], j).conj().times(back);
                    back = k > 0 ? propagated(back, k - 1, -1) : back;
                }
                probeStep = probeStep.plus(back.times(1.0 / n));
            }
            for (int k = 0; k <= last; k++) {
                double max = Arrays.stream(light[k])
                        .flatMapToDouble(Arrays::stream)
                        .max()
                        .orElseThrow();
                steps[k] = steps[k].over(Arrays.stream(light[k])
                        .map(row -> Arrays.stream(row)
                                .map(w -> Math.hypot(w, 0.1 * max))
                                .toArray())
                        .toArray(double[][]::new));
                steps[k] = steps[k].times(known == Known.OBJECT ? 0 : 1);
            }
            probeStep = probeStep.times(known == Known.PROBE ? 0 : 1);
            step(psi, chi, steps, probeStep, n);
            if (known == Known.NEITHER) {
                double counts = IntStream.range(0, n)
                                .mapToDouble(j -> {
                                    double sum = 0;
                                    for (float y : scan.frames().frame(j)) {
                                        sum += (double) y * y;
                                    }
                                    return sum;
                                })
                                .sum()
                        / n;
                double factor = Math.sqrt(counts / probe.power());
                probe = probe.times(factor);
                slices[0] = slices[0].times(1 / factor);
            }
        }

        private void step(Field[][] psi, Field[] chi, Field[] steps, Field probeStep, int n) {
            Field[] u = new Field[n];
            Field[] v = new Field[n];
            for (int j = 0; j < n; j++) {
                u[j] = probe.times(patch(steps[0], j));
                v[j] = probeStep.times(patch(slices[0], j));
                for (int k = 1; k < slices.length; k++) {
                    Field slice = patch(slices[k], j);
                    u[j] = propagated(u[j], k - 1, 1).times(slice).plus(psi[j][k].times(patch(steps[k], j)));
                    v[j] = propagated(v[j], k - 1, 1).times(slice);
                }
            }
            NaiveStepLengths lengths =
                    NaiveStepLengths.of(u, v, chi, IntStream.range(0, n).toArray());
            for (int k = 0; k < slices.length; k++) {
                slices[k] = slices[k].plus(steps[k].times(0.8 * lengths.object()));
            }
            probe = probe.plus(probeStep.times(0.8 * lengths.probe()));
        }
    }

    private static void assertClose(ComplexImage found, Field expected) {
        double difference = Math.sqrt(Field.of(found).minus(expected).power());
        assertThat(difference / Math.sqrt(expected.power())).isLessThan(1e-4);
    }

    @ParameterizedTest
    @EnumSource(Known.class)
    void threeIterationsOfLsqmlAreThoseOfItsFormulas(Known known) {
        Naive naive = new Naive();
        Result result = naive.run(known);
        Field first = naive.slices[1];
        for (int i = 0; i < ITERATIONS; i++) {
            naive.iterate(known);
        }
        for (int k = 0; k < naive.slices.length; k++) {
            assertClose(result.specimen().images()[0][k], naive.slices[k]);
            if (known == Known.OBJECT) {
                assertThat(result.specimen().images()[0][k].re()).isEqualTo(naive.start.images()[0][k].re());
            }
        }
        assertClose(result.probe().mode(0), naive.probe);
        if (known == Known.PROBE) {
            assertThat(result.probe().mode(0).im())
                    .isEqualTo(naive.scan.probe().orElseThrow().mode(0).im());
        } else if (known == Known.NEITHER) {
            assertThat(naive.slices[1].minus(first).power())
                    .as("something has happened")
                    .isGreaterThan(1e-4 * first.power());
        }
    }

    private static final int SIDE = 32;
    private static final double PIXEL = 10e-9;
    private static final double COUNTS = 1e5;
    private static final XrayGeometry GEOMETRY = new XrayGeometry(SIDE, SIDE, PIXEL, PIXEL, 8800, 1);
    /** 5.2 pixel^2 / wavelength. */
    private static final double DEPTH_OF_FIELD = 5.2 * PIXEL * PIXEL / GEOMETRY.wavelength();

    private static final Positions POSITIONS =
            new JitteredRaster(new Raster(10, 10, 3.3, 3.3), 1).positions(GEOMETRY, 3);

    private static Probe beam(int modes) {
        ComplexImage[] images = new ComplexImage[modes];
        Arrays.setAll(
                images,
                m -> TestProbes.parse("zoneplate:zone=30,stop=0,defocus=" + (6 - 3 * m))
                        .image(GEOMETRY));
        return Probe.of(images).withPower(COUNTS);
    }

    private static Specimen specimen(Tilt tilt, double[] distances, String... names) {
        int[] needed = SpecimenPlacement.needed(GEOMETRY, POSITIONS);
        ComplexImage[] images = new ComplexImage[names.length];
        for (int k = 0; k < names.length; k++) {
            images[k] = TestObjects.parse(names[k]).image(needed[0] + 12, needed[1] + 12, 1, 5 + k);
        }
        Specimen place = SpecimenPlacement.under(images[0], GEOMETRY, POSITIONS);
        return new Specimen(
                new ComplexImage[][] {images},
                place.pixelHeight(),
                place.pixelWidth(),
                place.centreY(),
                place.centreX(),
                distances,
                tilt);
    }

    private static Result run(String engine, Scan scan, Optional<Specimen> start, int iterations, String... settings) {
        return Reconstruction.with(engine, SomeSettings.of(settings), iterations, 5, 2)
                .run(scan, Optional.empty(), start, Observer.NONE, () -> false);
    }

    /** Three slices at different distances, fractions of a pixel, a tilt. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theTruthExplainsWhatIsSimulatedAndStaysWhereItIs(int modes) {
        double[] distances = {2 * DEPTH_OF_FIELD, 5 * DEPTH_OF_FIELD};
        Specimen thick = specimen(new Tilt(0.003, -0.0015), distances, "star", "letters", "grf");
        Scan scan = Simulation.of(GEOMETRY, thick, beam(modes), POSITIONS)
                .startingProbe(beam(modes))
                .run();
        Result kept = run("lsqml", scan, Optional.of(thick), 5, "probe.modes=" + modes, "probe.known=true");
        assertThat(kept.losses()[0]).isLessThan(1e-9);
        assertThat(kept.losses()[4]).isLessThan(1e-9);
        assertThat(kept.specimen().tilt()).isEqualTo(thick.tilt());
        Specimen upright = specimen(Tilt.NONE, distances, "star", "letters", "grf");
        assertThat(run("lsqml", scan, Optional.of(upright), 1, "probe.modes=" + modes, "probe.known=true")
                        .losses()[0])
                .isGreaterThan(1e-4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lsqml", "ml"})
    void theTruthExplainsNearFieldsToo(String engine) {
        XrayGeometry near = XrayGeometry.near(SIDE, SIDE, PIXEL, PIXEL, 8800, 4 * DEPTH_OF_FIELD, NearField.PARALLEL);
        Specimen thick = specimen(Tilt.NONE, new double[] {3 * DEPTH_OF_FIELD}, "star", "grf");
        Scan scan = Simulation.of(near, thick, beam(1), POSITIONS)
                .startingProbe(beam(1))
                .run();
        String[] settings = engine.equals("ml")
                ? new String[] {"probe.known=true", "ml.likelihood=euclidean"}
                : new String[] {"probe.known=true"};
        assertThat(run(engine, scan, Optional.of(thick), 1, settings).losses()[0])
                .isLessThan(1e-9);
        Specimen closer = specimen(Tilt.NONE, new double[] {2 * DEPTH_OF_FIELD}, "star", "grf");
        assertThat(run("lsqml", scan, Optional.of(closer), 1, "probe.known=true")
                        .losses()[0])
                .isGreaterThan(1e-5);
    }

    /** From flat slices and a probe out of focus. What a ramp moves from slice to slice does not count. */
    @ParameterizedTest
    @ValueSource(strings = {"lsqml", "ml"})
    void twoSlicesAreFoundAndToldApart(String engine) {
        Specimen thick = specimen(Tilt.NONE, new double[] {4 * DEPTH_OF_FIELD}, "star:spokes=8", "letters");
        Probe nearly = Probe.of(
                TestProbes.parse("zoneplate:zone=30,stop=0,defocus=5.5").image(GEOMETRY));
        Scan scan = Simulation.of(GEOMETRY, thick, beam(1), POSITIONS)
                .startingProbe(nearly.withPower(COUNTS))
                .run();
        Result found =
                run(engine, scan, Optional.empty(), 60, "object.slices=2", "object.sliceSpacing=" + 4 * DEPTH_OF_FIELD);
        for (int k = 0; k < 2; k++) {
            double own = likeness(found.specimen(), k, thick, k);
            double other = likeness(found.specimen(), k, thick, 1 - k);
            assertThat(own).as("slice %d", k).isGreaterThan(0.99);
            assertThat(other).as("slice %d and the other truth", k).isBetween(-0.05, 0.05);
        }
    }

    /** |<a, b>| / (|a| |b|). */
    private static double likeness(ComplexImage a, ComplexImage b) {
        double[] overlap = Field.of(a).times(Field.of(b).conj()).sum();
        return Math.hypot(overlap[0], overlap[1]) / Math.sqrt(a.power() * b.power());
    }

    /** Pearson's correlation of the phase differences of neighbours, between the outermost positions. */
    private static double likeness(Specimen found, int slice, Specimen truth, int other) {
        double[] a = slopes(found, slice);
        double[] b = slopes(truth, other);
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double[] slopes(Specimen specimen, int slice) {
        ComplexImage image = specimen.images()[0][slice];
        int top = (int)
                Math.round(specimen.rowOf(Arrays.stream(POSITIONS.y()).min().orElseThrow()));
        int left = (int)
                Math.round(specimen.columnOf(Arrays.stream(POSITIONS.x()).min().orElseThrow()));
        int size = (int) (9 * 3.3);
        double[] slopes = new double[size * size];
        for (int k = 0; k < slopes.length; k++) {
            int i = (top + k / size) * image.columns() + left + k % size;
            double re = (double) image.re()[i + 1] * image.re()[i] + (double) image.im()[i + 1] * image.im()[i];
            double im = (double) image.im()[i + 1] * image.re()[i] - (double) image.re()[i + 1] * image.im()[i];
            slopes[k] = Math.atan2(im, re);
        }
        return slopes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lsqml", "ml"})
    void aKnownThickObjectGivesTheProbe(String engine) {
        Specimen thick = specimen(Tilt.NONE, new double[] {4 * DEPTH_OF_FIELD}, "grf", "letters");
        Probe wrong =
                Probe.of(TestProbes.parse("zoneplate:zone=30,stop=0,defocus=-6").image(GEOMETRY));
        Scan scan = Simulation.of(GEOMETRY, thick, beam(1), POSITIONS)
                .startingProbe(wrong.withPower(COUNTS))
                .run();
        Result found = run(engine, scan, Optional.of(thick), 60, "object.known=true");
        assertThat(likeness(wrong.mode(0), beam(1).mode(0))).isLessThan(0.95);
        assertThat(likeness(found.probe().mode(0), beam(1).mode(0))).isGreaterThan(0.99);
        for (int k = 0; k < 2; k++) {
            assertThat(found.specimen().images()[0][k].re()).isEqualTo(thick.images()[0][k].re());
            assertThat(found.specimen().images()[0][k].im()).isEqualTo(thick.images()[0][k].im());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lsqml", "ml"})
    void statesAreRefused(String engine) {
        Specimen thick = specimen(Tilt.NONE, new double[] {DEPTH_OF_FIELD}, "grf", "letters");
        Specimen states = new Specimen(
                new ComplexImage[][] {thick.images()[0], thick.copy().images()[0]},
                thick.pixelHeight(),
                thick.pixelWidth(),
                thick.centreY(),
                thick.centreX(),
                thick.sliceSpacing());
        Scan scan = Simulation.of(GEOMETRY, thick, beam(1), POSITIONS)
                .startingProbe(beam(1))
                .run();
        assertThatThrownBy(() -> run(engine, scan, Optional.of(states), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2 modes");
    }
}
