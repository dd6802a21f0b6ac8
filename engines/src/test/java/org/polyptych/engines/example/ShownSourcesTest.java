package org.polyptych.engines.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.SharedData;

/** Pages show source files as they stand, and these are compiled and run by other tests. */
class ShownSourcesTest {
    private static final Path ROOT = SharedData.projectRoot();

    @ParameterizedTest
    @CsvSource({
        "docs/add-an-engine.md, java, engines/src/test/java/org/polyptych/engines/example/GradientDescent.java",
        "docs/add-an-engine.md, text, engines/src/test/resources/META-INF/services/org.polyptych.engines.EngineProvider",
        "docs/add-an-engine.md, java, engines/src/test/java/org/polyptych/engines/example/GradientDescentTest.java",
        "README.md, java, examples/FirstReconstruction.java",
    })
    void a_page_shows_the_file_as_it_stands(String page, String language, String file) throws IOException {
        String block = "```" + language + "\n" + Files.readString(ROOT.resolve(file)) + "```\n";
        assertThat(Files.readString(ROOT.resolve(page)))
                .as("%s must hold %s, word for word", page, file)
                .contains(block);
    }
}
