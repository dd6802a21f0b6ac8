package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.core.SharedData;
import org.polyptych.core.settings.Setting;
import org.polyptych.core.settings.SettingsReader;

/** The tables of docs/engines.md say what the settings records say. */
class EnginesPageTest {
    private static final Path PAGE = SharedData.projectRoot().resolve("docs").resolve("engines.md");
    private static final String REGENERATE =
            "./build -q test -pl engines -am -Dtest=EnginesPageTest -Dpolyptych.regenerate=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void the_page_has_a_section_and_the_settings_of_every_engine() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page;
        for (Map.Entry<String, Class<? extends Record>> group : groups().entrySet()) {
            expected = withTable(expected, group.getKey(), group.getValue());
        }
        if (Boolean.getBoolean("polyptych.regenerate")) {
            Files.writeString(PAGE, expected);
            page = expected;
        }
        assertThat(page)
                .as("docs/engines.md is stale; this writes its tables anew: " + REGENERATE)
                .isEqualTo(expected);
        assertThat(page)
                .contains(ours().stream()
                        .map(provider -> "\n## " + provider.name() + "\n")
                        .toList());
    }

    /** Not the examples among the tests. */
    private static List<EngineProvider> ours() {
        return Engines.all().stream()
                .filter(provider -> !provider.getClass().getPackageName().endsWith(".example"))
                .toList();
    }

    private static Map<String, Class<? extends Record>> groups() {
        Map<String, Class<? extends Record>> groups = new LinkedHashMap<>();
        ours().forEach(provider -> groups.putAll(Reconstruction.groups(provider)));
        // These have pages of their own: docs/prepare.md, docs/survive.md.
        groups.keySet().removeAll(List.of("data", "stop", "checkpoint"));
        return groups;
    }

    private static String withTable(String page, String group, Class<? extends Record> type) {
        String begin = "<!-- settings of " + group + ", made from the code -->\n";
        String end = "<!-- end of settings -->";
        assertThat(page)
                .as("docs/engines.md needs a place for the settings of " + group)
                .contains(begin);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end, from);
        assertThat(to).as("the table of " + group + " must end with " + end).isPositive();
        return page.substring(0, from) + table(group, type) + page.substring(to);
    }

    private static String table(String group, Class<? extends Record> type) {
        StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
        for (RecordComponent component : type.getRecordComponents()) {
            Setting setting = SettingsReader.setting(component);
            table.append("| `").append(group).append('.').append(component.getName());
            table.append("` | `").append(setting.value()).append("` | ");
            table.append(setting.doc().replace("|", "\\|")).append(" |\n");
        }
        return table.toString();
    }
}
