package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.NaiveOptics.Field;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/**
 * Three iterations of the engines that follow a gradient, on nine frames of 8 x 8 with masked pixels and noise, are those
 * of their formulas written down naively in double precision.
 */
class GradientStepsTest {
    private static final int SIDE = 8;
    private static final int ITERATIONS = 3;
    private static final double FLOOR = 3;

    /** A loss of one pixel as it stands in the paper, with derivatives by the intensity. */
    private enum Law {
        GAUSSIAN {
            @Override
            double[] at(double p, double n) {
                double w = 1 / (FLOOR + n);
                return new double[] {w * (p - n) * (p - n), 2 * w * (p - n), 2 * w};
            }
        },
        POISSON {
            @Override
            double[] at(double p, double n) {
                double b = p + FLOOR;
                return new double[] {
                    p - n - (n + FLOOR) * Math.log(b / (n + FLOOR)), 1 - (n + FLOOR) / b, (n + FLOOR) / (b * b)
                };
            }
        },
        EUCLIDEAN {
            @Override
            double[] at(double p, double n) {
                double a = Math.sqrt(p);
                double y = Math.sqrt(n);
                return new double[] {(a - y) * (a - y), 1 - y / a, y / (2 * a * a * a)};
            }

            /** Where the model is far too dark, it is taken to be less so. */
            @Override
            double[] curved(double p, double n) {
                double ratio = Math.min(Math.sqrt(n / p), 10);
                return new double[] {0, 1 - ratio, ratio / (2 * p)};
            }
        };

        /** {l, l', l''}. */
        abstract double[] at(double intensity, double counts);

        /** The same, as the curvature along a line has it. */
        double[] curved(double intensity, double counts) {
            return at(intensity, counts);
        }
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
        return FrameOrder.canonical(ChangedScan.of(scan).mask(mask).scan());
    }

    /** Close to the truth, so that the curvature of all likelihoods counts. */
    private static Specimen start(Scan scan) {
        Specimen start = scan.truth().orElseThrow().specimen().copy();
        RandomStream random = new RandomStream(2, 0);
        for (int i = 0; i < start.image().size(); i++) {
            start.image().re()[i] += (float) (0.05 * random.gaussian());
            start.image().im()[i] += (float) (0.05 * random.gaussian());
        }
        return start;
    }

    private Result run(String engine, String... settings) {
        Map<String, String> all = new TreeMap<>(SomeSettings.of(settings));
        Reconstruction recipe = Reconstruction.with(engine, all, ITERATIONS, 5, 2);
        probe = Field.of(StartingPoint.of(scan, recipe.run(), Optional.empty(), Optional.of(start))
                .probe()
                .mode(0));
        return recipe.run(scan, Optional.empty(), Optional.of(start), Observer.NONE, () -> false);
    }

    private Field cut(Field image, int j) {
        return image.cut(places.top(j), places.left(j), SIDE, SIDE);
    }

    private int frames() {
        return scan.frames().count();
    }

    private static Field scaled(Field field, double[][] factor) {
        Field scaled = field.times(1);
        for (int y = 0; y < field.rows(); y++) {
            for (int x = 0; x < field.columns(); x++) {
                scaled.z()[y][x][0] *= factor[y][x];
                scaled.z()[y][x][1] *= factor[y][x];
            }
        }
        return scaled;
    }

    private interface PixelLoss {
        void at(int y, int x, double intensity, double counts);
    }

