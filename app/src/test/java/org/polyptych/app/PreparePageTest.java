package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.SharedData;
import org.polyptych.core.settings.Setting;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Positions;
import org.polyptych.physics.prepare.DataSettings;
import org.polyptych.physics.prepare.FrameSelection;

/** docs/prepare.md: its commands run, its table says what the code says, its selections can be read. */
class PreparePageTest {
    private static final Path PAGE = SharedData.projectRoot().resolve("docs").resolve("prepare.md");
    private static final String BEGIN = "<!-- settings of data, made from the code -->\n";
    private static final String END = "<!-- end of settings -->";
    private static final String PROGRAM = "./polyptych ";

    static List<String> commands() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(PROGRAM))
                .toList();
    }

    /** As typed, but in a folder of the test's, and with one iteration. */
    @ParameterizedTest
    @MethodSource("commands")
    void every_command_of_the_page_runs(String command, @TempDir Path folder) {
        boolean[] mask = new boolean[128 * 128];
        Arrays.fill(mask, true);
        mask[77] = false;
        NpyFile.write(folder.resolve("mask.npy"), NpyArray.of(mask, 128, 128));
        List<Object> words = new ArrayList<>();
        for (String word : command.substring(PROGRAM.length()).split(" ")) {
            String plain = word.replace("'", "");
            boolean file = !words.isEmpty() && (words.getLast().equals("-o") || plain.endsWith(".npy"));
            words.add(file ? folder.resolve(plain) : plain);
        }
        if (words.getFirst().equals("reconstruct")) {
            words.addAll(List.of("--iterations", 1));
        }
        Cli run = Cli.run(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void every_selection_in_the_table_of_the_page_can_be_read() throws IOException {
        Matcher cells =
                Pattern.compile("(?m)^\\| `((?:farthest:)?[0-9:,!/]+)` \\|").matcher(Files.readString(PAGE));
        List<String> selections = cells.results().map(cell -> cell.group(1)).toList();
        assertThat(selections).hasSizeGreaterThan(4);
        assertThat(selections)
                .allSatisfy(selection -> assertThat(
                                FrameSelection.parse(selection).of(new Positions(new double[500], new double[500])))
                        .isNotEmpty());
    }

    @Test
    void the_table_of_settings_is_made_from_the_code() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        String expected = page.substring(0, from) + table() + page.substring(page.indexOf(END, from));
        if (Boolean.getBoolean("polyptych.regenerate")) {
            Files.writeString(PAGE, expected);
            page = expected;
        }
        assertThat(page)
                .as("docs/prepare.md is stale; this writes its table anew: ./build -q test -pl app -am"
                        + " -Dtest=PreparePageTest -Dpolyptych.regenerate=true -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(expected);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
        for (RecordComponent component : SettingsReader.components(DataSettings.class)) {
            Setting setting = SettingsReader.setting(component);
            table.append("| `data.").append(component.getName());
            table.append("` | `").append(setting.value()).append("` | ");
            table.append(setting.doc().replace("|", "\\|")).append(" |\n");
        }
        return table.toString();
    }
}
