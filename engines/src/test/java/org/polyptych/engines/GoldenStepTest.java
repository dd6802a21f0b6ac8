package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.NaiveOptics.Field;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/**
 * Three iterations of every engine, on nine frames of 8 x 8 with masked pixels and noise, are those of its formulas
 * written down naively in double precision.
 */
class GoldenStepTest {
    private static final int SIDE = 8;
    private static final int ITERATIONS = 3;
    private static final long SEED = 5;

    /** Which of object and probe is known. */
    private enum Known {
        NEITHER,
        PROBE,
        OBJECT
    }

    private final Scan scan = scan();
    private final Specimen start = start(scan);
    private final FramePlacements places = FramePlacements.of(start, scan.positions(), SIDE, SIDE, false);
    private Field object = Field.of(start.image());
    private Field probe;

    private static Scan scan() {
        Scan scan = SimulatedScan.wellPosed()
                .side(SIDE)
                .frames(3)
                .step(2)
                .noisy()
                .counts(1e4)
                .scan();
        boolean[] mask = scan.mask().clone();
        mask[13] = false;
        mask[40] = false;
        // in the order in which engines see the frames
        return FrameOrder.canonical(ChangedScan.of(scan).mask(mask).scan());
    }

    /** Not the truth: a little noise on a flat object. */
    private static Specimen start(Scan scan) {
        Specimen start = scan.truth().orElseThrow().specimen().copy();
        RandomStream random = new RandomStream(2, 0);
        for (int i = 0; i < start.image().size(); i++) {
            start.image().re()[i] = (float) (0.9 + 0.1 * random.uniform());
            start.image().im()[i] = (float) (0.1 * random.uniform());
        }
        return start;
    }

    private Result run(String engine, Known known, String... settings) {
        Map<String, String> all = new TreeMap<>(SomeSettings.of(settings));
        all.put("probe.known", String.valueOf(known == Known.PROBE));
        all.put("object.known", String.valueOf(known == Known.OBJECT));
        Reconstruction recipe = Reconstruction.with(engine, all, ITERATIONS, SEED, 2);
        RunSettings run = recipe.run();
        // what the engine begins with, the power of the probe included
        probe = Field.of(StartingPoint.of(scan, run, Optional.empty(), Optional.of(start))
                .probe()
                .mode(0));
        return recipe.run(scan, Optional.empty(), Optional.of(start), Observer.NONE, () -> false);
    }

    private void assertAgreement(Result result) {
        assertClose(result.specimen().image(), object, 1e-4);
        assertClose(result.probe().mode(0), probe, 1e-4);
    }

    /** Up to the global phase, which engines that report means turn as they like. */
    private static void assertClose(ComplexImage found, Field expected, double tolerance) {
        assertClose(Field.of(found), expected, tolerance);
    }

    private static void assertClose(Field found, Field expected, double tolerance) {
        double[] overlap = found.times(expected.conj()).sum();
        double cos = overlap[0] / Math.hypot(overlap[0], overlap[1]);
        double sin = overlap[1] / Math.hypot(overlap[0], overlap[1]);
        double difference = Math.sqrt(found.minus(expected.turned(cos, sin)).power());
        assertThat(difference / Math.sqrt(expected.power())).isLessThan(tolerance);
    }

    private Field patch(int j) {
        return object.cut(places.top(j), places.left(j), SIDE, SIDE);
    }

    private Field projected(Field exitWave, int j) {
        return NaiveOptics.project(exitWave, scan.frames().frame(j), i -> scan.mask()[i]);
    }

    private int frames() {
        return scan.frames().count();
    }

