package org.polyptych.io.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.SharedData;

/** docs/add-a-format.md shows source files as they stand, and these are compiled and run by other tests. */
class ShownFormatTest {
    private static final Path ROOT = SharedData.projectRoot();

    @ParameterizedTest
    @CsvSource({
        "java, io/src/test/java/org/polyptych/io/example/LabFrames.java",
        "java, io/src/test/java/org/polyptych/io/example/LabFramesTest.java",
        "text, io/src/test/resources/META-INF/services/org.polyptych.io.ScanFormat",
        "text, io/src/test/resources/META-INF/services/org.polyptych.io.ScanWriter",
    })
    void the_page_shows_the_file_as_it_stands(String language, String file) throws IOException {
        String block = "```" + language + "\n" + Files.readString(ROOT.resolve(file)) + "```\n";
        assertThat(Files.readString(ROOT.resolve("docs/add-a-format.md")))
                .as(file)
                .contains(block);
    }
}
