package org.polyptych.app;

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
import org.polyptych.engines.Capability;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.Engines;
import org.polyptych.engines.RunSettings;

/** The tables in docs/engines say what the code says. */
class EnginesPageTest {
    private static final Path FOLDER = SharedData.projectRoot().resolve("docs").resolve("engines");
    private static final String REGENERATE =
            "./build -q test -pl app -am -Dtest=EnginesPageTest -Dpolyptych.regenerate=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void everyEngineHasAPageWithItsSettings() throws IOException {
        for (EngineProvider provider : ours()) {
            String name = provider.name();
            check(name + ".md", settingsOf(name), "<!-- end of settings -->", table(name, provider.settingsType()));
        }
    }

    /** Those that need a trained network have none of the demo's scan. */
    @Test
    void everyPageOfAClassicalEngineShowsAPictureAndEveryPictureShownIsThere() throws IOException {
        for (EngineProvider provider : ours()) {
            String picture = provider.name() + ".png";
            boolean shown =
                    Files.readString(FOLDER.resolve(provider.name() + ".md")).contains("](" + picture + ")");
            boolean classical = provider.getClass().getPackageName().startsWith("org.polyptych.engines");
            assertThat(shown || !classical)
                    .as("a picture on the page of " + provider.name())
                    .isTrue();
            if (shown) {
                assertThat(FOLDER.resolve(picture))
                        .as("bench/run EnginePictures draws it")
                        .exists();
            }
        }
    }

    @Test
    void onePageHasTheSettingsOfEveryEngine() throws IOException {
        for (Map.Entry<String, Class<? extends Record>> group : commonGroups().entrySet()) {
            check(
                    "settings.md",
                    settingsOf(group.getKey()),
                    "<!-- end of settings -->",
                    table(group.getKey(), group.getValue()));
        }
    }

    @Test
    void thePageOfAllEnginesSaysWhatEachCanDo() throws IOException {
        check("README.md", "<!-- matrix of engines, made from the code -->\n", "<!-- end of matrix -->", matrix());
    }

    private static String settingsOf(String group) {
        return "<!-- settings of " + group + ", made from the code -->\n";
    }

    /** What stands between two marks on a page must be as expected, or is made so. */
    private static void check(String name, String begin, String end, String expected) throws IOException {
        Path file = FOLDER.resolve(name);
        assertThat(file).as("the page of docs/engines").exists();
        String page = Files.readString(file);
        assertThat(page).as(name + " needs a place for a table").contains(begin);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end, from);
        assertThat(to).as("the table must end with " + end).isPositive();
        String whole = page.substring(0, from) + expected + page.substring(to);
        if (Boolean.getBoolean("polyptych.regenerate")) {
            Files.writeString(file, whole);
            page = whole;
        }
        assertThat(page)
                .as("docs/engines/" + name + " is stale; this writes its tables anew: " + REGENERATE)
                .isEqualTo(whole);
    }

    /** Not those that the tests have for themselves. */
    private static List<EngineProvider> ours() {
        return Engines.all().stream()
                .filter(provider -> !provider.getClass().getPackageName().startsWith("org.polyptych.app"))
                .toList();
    }

    private static Map<String, Class<? extends Record>> commonGroups() {
        Map<String, Class<? extends Record>> groups = new LinkedHashMap<>(RunSettings.GROUPS);
        // These have pages of their own: docs/prepare.md, docs/survive.md.
        groups.keySet().removeAll(List.of("data", "stop", "checkpoint"));
        return groups;
    }

    private static String matrix() {
        StringBuilder table = new StringBuilder("| engine | modes | known probe | known object | Poisson | streaming |"
                + " slices | object states | varying probe | fly scan | background | frame intensity | finer model"
                + " | graphics card | masks |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (EngineProvider provider : ours()) {
            table.append("| [").append(provider.name()).append("](").append(provider.name());
            table.append(".md) |");
            for (Capability capability : List.of(
                    Capability.MODES,
                    Capability.KNOWN_PROBE,
                    Capability.KNOWN_OBJECT,
                    Capability.POISSON,
                    Capability.STREAMING,
                    Capability.MULTISLICE,
                    Capability.OBJECT_MODES,
                    Capability.VARIATIONS,
                    Capability.FLY_SCAN,
                    Capability.BACKGROUND,
                    Capability.INTENSITY,
                    Capability.UPSAMPLING,
                    Capability.DEVICE)) {
                table.append(provider.capabilities().contains(capability) ? " yes |" : " no |");
            }
            table.append(" yes |\n");
        }
        return table.toString();
    }

    private static String table(String group, Class<? extends Record> type) {
        StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
        for (RecordComponent component : SettingsReader.components(type)) {
            Setting setting = SettingsReader.setting(component);
            table.append("| `").append(group).append('.').append(component.getName());
            table.append("` | `").append(setting.value()).append('`');
            for (String other : setting.presets()) {
                int at = other.indexOf('=');
                table.append("; ").append(other, 0, at).append(" `");
                table.append(other.substring(at + 1)).append('`');
            }
            table.append(" | ");
            table.append(setting.doc().replace("|", "\\|")).append(" |\n");
        }
        return table.toString();
    }
}
