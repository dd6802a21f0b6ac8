package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.app.TinyPair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InspectCommandTest {
    @TempDir
    private Path folder;

    @Test
    void it_says_what_is_in_the_file() {
        TinyPair pair = new TinyPair();
        Arrays.fill(pair.counts[3], 0);
        JsonNode said = JsonMapper.shared()
                .readTree(Cli.run("inspect", pair.write(folder), "--json").out());
        assertThat(said.get("frames").asInt()).isEqualTo(12);
        assertThat(said.get("rows").asInt()).isEqualTo(128);
        assertThat(said.get("energyEv").asDouble()).isEqualTo(8800);
        assertThat(said.get("pixelWidth").asDouble()).isCloseTo(1e-8, within(1e-14));
        assertThat(said.get("brightness").get("deadFrames").asInt()).isEqualTo(1);
        assertThat(said.get("probeModes").asInt()).isEqualTo(1);
        assertThat(said.get("notes").toString()).contains("1 frames are empty");
    }

    @Test
    void step_and_overlap_of_a_square_grid_are_what_it_was_made_with() {
        TinyPair pair = new TinyPair();
        for (int j = 0; j < 12; j++) { // 3 rows of 4, 32 pixels of 10 nm apart
            pair.y[j] = j / 4 * 320e-9;
            pair.x[j] = j % 4 * 320e-9;
        }
        JsonNode sampling = JsonMapper.shared()
                .readTree(Cli.run("inspect", pair.write(folder), "--json").out())
                .get("sampling");
        assertThat(sampling.get("step").asDouble()).isCloseTo(320e-9, within(1e-15));
        assertThat(sampling.get("extentY").asDouble()).isCloseTo(640e-9, within(1e-15));
        assertThat(sampling.get("extentX").asDouble()).isCloseTo(960e-9, within(1e-15));
        assertThat(sampling.get("overlapOfArray").asDouble()).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void the_plan_it_writes_is_valid_and_never_replaces_one() throws Exception {
        Path scan = new TinyPair().write(folder);
        Path plan = folder.resolve("plan.yaml");
        assertThat(Cli.run("inspect", scan, "--plan", plan).code()).isZero();
        assertThat(Cli.run("validate", plan)).isEqualTo(new Cli(0, plan + " is valid\n", ""));
        Files.writeString(plan, "mine");
        assertThat(Cli.run("inspect", scan, "--plan", plan)).matches(Cli::isRefusedInOneLine);
        assertThat(plan).hasContent("mine");
    }

    @Test
    void what_the_file_does_not_say_can_be_set_and_goes_into_the_plan() throws Exception {
        TinyPair pair = new TinyPair();
        Arrays.fill(pair.y, 0);
        Path scan = pair.write(folder);
        Path plan = folder.resolve("plan.yaml");
        Cli said = Cli.run("inspect", scan, "--set", "file.swap=true", "--json", "--plan", plan);
        JsonNode sampling = JsonMapper.shared().readTree(said.out()).get("sampling");
        assertThat(sampling.get("extentX").asDouble()).isZero();
        assertThat(sampling.get("extentY").asDouble()).isPositive();
        assertThat(said.out()).contains("y and x exchanged (file.swap)");
        assertThat(plan).content().containsPattern("(?m)^file:\n  swap: true ");
        assertThat(Cli.run("validate", plan).code()).isZero();
        Files.writeString(plan, Files.readString(plan).replace("flipY: false", "flipY: perhaps"));
        assertThat(Cli.run("validate", plan).code()).isEqualTo(2);
        assertThat(Cli.run("inspect", scan, "--set", "file.swop=true")).matches(Cli::isRefusedInOneLine);
        assertThat(Cli.run("inspect", scan, "--set", "fiel.swap=true")).matches(Cli::isRefusedInOneLine);
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        assertThat(Cli.run("inspect", folder.resolve("absent.h5"))).matches(Cli::isRefusedInOneLine);
    }
}