    private double meanCounts() {
        return StartingProbe.meanCounts(scan);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, NEITHER", "0.7, 0.4, NEITHER", "1, 1, PROBE", "1, 1, OBJECT"})
    void epie(double a, double b, Known known) {
        Result result = run("epie", known, "epie.step=" + a, "epie.probeStep=" + b);
        for (int k = 1; k <= ITERATIONS; k++) {
            for (int j : new RandomStream(SEED, k).permutation(frames())) {
                Field patch = patch(j);
                Field change = projected(probe.times(patch), j).minus(probe.times(patch));
                Field objectStep = probe.conj().times(change).times(a / probe.max());
                Field probeStep = patch.conj().times(change).times(b / patch.max());
                if (known != Known.OBJECT) {
                    object.add(objectStep, places.top(j), places.left(j));
                }
                if (known != Known.PROBE) {
                    probe = probe.plus(probeStep);
                }
            }
        }
        assertAgreement(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEITHER", "PROBE", "OBJECT"})
    void rpie(Known known) {
        double alpha = 0.3;
        double beta = 0.6;
        Result result = run(
                "rpie",
                known,
                "rpie.alpha=" + alpha,
                "rpie.probeAlpha=" + beta,
                "rpie.step=0.5",
                "rpie.probeStep=0.8",
                "rpie.probeFrom=1");
        for (int k = 1; k <= ITERATIONS; k++) {
            for (int j : new RandomStream(SEED, k).permutation(frames())) {
                Field patch = patch(j);
                Field change = projected(probe.times(patch), j).minus(probe.times(patch));
                Field objectStep = probe.conj().times(change).times(0.5).over(regularised(probe, alpha));
                Field probeStep = patch.conj().times(change).times(0.8).over(regularised(patch, beta));
                if (known != Known.OBJECT) {
                    object.add(objectStep, places.top(j), places.left(j));
                }
                if (known != Known.PROBE) {
                    probe = probe.plus(probeStep);
                }
            }
            if (known == Known.NEITHER) {
                probe = probe.times(Math.sqrt(meanCounts() / probe.power()));
            }
        }
        assertAgreement(result);
    }

    /** rPIE with momentum after every frame, so that no chance is in it. */
    @ParameterizedTest
    @ValueSource(strings = {"NEITHER", "PROBE", "OBJECT"})
    void mpie(Known known) {
        Result result = run(
                "mpie",
                known,
                "mpie.alpha=0.3",
                "mpie.probeAlpha=0.6",
                "mpie.step=0.3",
                "mpie.probeStep=0.2",
                "mpie.probeFrom=1",
                "mpie.chance=1",
                "mpie.friction=0.6",
                "mpie.feedback=0.2");
        Field objectThen = object;
        Field probeThen = probe;
        Field objectVelocity = object.times(0);
        Field probeVelocity = probe.times(0);
        for (int k = 1; k <= ITERATIONS; k++) {
            for (int j : new RandomStream(SEED, k).permutation(frames())) {
                Field patch = patch(j);
                Field change = projected(probe.times(patch), j).minus(probe.times(patch));
                Field objectStep = probe.conj().times(change).times(0.3).over(regularised(probe, 0.3));
                Field probeStep = patch.conj().times(change).times(0.2).over(regularised(patch, 0.6));
                if (known != Known.OBJECT) {
                    object = object.times(1);
                    object.add(objectStep, places.top(j), places.left(j));
                    objectVelocity = objectThen.minus(object).plus(objectVelocity.times(0.6));
                    object = object.minus(objectVelocity.times(0.2));
                    objectThen = object;
                }
                if (known != Known.PROBE) {
                    probe = probe.plus(probeStep);
                    probeVelocity = probeThen.minus(probe).plus(probeVelocity.times(0.6));
                    probe = probe.minus(probeVelocity.times(0.2));
                    probeThen = probe;
                }
            }
            if (known == Known.NEITHER) {
                // that the probe is given another power is no motion
                Field scaled = probe.times(Math.sqrt(meanCounts() / probe.power()));
                probeThen = probeThen.plus(scaled.minus(probe));
                probe = scaled;
            }
        }
        assertAgreement(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEITHER", "PROBE", "OBJECT"})
    void wasp(Known known) {
        double a = 0.8;
        double b = 0.7;
        Result result = run("wasp", known, "wasp.alpha=" + a, "wasp.beta=" + b, "wasp.probeFrom=1");
        for (int k = 1; k <= ITERATIONS; k++) {
            Field objectSum = object.times(0);
            Field probeSum = probe.times(0);
            double[][] light = new double[object.rows()][object.columns()];
            double[][] clarity = new double[SIDE][SIDE];
            for (int j : new RandomStream(SEED, k).permutation(frames())) {
                Field patch = patch(j);
                Field wave = projected(probe.times(patch), j);
                Field change = wave.minus(probe.times(patch));
                double mean = probe.power() / (SIDE * SIDE);
                objectSum.add(probe.conj().times(wave), places.top(j), places.left(j));
                NaiveOptics.add(light, probe.squared(), places.top(j), places.left(j));
                probeSum = probeSum.plus(patch.conj().times(wave));
                NaiveOptics.add(clarity, patch.squared(), 0, 0);
                if (known != Known.OBJECT) {
                    object.add(
                            probe.conj().times(change).times(0.5).over(NaiveOptics.plus(a * mean, probe.squared())),
                            places.top(j),
                            places.left(j));
                }
                if (known != Known.PROBE) {
                    probe = probe.plus(patch.conj().times(change).over(NaiveOptics.plus(b, patch.squared())));
                }
            }
            if (known != Known.OBJECT) {
                object = averaged(object, objectSum, light);
            }
            if (known != Known.PROBE) {
                probe = averaged(probe, probeSum, clarity);
            }
        }
        assertAgreement(result);
    }

    /** sum / weight, and the old value where the weight is 0. */
    private static Field averaged(Field old, Field sum, double[][] weight) {
        Field average = old.times(1);
        for (int y = 0; y < weight.length; y++) {
            for (int x = 0; x < weight[y].length; x++) {
                if (weight[y][x] > 0) {
                    average.z()[y][x] = new double[] {sum.z()[y][x][0] / weight[y][x], sum.z()[y][x][1] / weight[y][x]};
                }
            }
        }
        return average;
    }

    /** (1 - a) |z|^2 + a max |z|^2. */
    private static double[][] regularised(Field field, double a) {
        double[][] squared = field.times(Math.sqrt(1 - a)).squared();
        return NaiveOptics.plus(a * field.max(), squared);
    }

    private static final String[] ONE_ROUND = {"average=1", "relax=0", "probeFrom=1", "innerRounds=1"};

    private Result runProjections(String engine, Known known, String... more) {
        String[] settings = new String[ONE_ROUND.length + more.length];
        for (int i = 0; i < settings.length; i++) {
            settings[i] = engine + "." + (i < ONE_ROUND.length ? ONE_ROUND[i] : more[i - ONE_ROUND.length]);
        }
        return run(engine, known, settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEITHER", "PROBE", "OBJECT"})
    void dm(Known known) {
        Result result = runProjections("dm", known);
        Field[] psi = exitWaves();
        for (int k = 1; k <= ITERATIONS; k++) {
            for (int j = 0; j < frames(); j++) {
                Field model = probe.times(patch(j));
                psi[j] = psi[j].plus(projected(model.times(2).minus(psi[j]), j)).minus(model);
            }
            fit(psi, known);
        }
        assertAgreement(result);
    }

    /** psi = b psi + (1 - 2b) Pi_O psi + b Pi_F(2 Pi_O psi - psi). */
    @ParameterizedTest
    @CsvSource({"0.75, NEITHER", "0.9, NEITHER", "0.75, PROBE", "0.75, OBJECT", "1, NEITHER"})
    void raarInTheOrderOfPtyPy(double b, Known known) {
        Result result = runProjections("raar", known, "beta=" + b);
        Field[] psi = exitWaves();
        for (int k = 1; k <= ITERATIONS; k++) {
            for (int j = 0; j < frames(); j++) {
                Field model = probe.times(patch(j));
                Field outer = projected(model.times(2).minus(psi[j]), j);
                psi[j] = psi[j].times(b).plus(model.times(1 - 2 * b)).plus(outer.times(b));
            }
            fit(psi, known);
        }
        assertAgreement(result);
    }

    /** psi = b/2 (R_O R_F psi + psi) + (1 - b) Pi_F psi, with R = 2 Pi - 1. */
    @ParameterizedTest
    @CsvSource({"0.75, NEITHER", "0.9, NEITHER", "0.75, PROBE", "0.75, OBJECT"})
    void raarInTheOrderOfLuke(double b, Known known) {
        Result result = runProjections("raar", known, "order=luke", "beta=" + b);
        Field[] psi = exitWaves();
        for (int k = 1; k <= ITERATIONS; k++) {
            Field[] modulus = new Field[frames()];
            Field[] reflected = new Field[frames()];
            for (int j = 0; j < frames(); j++) {
                modulus[j] = projected(psi[j], j);
                reflected[j] = modulus[j].times(2).minus(psi[j]);
            }
            fit(reflected, known);
            for (int j = 0; j < frames(); j++) {
                Field twice = probe.times(patch(j)).times(2).minus(reflected[j]);
                psi[j] = twice.plus(psi[j]).times(b / 2).plus(modulus[j].times(1 - b));
            }
        }
        assertAgreement(result);
    }

    /** All frames in one batch, and batches of one frame in the order that the seed gives. */
    @ParameterizedTest
    @CsvSource({"one, NEITHER", "one, PROBE", "one, OBJECT", "sparse, NEITHER", "sparse, PROBE", "sparse, OBJECT"})
    void lsqml(String batches, Known known) {
        Result result = run(
                "lsqml",
                known,
                "lsqml.batches=" + batches,
                "lsqml.batch=1",
                "lsqml.step=0.8",
                "lsqml.probeFrom=1",
                "lsqml.momentum=0");
        for (int k = 1; k <= ITERATIONS; k++) {
            if (batches.equals("one")) {
                lsqmlBatch(IntStream.range(0, frames()).toArray(), known);
            } else {
                int[] place = new RandomStream(SEED, k).permutation(frames());
                for (int turn = 0; turn < frames(); turn++) {
                    int now = turn;
                    lsqmlBatch(
                            IntStream.range(0, frames())
                                    .filter(j -> place[j] == now)
                                    .toArray(),
                            known);
                }
            }
            if (known == Known.NEITHER) {
                double factor = Math.sqrt(meanCounts() / probe.power());
                probe = probe.times(factor);
                object = object.times(1 / factor);
            }
        }
        assertAgreement(result);
    }

    private void lsqmlBatch(int[] batch, Known known) {
        Field[] chi = new Field[frames()];
        Field objectStep = Field.zeros(object.rows(), object.columns());
        Field probeStep = Field.zeros(SIDE, SIDE);
        double[][] light = new double[object.rows()][object.columns()];
        for (int j : batch) {
            chi[j] = projected(probe.times(patch(j)), j).minus(probe.times(patch(j)));
            objectStep.add(probe.conj().times(chi[j]), places.top(j), places.left(j));
            probeStep = probeStep.plus(patch(j).conj().times(chi[j]).times(1.0 / batch.length));
            NaiveOptics.add(light, probe.squared(), places.top(j), places.left(j));
        }
        double max = Arrays.stream(light).flatMapToDouble(Arrays::stream).max().orElseThrow();
        objectStep = objectStep.over(Arrays.stream(light)
                .map(row ->
                        Arrays.stream(row).map(w -> Math.hypot(w, 0.1 * max)).toArray())
                .toArray(double[][]::new));
        if (known == Known.OBJECT) {
            objectStep = objectStep.times(0);
        }
        if (known == Known.PROBE) {
            probeStep = probeStep.times(0);
        }
        Field[] u = new Field[frames()];
        Field[] v = new Field[frames()];
        for (int j : batch) {
            u[j] = objectStep.cut(places.top(j), places.left(j), SIDE, SIDE).times(probe);
            v[j] = probeStep.times(patch(j));
        }
        NaiveStepLengths lengths = NaiveStepLengths.of(u, v, chi, batch);
        object = object.plus(objectStep.times(0.8 * lengths.object()));
        probe = probe.plus(probeStep.times(0.8 * lengths.probe()));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 1.5, NEITHER", "0.7, 0.4, 1.25, NEITHER", "0.5, 0.5, 1.5, PROBE", "0.5, 0.5, 1.5, OBJECT"})
    void pmace(double a, double rho, double power, Known known) {
        Result result = run(
                "pmace", known, "pmace.data=" + a, "pmace.pace=" + rho, "pmace.power=" + power, "pmace.probeFrom=1");
        Field[] v = IntStream.range(0, frames()).mapToObj(this::patch).toArray(Field[]::new);
        Field[] d = IntStream.range(0, frames()).mapToObj(j -> probe).toArray(Field[]::new);
        for (int k = 1; k <= ITERATIONS; k++) {
            if (known != Known.PROBE) {
                double max = object.max();
                Field sum = Field.zeros(SIDE, SIDE);
                double[][] weights = new double[SIDE][SIDE];
                Field[] w = new Field[frames()];
                for (int j = 0; j < frames(); j++) {
                    w[j] = agent(d[j], patch(j), j, a, max);
                    double[][] weight = powers(patch(j), max, power);
                    sum = sum.plus(w[j].times(2).minus(d[j]).over(reciprocal(weight)));
                    NaiveOptics.add(weights, weight, 0, 0);
                }
                probe = sum.over(weights);
                for (int j = 0; j < frames(); j++) {
                    d[j] = d[j].plus(probe.minus(w[j]).times(2 * rho));
                }
            }
            if (known != Known.OBJECT) {
                double[][] weight = powers(probe, probe.max(), power);
                Field sum = object.times(1e-6);
                double[][] weights = new double[object.rows()][object.columns()];
                Field[] w = new Field[frames()];
                for (int j = 0; j < frames(); j++) {
                    w[j] = agent(v[j], probe, j, a, probe.max());
                    sum.add(w[j].times(2).minus(v[j]).over(reciprocal(weight)), places.top(j), places.left(j));
                    NaiveOptics.add(weights, weight, places.top(j), places.left(j));
                }
                object = sum.over(NaiveOptics.plus(1e-6, weights));
                for (int j = 0; j < frames(); j++) {
                    v[j] = v[j].plus(patch(j).minus(w[j]).times(2 * rho));
                }
            }
        }
        assertAgreement(result);
    }

    /** (1 - a) v + a Pi_F(v by) / by. */
    private Field agent(Field v, Field by, int j, double a, double max) {
        Field change = projected(v.times(by), j).minus(v.times(by));
        return v.plus(by.conj().times(change).times(a).over(NaiveOptics.plus(1e-6 * max, by.squared())));
    }

    /** (|z|^2 / max)^(k / 2). */
    private static double[][] powers(Field z, double max, double k) {
        return Arrays.stream(z.squared())
                .map(row ->
                        Arrays.stream(row).map(p -> Math.pow(p / max, k / 2)).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] reciprocal(double[][] values) {
        return Arrays.stream(values)
                .map(row -> Arrays.stream(row).map(value -> 1 / value).toArray())
                .toArray(double[][]::new);
    }

    /** With a known probe Pi_O is linear, and Luke's formula multiplied out says the same. */
    @Test
    void lukesOrderMultipliedOut() {
        double b = 0.8;
        Result result = runProjections("raar", Known.PROBE, "order=luke", "beta=" + b, "objectInertia=0");
        Field[] psi = exitWaves();
        Field reported = null;
        for (int k = 1; k <= ITERATIONS; k++) {
            Field[] modulus = new Field[frames()];
            for (int j = 0; j < frames(); j++) {
                modulus[j] = projected(psi[j], j);
            }
            Field ofPsi = overlap(psi);
            Field ofModulus = overlap(modulus);
            reported = ofModulus.times(2).minus(ofPsi);
            for (int j = 0; j < frames(); j++) {
                object = ofPsi;
                Field overlapOfPsi = probe.times(patch(j));
                object = ofModulus;
                Field overlapOfModulus = probe.times(patch(j));
                psi[j] = psi[j].times(b)
                        .minus(overlapOfPsi.times(b))
                        .plus(modulus[j].times(1 - 2 * b))
                        .plus(overlapOfModulus.times(2 * b));
            }
        }
        // where no light falls there is no inertia here, and nothing to compare
        assertClose(lit(Field.of(result.specimen().image())), lit(reported), 1e-3);
    }

    /** The field where more than a count falls, else zero. */
    private Field lit(Field field) {
        double[][] light = light();
        Field lit = field.times(1);
        for (int y = 0; y < field.rows(); y++) {
            for (int x = 0; x < field.columns(); x++) {
                if (light[y][x] <= 1) {
                    lit.z()[y][x] = new double[2];
                }
            }
        }
        return lit;
    }

    private double[][] light() {
        double[][] light = new double[object.rows()][object.columns()];
        for (int j = 0; j < frames(); j++) {
            NaiveOptics.add(light, probe.squared(), places.top(j), places.left(j));
        }
        return light;
    }

    /** sum conj(P) psi / sum |P|^2. */
    private Field overlap(Field[] psi) {
        Field sum = Field.zeros(object.rows(), object.columns());
        for (int j = 0; j < frames(); j++) {
            sum.add(probe.conj().times(psi[j]), places.top(j), places.left(j));
        }
        return sum.over(NaiveOptics.plus(1e-30, light()));
    }

    private Field[] exitWaves() {
        Field[] psi = new Field[frames()];
        for (int j = 0; j < psi.length; j++) {
            psi[j] = probe.times(patch(j));
        }
        return psi;
    }

    /** One round of Pi_O: first the object, then the probe, each with its inertia. */
    private void fit(Field[] psi, Known known) {
        if (known != Known.OBJECT) {
            double inertia = 1e-4 * meanCounts() / (SIDE * SIDE);
            Field sum = object.times(inertia);
            for (int j = 0; j < frames(); j++) {
                sum.add(probe.conj().times(psi[j]), places.top(j), places.left(j));
            }
            object = sum.over(NaiveOptics.plus(inertia, light()));
        }
        if (known != Known.PROBE) {
            double inertia = 1e-9 * frames();
            Field sum = probe.times(inertia);
            double[][] weight = new double[SIDE][SIDE];
            for (int j = 0; j < frames(); j++) {
                sum = sum.plus(patch(j).conj().times(psi[j]));
                NaiveOptics.add(weight, patch(j).squared(), 0, 0);
            }
            probe = sum.over(NaiveOptics.plus(inertia, weight));
        }
    }

    /** Half steps for both where neither is known. */
    @ParameterizedTest
    @ValueSource(strings = {"NEITHER", "PROBE", "OBJECT"})
    void awf(Known known) {
        Result result = run("awf", known);
        double share = known == Known.NEITHER ? 0.5 : 1;
        Field objectBefore = object;
        Field probeBefore = probe;
        for (int i = 0; i < ITERATIONS; i++) {
            double weight = (i + 2.0) / (i + 4.0);
            double objectLength = share / brightestByProbe(probe);
            double probeLength = share / brightestByObject(object);
            Field o = object;
            Field p = probe;
            Field zo = o.plus(o.minus(objectBefore).times(weight));
            Field zp = p.plus(p.minus(probeBefore).times(weight));
            if (known != Known.OBJECT) {
                object = zo.plus(objectGradient(zo, zp).times(-objectLength));
                objectBefore = o;
            }
            if (known != Known.PROBE) {
                probe = zp.plus(probeGradient(zo, zp).times(-probeLength));
                probeBefore = p;
            }
        }
        assertAgreement(result);
    }

    /** By turns, the probe's step with the object's new value; three iterations in which the loss falls. */
    @ParameterizedTest
    @ValueSource(strings = {"NEITHER", "PROBE", "OBJECT"})
    void apg(Known known) {
        Result result = run("apg", known);
        Field objectBefore = object;
        Field probeBefore = probe;
        double t = 1;
        for (int i = 0; i < ITERATIONS; i++) {
            double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            double weight = (t - 1) / next;
            double objectLength = 1 / brightestByProbe(probe);
            double probeLength = 1 / brightestByObject(object);
            if (known != Known.OBJECT) {
                Field z = object.plus(object.minus(objectBefore).times(weight));
                objectBefore = object;
                object = z.plus(objectGradient(z, probe).times(-objectLength));
            }
            if (known != Known.PROBE) {
                Field z = probe.plus(probe.minus(probeBefore).times(weight));
                probeBefore = probe;
                probe = z.plus(probeGradient(object, z).times(-probeLength));
            }
            t = next;
        }
        assertAgreement(result);
    }

    /** The largest over object pixels of sum |P|^2. */
    private double brightestByProbe(Field p) {
        double[][] sum = new double[object.rows()][object.columns()];
        for (int j = 0; j < frames(); j++) {
            NaiveOptics.add(sum, p.squared(), places.top(j), places.left(j));
        }
        return largest(sum);
    }

    /** The largest over probe pixels of sum |O|^2. */
    private double brightestByObject(Field o) {
        double[][] sum = new double[SIDE][SIDE];
        for (int j = 0; j < frames(); j++) {
            NaiveOptics.add(
                    sum, o.cut(places.top(j), places.left(j), SIDE, SIDE).squared(), 0, 0);
        }
        return largest(sum);
    }

    private static double largest(double[][] values) {
        return java.util.Arrays.stream(values)
                .flatMapToDouble(java.util.Arrays::stream)
                .max()
                .orElseThrow();
    }

    /** P O - Pi_F P O. */
    private Field excess(Field o, Field p, int j) {
        Field exitWave = p.times(o.cut(places.top(j), places.left(j), SIDE, SIDE));
        return exitWave.minus(projected(exitWave, j));
    }

    private Field objectGradient(Field o, Field p) {
        Field sum = Field.zeros(o.rows(), o.columns());
        for (int j = 0; j < frames(); j++) {
            sum.add(p.conj().times(excess(o, p, j)), places.top(j), places.left(j));
        }
        return sum;
    }

    private Field probeGradient(Field o, Field p) {
        Field sum = Field.zeros(SIDE, SIDE);
        for (int j = 0; j < frames(); j++) {
            Field patch = o.cut(places.top(j), places.left(j), SIDE, SIDE);
            sum = sum.plus(patch.conj().times(excess(o, p, j)));
        }
        return sum;
    }
}
