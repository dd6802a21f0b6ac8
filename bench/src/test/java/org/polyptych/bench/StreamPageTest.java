package org.polyptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Main;
import org.polyptych.core.SharedData;
import org.polyptych.io.ProductFile;

/** The example of docs/stream.md: a scan is played into a growing file and followed. */
class StreamPageTest {
    private static final String PLAYER = "bench/run StreamPlayer ";

    @Test
    void the_example_runs_as_it_stands(@TempDir Path folder) throws Exception {
        String block = Files.readString(SharedData.projectRoot().resolve("docs").resolve("stream.md"))
                .split("```sh\n")[1]
                .split("```")[0];
        List<String> lines = block.lines().toList();
        assertThat(lines).hasSize(4);
        Thread player = null;
        for (String line : lines) {
            String[] words = line.replaceAll("(?<= )(scan\\.h5|growing\\.h5|live)(?= |$)", folder + "/$1")
                    .replaceAll(" &$", "")
                    .replace(PLAYER, "")
                    .replace("./polyptych ", "")
                    .split(" ");
            if (line.startsWith(PLAYER)) {
                player = Thread.ofPlatform()
                        .start(() -> Program.commandLine(new StreamPlayer()).execute(words));
            } else {
                ByteArrayOutputStream said = new ByteArrayOutputStream();
                PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
                int code = Main.run(to, to, words);
                assertThat(code).as(line + "\n" + said).isZero();
                if (line.contains(" stream ")) {
                    assertThat(said.toString(StandardCharsets.UTF_8))
                            .contains("all 64 positions have frames");
                }
            }
        }
        player.join();
        Path live = folder.resolve("live");
        assertThat(live.resolve("report.html")).exists();
        assertThat(live.resolve("object_phase.png")).exists();
        assertThat(ProductFile.read(live.resolve("result.h5")).positions().count())
                .isEqualTo(64);
    }
}
