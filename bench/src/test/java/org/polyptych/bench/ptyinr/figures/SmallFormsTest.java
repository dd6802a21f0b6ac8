package org.polyptych.bench.ptyinr.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.core.SharedData;

/** One small form of each table of docs/ptyinr-ablations.md comes out again. */
class SmallFormsTest {
    private static final double DECIBEL = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "small-object.siren, probe known",
        "small-object.hash, probe known",
        "small-l2, Poisson",
        "small-near.field, shadow"
    })
    void theObjectIsFoundAsWellAsThePageSays(String name, String column) throws IOException {
        double published = Double.parseDouble(published(name, column)[0]);

        assertThat(run(name).scores().get("object.snr")).isCloseTo(published, within(DECIBEL));
    }

    @ParameterizedTest
    @CsvSource({"small-probe.hash, object known"})
    void theProbeIsFoundAsWellAsThePageSays(String name, String column) throws IOException {
        double published = Double.parseDouble(published(name, column)[1]);

        assertThat(run(name).scores().get("probe.correlation")).isCloseTo(published, within(0.02));
    }

    @Test
    void whatIsKnownIsNotChanged() {
        assertThat(run("small-probe.pixels").scores().get("object.snr")).isGreaterThan(100);
    }

    private CellResult run(String name) {
        AblationCell cell = Ablation.SMALL.cells(Ablations.standard()).stream()
                .filter(one -> one.recipe().name().equals(name))
                .findFirst()
                .orElseThrow();
        return new AblationTask(cell, new AblationTask.Where(Path.of("not used"), folder, 1, 1, "test")).run();
    }

    /** Figures of an entry of the table, without its seconds. */
    private static String[] published(String name, String column) throws IOException {
        List<String> lines =
                Files.readAllLines(SharedData.projectRoot().resolve("docs").resolve("ptyinr-ablations.md"));
        int title = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("**" + Ablation.SMALL.title()))
                .findFirst()
                .orElseThrow());
        List<String> heads = cells(lines.get(title + 2));
        String row = AblationTable.label(Ablation.SMALL, name);
        return lines.subList(title, lines.size()).stream()
                .filter(line -> line.startsWith("| " + row + " |"))
                .map(line -> cells(line).get(heads.indexOf(column)))
                .findFirst()
                .orElseThrow()
                .replaceAll(";.*", "")
                .split(" / ");
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }
}
