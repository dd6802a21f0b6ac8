package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;

/** docs/refine-geometry.md: its example runs, and finds what the page says. */
class RefineGeometryPageTest {
    private static final List<String> FILES = List.of("letters.h5", "known", "distance");

    @Test
    void the_example_runs_as_it_stands(@TempDir Path folder) throws Exception {
        String page = Files.readString(SharedData.projectRoot().resolve("docs/refine-geometry.md"));
        List<String> lines = page.split("```sh\n")[1].split("```")[0].lines().toList();
        String said = "";
        for (String line : lines) {
            Object[] words = Arrays.stream(line.replace("./polyptych ", "").split(" "))
                    .map(word -> FILES.contains(word) ? folder.resolve(word).toString() : word)
                    .toArray();
            Cli run = Cli.run(words);
            assertThat(run.code()).as(line + "\n" + run.err()).isZero();
            said += run.err() + run.out();
        }
        Result known = ProductFile.read(folder.resolve("known/result.h5"));
        assertThat(known.found().getFirst().name()).isEqualTo("defocus of the probe");
        assertThat(known.found().getFirst().found()).isCloseTo(-2e-5, within(1e-6));
        assertThat(said).contains(known.found().getFirst().text());
        Result distance = ProductFile.read(folder.resolve("distance/result.h5"));
        double ratio = distance.found().getFirst().found()
                / distance.found().getFirst().said();
        assertThat(ratio).isCloseTo(1, within(0.02));
        assertThat(Files.readString(folder.resolve("distance/report.html")))
                .contains(distance.found().getFirst().text().replace("+-", "+-"));
    }
}
