package org.polyptych.neural.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Linear;
import org.polyptych.neural.layer.Sequential;
import org.polyptych.neural.layer.Start;
import org.polyptych.neural.siren.Siren;
import org.polyptych.neural.siren.SirenShape;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** The hash encoding against its definition, written out number by number. */
class HashEncodingTest {
    /** Levels 0 and 1 have their own entries, 2 and 3 share them. */
    private static final HashSettings SMALL = new HashSettings(4, 3, 300, 8, 2);

    private static final int POINTS = 200;

    private static float[] random(long stream, int count, double from, double to) {
        RandomStream random = new RandomStream(5, stream);
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) (from + (to - from) * random.uniform());
        }
        return values;
    }

    private static float[] points() {
        float[] points = random(1, 2 * POINTS, 0, 1);
        float[] corners = {0, 0, 1, 1, 0, 1, 1, 0};
        System.arraycopy(corners, 0, points, 0, corners.length);
        return points;
    }

    /** methods.md, section 2, in the order in which it says things; entries that no level has are an error. */
    private static double[] formula(HashSettings settings, float[] table, double x, double y) {
        double[] result = new double[settings.levels() * settings.features()];
        long offset = 0;
        for (int l = 0; l < settings.levels(); l++) {
            double s = settings.base() * Math.pow(settings.growth(), l) - 1;
            long resolution = (long) Math.ceil(s) + 1;
            boolean dense = resolution * resolution <= settings.table();
            long size = dense ? resolution * resolution : settings.table();
            double gridX = s * x + 0.5;
            double gridY = s * y + 0.5;
            for (long j = (long) Math.floor(gridY); j <= (long) Math.floor(gridY) + 1; j++) {
                for (long i = (long) Math.floor(gridX); i <= (long) Math.floor(gridX) + 1; i++) {
                    double weight = (1 - Math.abs(gridX - i)) * (1 - Math.abs(gridY - j));
                    long index = dense ? i + j * resolution : i ^ (j * 2654435761L & 0xFFFFFFFFL);
                    for (int f = 0; f < settings.features(); f++) {
                        int entry = (int) (offset + index % size);
                        result[l * settings.features() + f] += weight * table[entry * settings.features() + f];
                    }
                }
            }
            offset += size;
        }
        return result;
    }

    @Test
    void features_are_those_of_the_definition() {
        for (HashSettings settings : List.of(SMALL, HashSettings.usual())) {
            try (Scope scope = Scope.open();
                    HashEncoding encoding = new HashEncoding(settings, new RandomStream(1, 0))) {
                float[] table = encoding.values().get("table");
                float[] points = points();
                float[] value = Tensors.floats(encoding.forward(Tensors.of(points, POINTS, 2)));
                for (int p = 0; p < POINTS; p++) {
                    double[] expected = formula(settings, table, points[2 * p], points[2 * p + 1]);
                    for (int k = 0; k < expected.length; k++) {
                        assertThat((double) value[p * expected.length + k]).isCloseTo(expected[k], within(1e-9));
                    }
                }
            }
        }
    }

    @Test
    void the_gradient_by_the_table_is_the_slope_along_random_directions() {
        try (Scope scope = Scope.open();
                HashEncoding encoding = new HashEncoding(SMALL, new RandomStream(1, 0))) {
            float[] points = points();
            Tensor weight = Tensors.of(random(2, POINTS * encoding.outputs(), -1, 1), POINTS, encoding.outputs());
            encoding.forward(Tensors.of(points, POINTS, 2)).mul(weight).sum().backward();
            Tensor table = encoding.parameters().get("table");
            float[] gradient = Tensors.floats(table.grad());
            float[] weights = Tensors.floats(weight);
            for (int trial = 0; trial < 3; trial++) {
                float[] direction = random(10 + trial, gradient.length, -1, 1);
                double expected = 0;
                for (int p = 0; p < POINTS; p++) {
                    double[] change = formula(SMALL, direction, points[2 * p], points[2 * p + 1]);
                    for (int k = 0; k < change.length; k++) {
                        expected += weights[p * change.length + k] * change[k];
                    }
                }
                double slope = 0;
                for (int k = 0; k < gradient.length; k++) {
                    slope += gradient[k] * direction[k];
                }
                assertThat(slope).isCloseTo(expected, within(1e-4 * Math.abs(expected)));
            }
        }
    }

    @Test
    void other_points_and_entries_of_another_step_are_seen() {
        try (Scope scope = Scope.open();
                HashEncoding encoding = new HashEncoding(SMALL, new RandomStream(1, 0))) {
            Tensor first = encoding.forward(Tensors.of(points(), POINTS, 2));
            Tensor others = encoding.forward(Tensors.of(random(3, 20, 0, 1), 10, 2));
            assertThat(others.shape()).containsExactly(10, encoding.outputs());
            Tensor again = encoding.forward(Tensors.of(points(), POINTS, 2));
            assertThat(Arrays.equals(Tensors.floats(again), Tensors.floats(first)))
                    .isTrue();
            encoding.parameters().get("table").detach().mul_(new Scalar(2));
            Tensor doubled = encoding.forward(Tensors.of(points(), POINTS, 2));
            assertThat(Arrays.equals(Tensors.floats(doubled), Tensors.floats(first.mul(new Scalar(2)))))
                    .isTrue();
        }
    }

    @Test
    void bits_do_not_depend_on_the_number_of_threads() {
        int before = Libtorch.threads();
        float[][] gradients = new float[2][];
        try {
            for (int run = 0; run < 2; run++) {
                Libtorch.useThreads(1 + 2 * run);
                try (Scope scope = Scope.open();
                        HashEncoding encoding = new HashEncoding(SMALL, new RandomStream(1, 0))) {
                    encoding.forward(Tensors.of(points(), POINTS, 2))
                            .square()
                            .sum()
                            .backward();
                    gradients[run] =
                            Tensors.floats(encoding.parameters().get("table").grad());
                }
            }
        } finally {
            Libtorch.useThreads(before);
        }
        assertThat(Arrays.equals(gradients[0], gradients[1])).isTrue();
    }

    @Test
    void all_networks_of_ptyinr_together_have_three_million_parameters() {
        RandomStream random = new RandomStream(1, 0);
        long count = 0;
        try (Siren object = new Siren(new SirenShape(2, 512, 3, 1, 30, 30), List.of("amplitude", "phase"), random)) {
            count += object.parameterCount();
        }
        for (int k = 0; k < 2; k++) {
            Initial initial = new Initial(random);
            try (Scope scope = Scope.open();
                    HashEncoding encoding = new HashEncoding(HashSettings.usual(), random);
                    Sequential network = new Sequential(
                            encoding,
                            linear(32, 64, initial),
                            Activation.RELU.layer(),
                            linear(64, 64, initial),
                            Activation.RELU.layer(),
                            linear(64, 1, initial))) {
                // dense levels of 16, 24, 36, 54, 81 and 122 points an axis, then ten full tables
                int entries = 16 * 16 + 24 * 24 + 36 * 36 + 54 * 54 + 81 * 81 + 122 * 122 + 10 * (1 << 15);
                assertThat(encoding.parameterCount()).isEqualTo(2 * entries);
                assertThat(network.parameterCount()).isEqualTo(2 * entries + 32 * 64 + 64 * 64 + 64);
                Tensor probe = network.forward(Tensors.of(points(), POINTS, 2));
                assertThat(probe.shape()).containsExactly(POINTS, 1);
                probe.sum().backward();
                assertThat(Tensors.number(
                                encoding.parameters().get("table").grad().abs().max()))
                        .isPositive();
                count += network.parameterCount();
            }
        }
        assertThat(count).isEqualTo(3_009_126);
    }

    private static Linear linear(int in, int out, Initial initial) {
        return new Linear(new Linear.Settings(in, out, false, Start.XAVIER), initial);
    }

    @Test
    void entries_begin_small_and_what_does_not_serve_is_refused() {
        try (Scope scope = Scope.open();
                HashEncoding encoding = new HashEncoding(SMALL, new RandomStream(1, 0))) {
            double largest = 0;
            for (float value : encoding.values().get("table")) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(largest).isBetween(0.99e-4, 1e-4);
            assertThatThrownBy(() -> encoding.forward(Tensors.of(new float[] {0.5f, 1.01f}, 1, 2)))
                    .hasMessageContaining("from 0 to 1, got 1.01");
            assertThatThrownBy(() -> encoding.forward(Tensors.of(new float[] {0.5f, Float.NaN}, 1, 2)))
                    .hasMessageContaining("got NaN");
            assertThatThrownBy(() -> encoding.forward(Tensors.of(new float[] {0.5f}, 1, 1)))
                    .hasMessageContaining("points must be [point][2]");
            assertThatThrownBy(() -> encoding.forward(torch.empty(0, 2)))
                    .hasMessage("points must be [point][2], one or more, got [0, 2]");
            // a view of one point, so that nothing is allocated
            assertThatThrownBy(() -> encoding.forward(torch.zeros(1, 2).expand(1L << 29, 2)))
                    .hasMessage("a hash encoding of 12 outputs takes 178956970 points at once at most, got 536870912");
        }
        assertThatThrownBy(() -> new HashEncoding(new HashSettings(32, 8, 1 << 24, 1 << 23, 1), new RandomStream(1, 0)))
                .hasMessageContaining("give 4294967296 numbers, at most 2147483647");
        assertThatThrownBy(() -> new HashSettings(0, 2, 8, 16, 2)).hasMessage("levels must be 1 to 32, got 0");
        assertThatThrownBy(() -> new HashSettings(32, 2, 8, 16, 2)).hasMessageContaining("growth must be");
    }
}
