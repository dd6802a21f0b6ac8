package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.polyptych.core.SharedData;

class CommandsPageTest {
    private static final String REGENERATE =
            "./build -q test -pl app -am -Dtest=CommandsPageTest -Dpolyptych.regenerate=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void docs_commands_md_says_what_the_commands_say() throws IOException {
        Path page = SharedData.projectRoot().resolve("docs").resolve("commands.md");
        String generated = CommandsPage.text(REGENERATE);
        if (Boolean.getBoolean("polyptych.regenerate")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, generated);
        }
        assertThat(page)
                .as("docs/commands.md is stale; this writes it anew: " + REGENERATE)
                .hasContent(generated);
    }
}
