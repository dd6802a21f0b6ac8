package org.polyptych.neural.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
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
        try (Convolutions convolutions = new Convolutions(one, 4, 8, torch.MemoryFormat.Contiguous)) {
            double large = 64 * 9 * (2 * 2 * 3 + 3 * 6 * 3 + 3 * 3 * 5) + 64 * 3 * 7 * 3;
            double small = 16 * 9 * 3 * 3 * 7;
            assertThat(convolutions.operations()).isEqualTo(2 * 4 * (large + small));
            convolutions.run();
        }
    }

    @Test
    void every_row_has_a_time_and_a_bound() {
        int before = Libtorch.threads();
        NetworkThroughput quick;
        try {
            quick = NetworkThroughput.quick(1);
        } finally {
            Libtorch.useThreads(before);
        }
        assertThat(quick.threads()).isEqualTo(1);
        assertThat(quick.steps())
                .extracting(StepTiming::what)
                .containsExactly("SIREN", "SIREN, layers of libtorch", "U-Net", "U-Net of the deep prior");
        for (StepTiming step : quick.steps()) {
            assertThat(step.seconds()).isPositive();
            assertThat(step.boundSeconds()).isPositive();
            assertThat(step.bestRatio()).isPositive().isLessThanOrEqualTo(step.ratio());
        }
        assertThat(quick.points()).hasSize(2);
        for (PointTiming point : quick.points()) {
            assertThat(point.pointsPerSecond() * point.bytesAPoint())
                    .isCloseTo(point.bytesPerSecond(), within(1e-6 * point.bytesPerSecond()));
            assertThat(point.memoryBytesPerSecond()).isPositive();
            assertThat(point.bestShare()).isGreaterThanOrEqualTo(point.share());
        }
        // 16 levels of 2 features: the features, their four entries, the coordinates
        assertThat(quick.points().getFirst().bytesAPoint()).isEqualTo(16 * 2 * 4 * (1 + 4) + 8);
    }
}
