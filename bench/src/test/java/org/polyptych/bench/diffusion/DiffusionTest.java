package org.polyptych.bench.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.SharedData;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.io.NpyFile;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.Trainers;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import picocli.CommandLine;

class DiffusionTest {
    private static final Methods METHODS = Methods.of(null, List.of("dm"), 0, Map.of());

    @TempDir
    private Path folder;

    @Test
    void framesReachFromEdgeToEdgeInStepsOfTheOverlap() {
        for (Overlap overlap : Overlap.ALL) {
            int[] starts = overlap.starts();
            assertThat(starts).startsWith(0).endsWith(96).isSorted();
            assertThat(overlap.percent()).isCloseTo((int) Math.round(100 * (1 - overlap.step() / 32)), within(0));
            for (int i = 1; i < starts.length; i++) {
                assertThat(starts[i] - starts[i - 1]).isLessThanOrEqualTo((int) Math.ceil(overlap.step()));
            }
        }
        assertThat(Overlap.ALL.getFirst().starts()).containsExactly(0, 22, 48, 74, 96);
        assertThat(Overlap.ALL.get(3).starts()).containsExactly(0, 16, 32, 48, 64, 80, 96);
    }

    @Test
    void theFiftyPatchesAreFixedAndLieInRightHalves() {
        assertThat(TestPatch.all())
                .hasSize(50)
                .doesNotHaveDuplicates()
                .allSatisfy(patch -> {
                    assertThat(patch.row()).isBetween(0, 512 - 128);
                    assertThat(patch.column()).isBetween(256, 512 - 128);
                })
                .startsWith(new TestPatch(0, "red", 1, 290));
    }

    @Test
    void boxesOfTwoByTwoPixelsAreAveraged() {
        ComplexImage image = new ComplexImage(2, 4, new float[] {1, 2, 0, 0, 3, 6, 0, 4}, new float[8]);

        assertThat(Beam.halved(image).re()).containsExactly(3, 1);
    }

    @Test
    void theBroadBeamLightsMoreOfTheFrame() {
        assertThat(pixelsAtHalfMaximum(Beam.BROAD)).isBetween(125L, 155L);
        assertThat(pixelsAtHalfMaximum(Beam.NANO)).isBetween(1L, 60L);
    }

    private static long pixelsAtHalfMaximum(Beam beam) {
        XrayGeometry geometry = new XrayGeometry(32, 32, 10e-9, 10e-9, 10_000, 0.5);
        RealImage amplitude = beam.probe(where().data(), geometry).mode(0).amplitude();
        double half = amplitude.max() / Math.sqrt(2);
        return IntStream.range(0, amplitude.size())
                .filter(i -> amplitude.values()[i] >= half)
                .count();
    }

    @Test
    void theBrightestPixelOfAScanHasAHundredThousandPhotons() {
        Scan scan = new PatchTask(cell("rpie", 20), where()).scan();
        float[] frame = new float[32 * 32];
        double most = 0;
        for (int j = 0; j < scan.frames().count(); j++) {
            scan.frames().read(new int[] {j}, frame);
            for (float amplitude : frame) {
                most = Math.max(most, amplitude * amplitude);
            }
        }

        assertThat(scan.frames().count()).isEqualTo(25);
        assertThat(most).isBetween(9.9e4, 10.3e4);
        assertThat(scan.truth().orElseThrow().specimen().rows()).isEqualTo(128);
    }

    /** With the table in docs/benchmarks.md its mean is over all patches: one patch lies within a few deviations. */
    @Test
    void oneRunIsAsGoodAsThePublishedRowSays() throws IOException {
        CellResult result = new PatchTask(cell("awf", 50), where()).run();
        double nrmse = result.score("object.nrmse").orElseThrow();

        assertThat(nrmse).isBetween(0.005, 0.2);
        assertThat(result.score("object.ssim").orElseThrow()).isBetween(0.5, 1.0);
        publishedRow("| 50% | awf |").ifPresent(row -> {
            String[] figures = row[3].split("±");
            double mean = Double.parseDouble(figures[0].strip());
            double deviation = Double.parseDouble(figures[1].strip());
            assertThat(nrmse).isCloseTo(mean, within(4 * deviation + 0.005));
        });
    }