    /** Goes through the good pixels of a frame. */
    private void forGoodPixels(Field detector, int j, PixelLoss use) {
        float[] amplitudes = scan.frames().frame(j);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                if (scan.mask()[y * SIDE + x]) {
                    double amplitude = amplitudes[y * SIDE + x];
                    use.at(y, x, detector.squared()[y][x], amplitude * amplitude);
                }
            }
        }
    }

    /** The gradients by object and probe. */
    private Field[] gradient(Law law) {
        Field ofObject = Field.zeros(object.rows(), object.columns());
        Field ofProbe = Field.zeros(SIDE, SIDE);
        for (int j = 0; j < frames(); j++) {
            Field detector = probe.times(cut(object, j)).transformed(-1);
            double[][] factor = new double[SIDE][SIDE];
            forGoodPixels(detector, j, (y, x, p, n) -> factor[y][x] = law.at(p, n)[1]);
            Field chi = scaled(detector, factor).transformed(1);
            ofObject.add(probe.conj().times(chi), places.top(j), places.left(j));
            ofProbe = ofProbe.plus(cut(object, j).conj().times(chi));
        }
        return new Field[] {ofObject, ofProbe};
    }

    private double loss(Law law) {
        double[] sum = new double[1];
        for (int j = 0; j < frames(); j++) {
            Field detector = probe.times(cut(object, j)).transformed(-1);
            forGoodPixels(detector, j, (y, x, p, n) -> sum[0] += law.at(p, n)[0]);
        }
        return sum[0];
    }

    /** The term of t^2 of the loss along a direction, from the definition. */
    private double curvature(Law law, Field alongObject, Field alongProbe) {
        double[] sum = new double[1];
        for (int j = 0; j < frames(); j++) {
            Field a = probe.times(cut(object, j)).transformed(-1);
            Field b = probe.times(cut(alongObject, j))
                    .plus(alongProbe.times(cut(object, j)))
                    .transformed(-1);
            Field c = alongProbe.times(cut(alongObject, j)).transformed(-1);
            forGoodPixels(a, j, (y, x, p, n) -> {
                double first = 2 * product(a, b, y, x);
                double second = product(b, b, y, x) + 2 * product(a, c, y, x);
                double[] l = law.curved(p, n);
                sum[0] += l[1] * second + 0.5 * l[2] * first * first;
            });
        }
        return sum[0];
    }

    private static double product(Field a, Field b, int y, int x) {
        return a.z()[y][x][0] * b.z()[y][x][0] + a.z()[y][x][1] * b.z()[y][x][1];
    }

    private static double product(Field a, Field b) {
        return a.conj().times(b).sum()[0];
    }

    /** 1 / ((1 - alpha) s + alpha max s). */
    private static double[][] inverse(double[][] s, double alpha) {
        double max = 0;
        for (double[] row : s) {
            for (double value : row) {
                max = Math.max(max, value);
            }
        }
        double[][] inverse = new double[s.length][s[0].length];
        for (int y = 0; y < s.length; y++) {
            for (int x = 0; x < s[0].length; x++) {
                inverse[y][x] = 1 / ((1 - alpha) * s[y][x] + alpha * max);
            }
        }
        return inverse;
    }

    @ParameterizedTest
    @CsvSource({"GAUSSIAN, 0.1", "GAUSSIAN, 1", "POISSON, 0.1", "EUCLIDEAN, 0.3"})
    void maximumLikelihood(Law law, double alpha) {
        Result result =
                run("ml", "ml.likelihood=" + law.name().toLowerCase(), "ml.floor=" + FLOOR, "ml.alpha=" + alpha);
        Field[] before = null;
        Field[] direction = null;
        double productBefore = 0;
        double turned = 0;
        for (int k = 1; k <= ITERATIONS; k++) {
            Field[] g = gradient(law);
            double[][] light = new double[object.rows()][object.columns()];
            double[][] weight = new double[SIDE][SIDE];
            for (int j = 0; j < frames(); j++) {
                NaiveOptics.add(light, probe.squared(), places.top(j), places.left(j));
                NaiveOptics.add(weight, cut(object, j).squared(), 0, 0);
            }
            Field[] mg = {scaled(g[0], inverse(light, alpha)), scaled(g[1], inverse(weight, alpha))};
            double product = product(g[0], mg[0]) + product(g[1], mg[1]);
            double beta = k == 1
                    ? 0
                    : Math.max(0, (product - product(before[0], mg[0]) - product(before[1], mg[1])) / productBefore);
            turned += beta;
            direction = k == 1
                    ? new Field[] {mg[0].times(-1), mg[1].times(-1)}
                    : new Field[] {
                        direction[0].times(beta).minus(mg[0]),
                        direction[1].times(beta).minus(mg[1])
                    };
            double slope = 2 * (product(g[0], direction[0]) + product(g[1], direction[1]));
            double t = -slope / (2 * curvature(law, direction[0], direction[1]));
            object = object.plus(direction[0].times(t));
            probe = probe.plus(direction[1].times(t));
            before = g;
            productBefore = product;
        }
        assertThat(turned).as("the directions are conjugate").isPositive();
        assertAgreement(result);
        int good = (SIDE * SIDE - 2) * frames();
        double counts = 0;
        for (int j = 0; j < frames(); j++) {
            double[] sum = new double[1];
            forGoodPixels(probe, j, (y, x, p, n) -> sum[0] += n);
            counts += sum[0];
        }
        double expected = loss(law) / (law == Law.GAUSSIAN ? good : counts);
        assertThat(result.losses()[ITERATIONS - 1]).isCloseTo(expected, within(1e-3 * expected));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "4, 0.5"})
    void adam(int decayOver, double lastRate) {
        Result result = run(
                "ad",
                "ad.objectRate=0.02",
                "ad.probeRate=0.005",
                "ad.beta1=0.8",
                "ad.beta2=0.9",
                "ad.epsilon=0.01",
                "ad.decayOver=" + decayOver);
        double objectRate = 0.02 * Math.sqrt(object.power() / object.rows() / object.columns());
        double probeRate = 0.005 * Math.sqrt(probe.max());
        Adam ofObject = new Adam(object);
        Adam ofProbe = new Adam(probe);
        double decay = 1;
        for (int k = 1; k <= ITERATIONS; k++) {
            decay = decayOver == 0 ? 1 : (1 + Math.cos(Math.PI * (k - 1) / decayOver)) / 2;
            Field[] g = gradient(Law.EUCLIDEAN);
            object = object.minus(ofObject.step(g[0], k).times(decay * objectRate));
            probe = probe.minus(ofProbe.step(g[1], k).times(decay * probeRate));
        }
        assertThat(decay).isCloseTo(lastRate, within(1e-12));
        assertAgreement(result);
    }

    private static final class Adam {
        private Field m;
        private final double[][] v;

        Adam(Field like) {
            m = Field.zeros(like.rows(), like.columns());
            v = new double[like.rows()][like.columns()];
        }

        Field step(Field g, int k) {
            m = m.times(0.8).plus(g.times(0.2));
            double[][] squared = g.squared();
            double max = 0;
            for (int y = 0; y < v.length; y++) {
                for (int x = 0; x < v[0].length; x++) {
                    v[y][x] = 0.9 * v[y][x] + 0.1 * squared[y][x];
                    max = Math.max(max, v[y][x]);
                }
            }
            double[][] below = new double[v.length][v[0].length];
            for (int y = 0; y < v.length; y++) {
                for (int x = 0; x < v[0].length; x++) {
                    double unbias = 1 / (1 - Math.pow(0.9, k));
                    below[y][x] = Math.sqrt(v[y][x] * unbias) + 0.01 * Math.sqrt(max * unbias);
                }
            }
            return m.times(1 / (1 - Math.pow(0.8, k))).over(below);
        }
    }

    private void assertAgreement(Result result) {
        assertClose(result.specimen().image(), object);
        assertClose(result.probe().mode(0), probe);
    }

    /** None of these engines turns the global phase. */
    private static void assertClose(ComplexImage found, Field expected) {
        double difference = Math.sqrt(Field.of(found).minus(expected).power());
        assertThat(difference / Math.sqrt(expected.power())).isLessThan(1e-4);
    }
}
