package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polyptych.app.Cli;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench --networks}: what it prints, not how fast the machine is. */
class BenchNetworksTest {
    @Test
    void networks_are_measured_beside_their_bounds() {
        Cli run = Cli.run("bench", "--networks", "--quick", "--threads", 1, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(report.path("machine").asString()).contains("1 thread");
        assertThat(report.path("steps")).hasSize(5);
        for (JsonNode step : report.path("steps")) {
            assertThat(step.path("ratio").asDouble()).isPositive();
            assertThat(step.path("bestRatio").asDouble())
                    .isPositive()
                    .isLessThanOrEqualTo(step.path("ratio").asDouble());
        }
        assertThat(report.path("points")).hasSize(3);
        assertThat(run.err()).contains("SIREN: round 1 of 2");
        assertThat(report.path("points").get(0).path("memoryBytesPerSecond").asDouble())
                .isPositive();
    }

    @Test
    void options_that_do_not_go_together_are_refused() {
        assertThat(Cli.run("bench", "--networks", "--engine", "dm").isRefusedInOneLine())
                .isTrue();
        assertThat(Cli.run("bench", "--quick").isRefusedInOneLine()).isTrue();
        assertThat(Cli.run("bench", "--networks", "--threads", 0).isRefusedInOneLine())
                .isTrue();
    }
}