    @Test
    void theTableSetsMeansBesideThePaper() {
        List<PatchCell> cells = Diffusion.all(METHODS, Beam.NANO, 2);
        write(find(cells, "dm", 20, 0), 0.30);
        write(find(cells, "dm", 20, 1), 0.34);

        List<String> lines =
                new DiffusionTable(folder, cells).markdown().lines().toList();
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("| 20% | *paper: AWF* | 0.283 | 0.228 |"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("| 20% | dm | 0.320 ± 0.028 | ")
                        .contains(" | 0.82 / 1.13 / 2.37 / 2.76 | 2 | "))
                .anySatisfy(line -> assertThat(line).startsWith("| 74% | rpie | not run |"))
                .contains("runs: 2 of " + 2 * 7 * 3);
    }

    @Test
    void aRunThatIsThereIsNotDoneAgain() {
        Path data = where().data();
        PatchCell cell = new PatchCell(
                Overlap.ALL.getFirst(), Beam.NANO, TestPatch.all().getFirst(), new Recipe("rpie", "rpie", 2, Map.of()));
        StringWriter said = new StringWriter();
        List<PatchTask> tasks = List.of(new PatchTask(cell, new PatchTask.Where(data, 1, "test")));
        new CellFolder(folder).run(tasks, "test", new PrintWriter(said));
        new CellFolder(folder).run(tasks, "test", new PrintWriter(said));

        assertThat(said.toString().lines()).hasSize(1);
        assertThat(folder.resolve("nano-overlap20-rpie-00.json")).exists();
    }

    @Test
    void anEngineWithoutARecipeRunsWithWhatIsSet() {
        Methods methods = Methods.of(null, List.of("dm*3,rpie*4"), 0, Map.of("rpie.alpha", "0.2"));
        Recipe recipe = methods.recipe(
                        "dm*3,rpie*4",
                        Overlap.ALL.getFirst(),
                        Beam.BROAD,
                        TestPatch.all().getFirst())
                .orElseThrow();

        assertThat(methods.names()).containsExactly("rpie", "awf", "dm*3,rpie*4");
        assertThat(recipe.text()).isEqualTo("dm*3,rpie*4 iterations=7 rpie.alpha=0.2");
        assertThat(recipe.name()).isEqualTo("dm3+rpie4");
    }

    @Test
    void methodsWithNetworksRunOnTheirCellsWithTheFilesGiven() throws IOException {
        Path model = folder.resolve("any.safetensors");
        Files.writeString(model, "a network");
        Map<String, Path> files = Map.of("prior", model, "quick", model, "unet20", model, "unet38", model);
        List<String> names = List.of(
                "diffusion",
                "diffusion-polished",
                "unet",
                "unet-elsewhere",
                "dps",
                "dps-short",
                "dps-straight",
                "dps-l2");
        List<PatchCell> cells =
                Diffusion.all(Methods.of(null, names, 0, Map.of(), new ModelFiles(files)), Beam.NANO, 4);

        assertThat(count(cells, "diffusion")).isEqualTo(4 * 7);
        assertThat(count(cells, "diffusion-polished")).isEqualTo(4 * 7);
        assertThat(count(cells, "unet")).isEqualTo(4 * 2);
        assertThat(count(cells, "dps")).isEqualTo(3 * 2);
        assertThat(count(cells, "dps-short")).isEqualTo(3 * 2);
        assertThat(count(cells, "dps-straight")).isEqualTo(3 * 2);
        assertThat(count(cells, "dps-l2")).isEqualTo(1);
        Recipe recipe = find(cells, "diffusion", 38, 1).recipe();
        assertThat(recipe.text()).contains("diffusion.model=model:prior@").doesNotContain(folder.toString());
        assertThat(find(cells, "unet", 38, 1).recipe().text()).contains("unet.model=model:unet38@");
        assertThat(find(cells, "unet-elsewhere", 38, 1).recipe().text()).contains("unet.model=model:unet20@");
        Files.writeString(model, "another one");
        assertThat(new ModelFiles(files).marked(recipe)).isNotEqualTo(recipe);
        assertThatThrownBy(() -> Diffusion.all(Methods.of(null, names, 0, Map.of()), Beam.NANO, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--model prior=FILE");
    }

    @Test
    void everyRecipeIsOfAnEngineThatKnowsItsSettings() throws IOException {
        Path model = folder.resolve("any.safetensors");
        Files.writeString(model, "a network");
        Map<String, Path> files = new HashMap<>();
        List.of("prior", "quick", "unet20", "unet38", "cells", "circuits").forEach(name -> files.put(name, model));
        ModelFiles models = new ModelFiles(files);
        PatchTask.Where where = new PatchTask.Where(where().data(), 1, "test", models);
        Recipes recipes = Recipes.resource(Methods.class, "methods.yaml");
        List<PatchCell> cells = Methods.only(null, recipes.names(), models)
                .cells(Overlap.of(20), Placement.CENTRED, Beam.NANO, Subject.CELLS.piece(0));

        assertThat(cells).hasSize(recipes.names().size()).hasSizeGreaterThan(15);
        assertThat(cells)
                .allSatisfy(cell -> assertThatNoException().isThrownBy(() -> new PatchTask(cell, where).check()));
        assertThat(cells.stream().map(PatchCell::id)).doesNotHaveDuplicates();
    }

    /** Each object has a seed of its own, and is there when the program is started again. */
    @Test
    void aTableIsGoneOnWith() throws Exception {
        Path cells = folder.resolve("cells");
        String[] arguments = {
            "--data", where().data().toString(), "--cells", cells.toString(), "--patches", "2", "--iterations", "1"
        };
        StringWriter first = new StringWriter();
        StringWriter second = new StringWriter();
        assertThat(new CommandLine(new Diffusion())
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(first))
                        .execute(arguments))
                .isZero();
        assertThat(new CommandLine(new Diffusion())
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(second))
                        .execute(arguments))
                .as(second.toString())
                .isZero();

        assertThat(first.toString().lines()).hasSize(2 * 7 * 2);
        assertThat(second.toString()).isEmpty();
    }

