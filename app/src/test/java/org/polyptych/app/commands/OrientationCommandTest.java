package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.app.KnownScan;
import org.polyptych.core.SharedData;
import org.polyptych.io.CxiFile;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Orientation;
import org.polyptych.physics.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrientationCommandTest {
    private static final Orientation ON_ITS_SIDE = new Orientation(true, true, false);

    @TempDir
    private Path folder;

    private Path wrong() {
        Path file = folder.resolve("wrong.cxi");
        CxiFile.write(file, ON_ITS_SIDE.applied(KnownScan.simulate()));
        return file;
    }

    @Test
    void what_is_wrong_in_the_file_is_put_right_in_the_plan_so_that_it_reconstructs() {
        Path scan = wrong();
        Path plan = folder.resolve("plan.yaml");
        Cli run = Cli.run("inspect", scan, "--orientation", "--plan", plan);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("orientation set file.swap=true file.flipY=false file.flipX=true");
        assertThat(plan).content().containsPattern("(?m)^file:\n  swap: true .*\n  flipY: false .*\n  flipX: true ");
        assertThat(loss("right", "reconstruct", plan)).isLessThan(0.2 * loss("as-it-is", "reconstruct", scan));
    }

    private double loss(String name, Object... command) {
        Path out = folder.resolve(name);
        Cli run = Cli.run(command[0], command[1], "--set", "probe.modes=1", "--iterations", 15, "-o", out);
        assertThat(run.code()).as(run.err()).isZero();
        Result result = ProductFile.read(out.resolve("result.h5"));
        return result.losses()[result.losses().length - 1];
    }

    @Test
    void settings_that_are_given_count_and_the_right_ones_stay() {
        JsonNode found = JsonMapper.shared()
                .readTree(Cli.run(
                                "inspect",
                                wrong(),
                                "--orientation",
                                "--json",
                                "--set",
                                "file.swap=true",
                                "--set",
                                "file.flipX=true")
                        .out())
                .get("orientation");
        assertThat(found.get("changes").asBoolean()).isFalse();
        assertThat(found.get("clear").asBoolean()).isTrue();
        assertThat(found.get("settings").get("file.flipX").asString()).isEqualTo("true");
        assertThat(found.get("tried").size()).isEqualTo(8);
        assertThat(found.get("tried").get(0).get("loss").asDouble()).isPositive();
    }

    @Test
    void it_is_not_tried_unless_asked() {
        assertThat(Cli.run("inspect", KnownScan.write(folder)).out()).doesNotContain("orientation ");
    }

    @Test
    void the_measured_star_is_right_as_it_is() {
        Path star = SharedData.file("real/siemens_star_aps_dp.hdf5");
        JsonNode found = JsonMapper.shared()
                .readTree(Cli.run("inspect", star, "--orientation", "--json").out())
                .get("orientation");
        assertThat(found.get("changes").asBoolean()).isFalse();
        assertThat(found.get("clear").asBoolean()).isTrue();
        assertThat(found.get("margin").asDouble()).isGreaterThan(2);
    }
}
