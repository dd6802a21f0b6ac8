package org.polyptych.neural.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.polyptych.neural.diffusion.Layout;
import org.polyptych.neural.hash.HashSettings;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.Border;
import org.polyptych.neural.layer.Norm;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.siren.SirenShape;
import org.polyptych.neural.torch.Libtorch;

/** The measurements measure what they say. */
class NetworkThroughputTest {
    @Test
    void a_step_of_the_networks_of_ptyinr_is_9_46_million_operations_a_pixel() {
        int points = 100;
        try (SirenProducts products = new SirenProducts(new SirenShape(2, 512, 3, 1, 30, 30), 2, points)) {
            assertThat(products.operations() / points).isCloseTo(9.46e6, within(0.01e6));
        }
    }

    @Test
    void the_convolutions_of_a_network_are_counted() {
        UNet.Settings one = new UNet.Settings(
                2,
                5,
                List.of(3, 7),
                1,
                Border.ZERO,
                Activation.RELU,
                Norm.NONE,
                UNet.Order.NORM_THEN_ACTIVATION,
                UNet.Pooling.MAX,
                UNet.Raising.NEAREST,
                Activation.IDENTITY,
                false);
        try (Convolutions convolutions = Convolutions.of(one, 4, 8)) {
            double large = 64 * 9 * (2 * 2 * 3 + 3 * 6 * 3 + 3 * 3 * 5) + 64 * 3 * 7 * 3;
            double small = 16 * 9 * 3 * 3 * 7;
            assertThat(convolutions.operations()).isEqualTo(2 * 4 * (large + small));
            assertThat(convolutions.seconds()).isPositive();
        }
    }

    @Test
    void a_pass_of_the_papers_diffusion_model_is_156_billion_operations() {
        Layout.Settings small = new Layout.Settings(1, 4, List.of(1, 1, 2, 3, 4), 2, List.of(2, 3, 4), 4);
        try (Convolutions convolutions = Convolutions.of(Layout.of(small), 1, 32)) {
            // forth and twice back, 32 times fewer channels, 4 times fewer pixels a side; the first convolution has no
            // way
            // back to its input, and the ends have two channels whatever the base
            double ends = 32 * 32 * 9 * 2.0 * 4 * 2;
            double inside = (convolutions.operations() - 2 * ends - 3 * ends) / 3;
            double convolved = inside * 32 * 32 * 16 + 2 * 128 * 128 * 9 * 2.0 * 128 * 2;
            // queries by keys and weights by values, two products of pixels x pixels x channels: 5, 5 and 6 times
            double attended = 4 * (5 * 256 * Math.pow(32, 4) + 5 * 384 * Math.pow(16, 4) + 6 * 512 * Math.pow(8, 4));
            assertThat(convolved + attended).isCloseTo(156.4e9, within(0.1e9));
        }
    }

    @Test
    void every_row_has_a_time_and_a_bound() {
        int before = Libtorch.threads();
        NetworkThroughput quick;
        List<String> progress = new ArrayList<>();
        try {
            quick = NetworkThroughput.quick(1, progress::add);
        } finally {
            Libtorch.useThreads(before);
        }
        assertThat(quick.threads()).isEqualTo(1);
        assertThat(quick.steps())
                .extracting(StepTiming::what)
                .containsExactly(
                        "SIREN",
                        "SIREN, layers of libtorch",
                        "U-Net",
                        "U-Net of the deep prior",
                        "U-Net of a diffusion model");
        for (StepTiming step : quick.steps()) {
            assertThat(step.seconds()).isPositive();
            assertThat(step.boundSeconds()).isPositive();
            assertThat(step.bestRatio()).isPositive().isLessThanOrEqualTo(step.ratio());
        }
        assertThat(quick.points()).hasSize(3);
        for (PointTiming point : quick.points()) {
            assertThat(point.pointsPerSecond() * point.bytesAPoint())
                    .isCloseTo(point.bytesPerSecond(), within(1e-6 * point.bytesPerSecond()));
            assertThat(point.memoryBytesPerSecond()).isPositive();
            assertThat(point.bestShare()).isGreaterThanOrEqualTo(point.share());
        }
        assertThat(progress).contains("SIREN: warming up").anyMatch(line -> line.startsWith("SIREN: round 2 of 2"));
    }

    @Test
    void a_point_of_a_hash_encoding_moves_its_features_its_corners_and_its_part_of_the_tables() {
        // 3 levels of 2 features: 24 bytes of features, 3 x (4 entries and 2 fractions), 100 numbers for 40 points
        assertThat(HashThroughput.bytes(new HashSettings(3, 2, 8, 16, 2), 100, 40))
                .isEqualTo(24 + 3 * 24 + 10);
    }

    @Test
    void the_bound_of_a_round_is_the_fastest_way_and_hopeless_ones_have_one_turn() {
        AtomicInteger slow = new AtomicInteger();
        AtomicInteger fast = new AtomicInteger();
        Turns turns = new Turns(
                "a step",
                new Turns.Rounds(3, 3, 0),
                line -> {},
                List.of(
                        () -> 2.0 + 0 * slow.incrementAndGet(),
                        () -> 1.1 - (fast.get() == 2 ? 0.5 : 0),
                        () -> 1.0 + 0 * fast.incrementAndGet()),
                List.of(() -> {}));
        assertThat(slow).hasValue(1);
        assertThat(fast).hasValue(4);
        // 1, 0.6 and 1 seconds
        assertThat(turns.against("a step", "", 0, 10).boundSeconds()).isEqualTo(1);
        assertThat(turns.against("a step", "", 0, 10).boundOperationsPerSecond())
                .isEqualTo(10);
    }

    @Test
    void rounds_end_when_their_time_is_over_but_not_before_there_are_enough() {
        for (double seconds : new double[] {0, 1e9}) {
            Turns turns = new Turns(
                    "a step", new Turns.Rounds(2, 4, seconds), line -> {}, List.of(() -> 1), List.of(() -> {}));
            assertThat(turns.rounds()).isEqualTo(seconds == 0 ? 2 : 4);
        }
    }
}