    /** A U-Net that has learned for a moment; what it says is not judged. */
    @Test
    void aCellWithANetworkIsRunAndKept() {
        Path data = where().data();
        Path model = folder.resolve("unet.safetensors");
        Scan scan = new PatchTask(cell("awf", 20), where()).scan();
        TrainingData learned = new TrainingData(
                List.of(TrainingData.Labelled.byTruth(scan)),
                List.of(TrainingData.Image.of(
                        "smear",
                        NpyFile.read(data.resolve("objects/bloodsmear_red_512_c64.npy"))
                                .complexImages()[0])));
        TrainerProvider provider = Trainers.named("unet");
        Map<String, String> settings = Map.of(
                "pairs",
                "1",
                "iterations",
                "2",
                "base",
                "4",
                "levels",
                "2",
                "rounds",
                "1",
                "steps",
                "1",
                "validation",
                "0");
        try (Trainer trainer = provider.create(
                SettingsReader.read(provider.settingsType(), "unet", settings),
                learned,
                new TrainingConditions(1, 1, Device.CPU))) {
            trainer.step();
            ModelFile.write(model, trainer.model());
        }
        ModelFiles files = new ModelFiles(Map.of("unet20", model));
        Recipe recipe = files.marked(new Recipe("unet", "awf*2,unet*1", 0, Map.of("unet.model", "model:unet20")));
        PatchCell cell =
                new PatchCell(Overlap.ALL.getFirst(), Beam.NANO, TestPatch.all().getFirst(), recipe);
        StringWriter said = new StringWriter();
        new CellFolder(folder)
                .run(
                        List.of(new PatchTask(cell, new PatchTask.Where(data, 1, "test", files))),
                        "test",
                        new PrintWriter(said));

        CellResult result = new CellFolder(folder).result(cell.id(), recipe).orElseThrow();
        assertThat(result.failed()).as(said.toString()).isFalse();
        assertThat(result.score("object.nrmse").orElseThrow()).isPositive();
    }

    private static long count(List<PatchCell> cells, String name) {
        return cells.stream().filter(cell -> cell.recipe().name().equals(name)).count();
    }

    private void write(PatchCell cell, double nrmse) {
        new CellResult(
                        cell.id(),
                        cell.recipe().text(),
                        "",
                        2000,
                        1,
                        Map.of(),
                        "abc",
                        "a machine",
                        "2026-11-21",
                        3,
                        1e-3,
                        Map.of("object.nrmse", nrmse, "object.ssim", 0.5))
                .write(folder.resolve(cell.id() + ".json"));
    }

    private static PatchTask.Where where() {
        return new PatchTask.Where(
                SharedData.file("objects/bloodsmear_red_512_c64.npy")
                        .getParent()
                        .getParent(),
                1,
                "test");
    }

    private static PatchCell cell(String method, int percent) {
        return find(Diffusion.all(METHODS, Beam.NANO, 1), method, percent, 0);
    }

    private static PatchCell find(List<PatchCell> cells, String method, int percent, int patch) {
        return cells.stream()
                .filter(cell -> cell.recipe().name().equals(method))
                .filter(cell ->
                        cell.overlap().percent() == percent && cell.patch().number() == patch)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String[]> publishedRow(String start) throws IOException {
        return Files.readAllLines(SharedData.projectRoot().resolve("docs").resolve("benchmarks.md")).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .map(line -> line.split("\\|"));
    }
}
