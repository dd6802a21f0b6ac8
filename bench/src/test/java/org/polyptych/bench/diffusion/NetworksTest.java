package org.polyptych.bench.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.SharedData;
import org.polyptych.io.NpyFile;
import org.polyptych.neural.model.ModelFile;
import picocli.CommandLine;

/** Trainings of the protocol's networks, and the programs that ask them; on networks that have learned next to nothing. */
class NetworksTest {
    private static final Path DATA =
            SharedData.file("objects/bloodsmear_red_512_c64.npy").getParent().getParent();

    private static final List<String> TINY = settings(
            "diffusion.side=64 diffusion.base=4 diffusion.headChannels=4 diffusion.multipliers=1,1 diffusion.attention=none"
                    + " diffusion.rounds=1 diffusion.steps=1 diffusion.batch=1 diffusion.samples=0 diffusion.validation=0"
                    + " unet.pairs=1 unet.iterations=2 unet.base=4 unet.levels=2 unet.rounds=1 unet.steps=1"
                    + " unet.validation=0");

    @TempDir
    private Path folder;

    private static List<String> settings(String text) {
        return Arrays.stream(text.split(" "))
                .flatMap(setting -> List.of("--set", setting).stream())
                .toList();
    }

    private static String run(Object program, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(program)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString()).doesNotContain("defect", "left out", "diverged");
        return out + "\n" + err;
    }

    private String train(String only) {
        List<String> arguments = new ArrayList<>(
                List.of("--out", folder.toString(), "--data", DATA.toString(), "--threads", "1", "--only", only));
        arguments.addAll(TINY);
        return run(new Networks(), arguments);
    }

    @Test
    void everyArmIsATrainerThatKnowsItsSettings() {
        NetworkTask.Where where = new NetworkTask.Where(folder, DATA, Beam.NANO, 1, 1, "none", null);
        assertThat(Arm.all().stream().map(Arm::text))
                .containsExactly("prior-quick", "prior-default", "prior-circuits-quick", "unet20", "unet38");
        assertThat(Arm.all())
                .allSatisfy(arm -> assertThatNoException()
                        .isThrownBy(() -> new NetworkTask(arm, 600, Map.of("unet.rounds", "2"), where).check()));
        assertThat(new NetworkTask(Arm.UNET20, 0, Map.of(), where).recipe().text())
                .contains("unet.pairs=2000", "unet.iterations=2000", "learns=cells", "seconds=0");
        assertThat(new NetworkTask(Arm.PRIOR_CIRCUITS_QUICK, 0, Map.of("unet.rounds", "2"), where)
                        .recipe()
                        .text())
                .contains("diffusion.preset=quick", "learns=circuits")
                .doesNotContain("unet");
    }

    @Test
    void nothingButLeftHalvesIsLearnedFrom() {
        List<Path> files = Subject.CELLS.lessons(folder, DATA);
        assertThat(files).hasSize(3);
        List<String> colours = List.of("red", "green", "blue");
        for (int k = 0; k < 3; k++) {
            ComplexImage learned = NpyFile.read(files.get(k)).complexImages()[0];
            ComplexImage whole =
                    NpyFile.read(TestPatch.field(DATA, colours.get(k))).complexImages()[0];
            assertThat(learned.columns()).isEqualTo(256);
            assertThat(learned.rows()).isEqualTo(512);
            assertThat(learned.re()).isEqualTo(whole.crop(0, 0, 512, 256).re());
        }
        assertThat(TestPatch.all())
                .allSatisfy(patch -> assertThat(patch.column()).isGreaterThanOrEqualTo(256));
    }

    @Test
    void circuitsToBeTestedWithAreOthersThanThoseToLearnFrom() {
        ComplexImage learned = Subject.CIRCUITS.lesson(DATA, 0);
        ComplexImage other = Subject.CIRCUITS.lesson(DATA, 1);
        ComplexImage tested = Subject.CIRCUITS.piece(0).load(DATA);
        assertThat(learned.rows()).isEqualTo(512);
        assertThat(tested.rows()).isEqualTo(128);
        assertThat(learned.re()).isNotEqualTo(other.re());
        assertThat(tested.re()).isNotEqualTo(learned.crop(192, 64, 128, 128).re());
    }

    @Test
    void aTrainingIsDoneOnce() {
        String first = train("^prior-circuits|^unet20");
        assertThat(first).contains("prior-circuits-quick-atend", "unet20-atend");
        assertThat(folder.resolve("prior-circuits-quick-atend.json")).exists();
        assertThat(ModelFile.read(folder.resolve("prior-circuits-quick.safetensors"))
                        .kind())
                .isEqualTo("diffusion");
        assertThat(ModelFile.read(folder.resolve("unet20.safetensors")).kind()).isEqualTo("unet");

        String second = train("^prior-circuits|^unet20");

        assertThat(second.lines().filter(line -> line.matches("\\d+/\\d+ .*"))).isEmpty();
        assertThat(second).contains("| unet20-atend | 1 |");
        NetworkTask.Where where = new NetworkTask.Where(folder, DATA, Beam.NANO, 1, 1, "none", null);
        assertThatThrownBy(() -> new NetworkTask(Arm.UNET20, 0, Map.of(), where).check())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("pairs=1, asked for is 2000");
    }

    /** All that asks networks, by recipes that take a moment. */
    @Test
    void theProgramsAskTheNetworks() throws Exception {
        train("quick|^unet20");
        Files.copy(folder.resolve("unet20.safetensors"), folder.resolve("unet38.safetensors"));
        Path recipes = folder.resolve("tiny.yaml");
        Files.writeString(recipes, tiny());
        List<String> given = new ArrayList<>(List.of(
                "--data",
                DATA.toString(),
                "--cells",
                folder.resolve("cells").toString(),
                "--recipes",
                recipes.toString()));
        Map.of(
                        "prior", "prior-quick",
                        "cells", "prior-quick",
                        "circuits", "prior-circuits-quick",
                        "unet20", "unet20",
                        "unet38", "unet38")
                .forEach((name, file) ->
                        given.addAll(List.of("--model", name + "=" + folder.resolve(file + ".safetensors"))));

        String positions = run(new NewPositions(), with(given, "--patches", "1"));
        assertThat(positions)
                .containsPattern("\\| diffusion \\| jittered \\| 0\\.\\d+")
                .containsPattern("\\| 20% \\| 38% \\| 0\\.\\d+")
                .doesNotContain("not run");
        assertThat(folder.resolve("cells/nano-overlap20-moved-unet-00.json")).exists();

        String transfer = run(new Transfer(), with(given, "--patches", "1", "--overlap", "20"));
        assertThat(transfer)
                .containsPattern("\\| cells \\| 20% \\| diffusion-circuits \\| \\d\\.\\d+")
                .containsPattern("\\| circuits \\| 20% \\| diffusion-cells \\| \\d\\.\\d+")
                .doesNotContain("not run");

        String uncertainty = run(
                new Uncertainty(), with(given, "--patches", "2", "--overlap", "20", "--engine", "diffusion-samples"));
        assertThat(uncertainty)
                .containsPattern("\\| 20% \\| diffusion-samples \\| -?0\\.\\d+ \\|")
                .contains("| 2 |");

        String again = run(
                new Uncertainty(), with(given, "--patches", "2", "--overlap", "20", "--engine", "diffusion-samples"));
        assertThat(again).isEqualTo(uncertainty.replaceAll("(?m)^\\d+/\\d+ .*\\n", ""));

        run(new Panels(), with(given, "--figures", "figure2"));
        run(new Panels(), with(given, "--figures", "figure3", "--print"));
        run(new Panels(), with(given, "--figures", "figure3", "--object", "circuits", "--engine", "awf", "--print"));
        var two = ImageIO.read(folder.resolve("cells/figure2.png").toFile());
        var three = ImageIO.read(folder.resolve("cells/figure3.png").toFile());
        var circuits = ImageIO.read(folder.resolve("cells/circuits-figure3.png").toFile());
        assertThat(circuits.getWidth()).isEqualTo(2 * 262 - 6);
        assertThat(two.getWidth()).isEqualTo(4 * 262 - 6);
        assertThat(two.getHeight()).isEqualTo(6 * 280 - 6);
        assertThat(three.getWidth()).isEqualTo(5 * 262 - 6);
        assertThat(three.getHeight()).isEqualTo(8 * 280 - 6);
    }

    /** One step, and two levels: the figures mean nothing. */
    @Test
    void paceStandsBesideConvolutions() {
        String said = run(
                new Pace(),
                List.of(
                        "--data=" + DATA,
                        "--rounds=1",
                        "--times=2",
                        "--threads=1",
                        "--teach=steps=1",
                        "--teach=batch=1",
                        "--teach=validation=0",
                        "--teach=samples=0",
                        "--set=diffusion.levels=2",
                        "--set=diffusion.inner=1"));

        assertThat(said)
                .containsPattern("training: 1 of 14 rounds of 1 steps of 1 patches in \\d+ s, so all in \\d+ s")
                .contains("asked about 18 patches of 64 x 64")
                .containsPattern("(?s)GFLOP/s\\); ratio \\d.*GFLOP/s\\); ratio \\d");
    }

    private static List<String> with(List<String> given, String... more) {
        List<String> all = new ArrayList<>(given);
        all.addAll(List.of(more));
        return all;
    }

    private static String tiny() {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("rpie", "awf", "awf-tv")) {
            text.append("- {name: ")
                    .append(name)
                    .append(", engine: ")
                    .append(name.substring(0, name.startsWith("a") ? 3 : 4));
            text.append(", iterations: 2}\n");
        }
        Map.of(
                        "diffusion",
                        "prior",
                        "diffusion-cells",
                        "cells",
                        "diffusion-circuits",
                        "circuits",
                        "diffusion-samples",
                        "prior")
                .forEach((name, model) -> text.append("- name: ")
                        .append(name)
                        .append(
                                "\n  engine: diffusion\n  settings: {diffusion.levels: 2, diffusion.inner: 1, diffusion.polish:"
                                        + " \"off\", diffusion.model: \"model:")
                        .append(model)
                        .append("\"")
                        .append(name.endsWith("samples") ? ", diffusion.samples: 2" : "")
                        .append("}\n"));
        for (String name : List.of("unet", "unet-elsewhere")) {
            text.append("- name: ")
                    .append(name)
                    .append("\n  engine: awf*2,unet*1\n  only: {overlap: [20, 38]}\n  settings: {unet.model:"
                            + " \"model:unet20\"}\n");
        }
        return text.toString();
    }
}
