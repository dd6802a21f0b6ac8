package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.core.SharedData;
import org.polyptych.io.ProductFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The measured Siemens star, through the program. */
class RealPairTest {
    private final Path product = SharedData.file("real/siemens_star_aps_para.hdf5");

    @Test
    void inspect_finds_the_partner_and_its_frames_and_nothing_wrong_with_them() {
        JsonNode said = JsonMapper.shared()
                .readTree(Cli.run("inspect", product, "--json").out());
        assertThat(said.get("frames").asInt()).isEqualTo(516);
        assertThat(said.get("pixelWidth").asDouble()).isBetween(9.9e-9, 10.1e-9);
        assertThat(said.get("notes").toString()).contains("nominal");
        JsonNode suspicions = said.get("suspicions");
        assertThat(suspicions.get("badFrames").size()).isZero();
        assertThat(suspicions.get("badPixels").get("list").size()).isZero();
        assertThat(suspicions.get("badPixels").get("framesLookedAt").asInt()).isEqualTo(516);
        assertThat(suspicions.get("refusal").isNull()).isTrue();
    }

    @Test
    void both_engines_run_on_half_of_it_and_rpie_converges_at_once(@TempDir Path folder) {
        for (String engine : new String[] {"rpie", "dm"}) {
            Path out = folder.resolve(engine);
            Cli run = Cli.run(
                    "reconstruct",
                    product,
                    "--engine",
                    engine,
                    "--set",
                    "probe.modes=2",
                    "--half",
                    "odd",
                    "--iterations",
                    3,
                    "-o",
                    out);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(ProductFile.read(out.resolve("result.h5")).positions().count())
                    .isEqualTo(258);
        }
        double[] losses =
                ProductFile.read(folder.resolve("rpie").resolve("result.h5")).losses();
        assertThat(losses[2]).isLessThan(0.3 * losses[0]);
    }
}
