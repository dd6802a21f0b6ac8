package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.SharedData;
import org.polyptych.core.settings.Setting;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ScanFiles;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.ptychonn.PtychoNnTraining;
import org.polyptych.neural.train.Trainers;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** docs/train.md: its example runs, and its table leaves nothing out. */
class TrainPageTest {
    private static final Path DOCS = SharedData.projectRoot().resolve("docs");

    @Test
    void the_example_runs_as_it_stands_and_the_network_has_learned_something(@TempDir Path folder) throws Exception {
        String block =
                Files.readString(DOCS.resolve("train.md")).split("```sh\n")[1].split("```")[0];
        List<String> lines = block.lines().toList();
        assertThat(lines).hasSize(7);
        for (String line : lines) {
            Object[] words = Arrays.stream(line.replace("./polyptych ", "")
                            .replaceAll("(?<=[ =])(lines-\\d\\.h5|lines\\.safetensors|answer)(?= |$)", folder + "/$1")
                            .split(" "))
                    .toArray();
            Cli run = Cli.run(words);
            assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        }
        assertThat(folder.resolve("lines.png")).exists();
        assertThat(folder.resolve("answer").resolve("object_amplitude.png")).exists();
        var facts = ModelFile.read(folder.resolve("lines.safetensors")).facts();
        assertThat(Double.parseDouble(facts.get("validationLoss")))
                .isLessThan(0.8 * Double.parseDouble(facts.get("validation loss of the mean patch")));
        Specimen said =
                ProductFile.read(folder.resolve("answer").resolve("result.h5")).specimen();
        Scan scan = ScanFiles.open(folder.resolve("lines-4.h5"));
        // so small a network blurs by more than a pixel: that it stands right is all that can be asked
        assertThat(error(said, scan, false)).isLessThan(0.7 * error(said, scan, true));
    }

    /** Mean absolute error of the amplitude, both of mean 1, on the square that the positions span. */
    private static double error(Specimen said, Scan scan, boolean transposed) {
        Specimen truth = scan.truth().orElseThrow().specimen();
        int side = 44;
        double[] answers = new double[side * side];
        double[] truths = new double[side * side];
        double y = Extent.of(scan.positions().y()).least();
        double x = Extent.of(scan.positions().x()).least();
        for (int i = 0; i < side * side; i++) {
            int row = i / side;
            int column = i % side;
            truths[i] = amplitude(truth, y, x, row, column);
            answers[i] = transposed ? amplitude(said, y, x, column, row) : amplitude(said, y, x, row, column);
        }
        double answer = Arrays.stream(answers).average().orElseThrow();
        double mean = Arrays.stream(truths).average().orElseThrow();
        return IntStream.range(0, side * side)
                .mapToDouble(i -> Math.abs(answers[i] / answer - truths[i] / mean))
                .average()
                .orElseThrow();
    }

    private static double amplitude(Specimen on, double y, double x, int row, int column) {
        ComplexImage image = on.image();
        int i = ((int) Math.rint(on.rowOf(y)) + row) * image.columns() + (int) Math.rint(on.columnOf(x)) + column;
        return Math.hypot(image.re()[i], image.im()[i]);
    }

    @Test
    void the_example_of_patterns_alone_runs_as_it_stands_and_explains_them_better_and_better(@TempDir Path folder)
            throws Exception {
        String block =
                Files.readString(DOCS.resolve("train.md")).split("```sh\n")[2].split("```")[0];
        for (String line : block.lines().toList()) {
            Object[] words = Arrays.stream(line.replace("./polyptych ", "")
                            .replaceAll("(?<=[ =])(field\\.h5|field\\.safetensors|answer)(?= |$)", folder + "/$1")
                            .split(" "))
                    .toArray();
            Cli run = Cli.run(words);
            assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        }
        List<Double> losses = Files.readAllLines(folder.resolve("field.log")).stream()
                .filter(line -> line.startsWith("round "))
                .map(line -> Double.parseDouble(line.split("loss ")[1].split(" ")[0]))
                .toList();
        assertThat(losses).hasSize(12);
        assertThat(losses.getLast()).isLessThan(0.8 * losses.getFirst());
        assertThat(folder.resolve("answer").resolve("object_amplitude.png")).exists();
    }

    @Test
    void every_setting_of_ptychopinn_and_its_arms_is_explained() throws Exception {
        String page = Files.readString(DOCS.resolve("train.md"));
        Set<String> names = new HashSet<>();
        for (RecordComponent component :
                SettingsReader.components(Trainers.named("ptychopinn").settingsType())) {
            names.add(component.getName());
            assertThat(page).contains(row("ptychopinn", component));
        }
        for (String arm : List.of("pinn", "overlaps")) {
            for (RecordComponent component :
                    SettingsReader.components(Trainers.named(arm).settingsType())) {
                if (!names.contains(component.getName())) {
                    assertThat(page).contains(row(arm, component));
                }
            }
        }
    }

    @Test
    void every_setting_of_diffusion_is_explained_with_its_presets() throws Exception {
        String page = Files.readString(DOCS.resolve("train.md"));
        for (RecordComponent component :
                SettingsReader.components(Trainers.named("diffusion").settingsType())) {
            Setting setting = SettingsReader.setting(component);
            String row = "| `diffusion." + component.getName() + "` | `" + setting.value() + "` | "
                    + under(setting, "quick") + " | " + under(setting, "paper") + " | " + setting.doc() + " |";
            assertThat(page).contains(row);
        }
    }

    private static String under(Setting setting, String preset) {
        String usual = SettingsReader.usual(setting, preset);
        return usual.equals(setting.value()) ? "" : "`" + usual + "`";
    }

    private static String row(String group, RecordComponent component) {
        Setting setting = SettingsReader.setting(component);
        return "| `" + group + "." + component.getName() + "` | `" + setting.value() + "` | " + setting.doc() + " |";
    }

    @Test
    void every_setting_of_the_u_net_is_explained_on_its_page() throws Exception {
        String page = Files.readString(DOCS.resolve("engines").resolve("unet.md"));
        for (RecordComponent component :
                SettingsReader.components(Trainers.named("unet").settingsType())) {
            Setting setting = SettingsReader.setting(component);
            assertThat(page)
                    .contains("| `unet." + component.getName() + "` | `" + setting.value() + "` | ")
                    .contains(" | " + setting.doc() + " |");
        }
    }

    @Test
    void every_setting_is_explained_where_the_network_is() throws Exception {
        String page = Files.readString(DOCS.resolve("engines").resolve("ptychonn.md"));
        for (RecordComponent component : SettingsReader.components(PtychoNnTraining.class)) {
            assertThat(page)
                    .containsPattern("\\| `ptychonn\\." + component.getName() + "` \\| `?"
                            + SettingsReader.setting(component).value().replace(".", "\\."));
        }
    }
}
