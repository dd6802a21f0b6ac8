package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polyptych.app.Cli;
import org.polyptych.core.Parallel;
import org.polyptych.core.SharedData;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.AmplitudeError;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Siemens star in a measured cone beam, whose file says nothing of the beam's focus: about 301 fold. */
class RealNearFieldTest {
    private static final double KNOWN = 301;
    /** Every so manieth frame is never used. */
    private static final int HELD_OUT = 20;

    private final Path file = SharedData.file("real/PETRAIII_P25_Near_Field_Ptycho.cxi");

    @Test
    void inspect_measures_the_magnification() {
        JsonNode said =
                JsonMapper.shared().readTree(Cli.run("inspect", file, "--json").out());
        JsonNode measured = said.get("nearField").get("measured");
        assertThat(said.get("nearField").get("taken").asBoolean()).isFalse();
        assertThat(measured.get("value").asDouble()).isCloseTo(KNOWN, withinPercentage(2));
        assertThat(measured.get("error").asDouble()).isBetween(0.1, 2.0);
        assertThat(measured.get("orientation").asString()).isEmpty();
    }

    @Test
    void a_short_reconstruction_predicts_frames_that_it_has_not_seen() {
        Scan scan = ScanFiles.open(
                file, SettingsReader.read(ReaderSettings.class, ReaderSettings.GROUP, Map.of("nearField", "true")));
        assertThat(scan.geometry().near().orElseThrow().magnification()).isCloseTo(KNOWN, withinPercentage(2));
        int[] all = IntStream.range(0, scan.frames().count()).toArray();
        int[] held = IntStream.of(all).filter(j -> j % HELD_OUT == 7).toArray();
        int[] used = IntStream.of(all).filter(j -> j % HELD_OUT != 7).toArray();
        Reconstruction recipe = Reconstruction.with("rpie", Map.of("object.margin", "30"), 10, 1, 2);
        try (EngineSession session = recipe.begin(scan.select(used));
                Parallel parallel = new Parallel(2)) {
            AmplitudeError error = new AmplitudeError(scan.select(held), false, parallel);
            double before = error.of(session.state().specimen(), session.state().probe());
            for (int k = 0; k < 10; k++) {
                session.step();
            }
            double after = error.of(session.state().specimen(), session.state().probe());
            assertThat(after).isLessThan(0.6 * before).isLessThan(0.015);
        }
    }
}
