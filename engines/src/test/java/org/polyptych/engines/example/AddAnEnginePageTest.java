package org.polyptych.engines.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.SharedData;

/** The page docs/add-an-engine.md shows the files of this package as they stand. */
class AddAnEnginePageTest {
    private static final Path ROOT = SharedData.projectRoot();

    @ParameterizedTest
    @CsvSource({
        "java, engines/src/test/java/org/polyptych/engines/example/GradientDescent.java",
        "text, engines/src/test/resources/META-INF/services/org.polyptych.engines.EngineProvider",
        "java, engines/src/test/java/org/polyptych/engines/example/GradientDescentTest.java",
    })
    void the_page_shows_the_file_as_it_stands(String language, String file) throws IOException {
        String block = "```" + language + "\n" + Files.readString(ROOT.resolve(file)) + "```\n";
        assertThat(Files.readString(ROOT.resolve("docs/add-an-engine.md")))
                .as("docs/add-an-engine.md must hold %s, word for word", file)
                .contains(block);
    }
}
