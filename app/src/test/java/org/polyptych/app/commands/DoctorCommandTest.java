package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polyptych.app.Cli;
import org.polyptych.app.doctor.Finding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    @Test
    void everything_that_is_needed_works_here() {
        Cli run = Cli.run("doctor", "--json");
        JsonNode said = JsonMapper.shared().readTree(run.out());
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(said.get("healthy").asBoolean()).isTrue();
        assertThat(said.get("findings").valueStream().map(f -> f.get("name").asString()))
                .contains("Java", "FFT: JTransforms", "HDF5", "pictures", "reconstruction", "libtorch");
    }

    @Test
    void a_trial_that_throws_is_a_failure_with_its_reason() {
        Finding finding = Finding.of("moon", true, () -> {
            throw new IllegalStateException("not full\nat all");
        });
        assertThat(finding).isEqualTo(new Finding("moon", false, true, "not full"));
    }
}
