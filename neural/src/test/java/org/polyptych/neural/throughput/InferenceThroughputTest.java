package org.polyptych.neural.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.neural.ptychonn.Learned;
import org.polyptych.neural.ptychopinn.Pooling;
import org.polyptych.neural.ptychopinn.PtychoPinn;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** That it measures what it says, not how fast the machine is. */
class InferenceThroughputTest {
    @ParameterizedTest
    @CsvSource({"few,float32", "all,bfloat16"})
    void a_small_network_is_measured_beside_its_convolutions(String groups, String numbers) {
        Scan scan = SimulatedScan.wellPosed().frames(4).scan();
        PtychoPinn.Settings settings = new PtychoPinn.Settings(Learned.BOTH, 4, 8, 2, Pooling.MAX, false, false);
        List<String> lines = new ArrayList<>();
        InferenceThroughput found = InferenceThroughput.measure(
                new InferenceThroughput.Plan(
                        scan,
                        settings,
                        Map.of("ptychopinn.groups", groups, "ptychopinn.numbers", numbers, "ptychopinn.batch", "2"),
                        1,
                        2),
                lines::add);
        assertThat(found.frames()).isEqualTo(16);
        assertThat(found.groups()).isEqualTo(groups.equals("few") ? 4 : 16);
        assertThat(List.of(found.bound(), found.network(), found.step(), found.whole()))
                .allMatch(rate -> rate > 0);
        assertThat(found.wholeRatio()).as("the whole contains the step").isGreaterThan(found.stepRatio());
        assertThat(found.wholeWork()).isGreaterThanOrEqualTo(found.stepWork());
        assertThat(found.stepWork()).isPositive();
        assertThat(lines).containsExactly("warming up", "round 1 of 2", "round 2 of 2");
    }

    @Test
    void the_papers_network_needs_two_thousand_million_operations_a_group() {
        try (ForwardConvolutions convolutions =
                new ForwardConvolutions(PtychoPinn.Settings.paper(4), 1, 64, torch.ScalarType.Float)) {
            // 3 x 3 kernels: channels in x channels out x pixels of each layer, twice (product and sum)
            double encoder =
                    (4 * 64 + 64 * 64) * 4096.0 + (64 * 128 + 128 * 128) * 1024.0 + (128 * 256 + 256 * 256) * 256.0;
            double decoder = 2 * 256 * 256 * 64.0 + (256 * 128 + 128 * 128) * 256.0 + 128 * 4 * 1024.0;
            assertThat(convolutions.operations()).isCloseTo(18 * (encoder + 2 * decoder), within(1.0));
        }
    }
}
