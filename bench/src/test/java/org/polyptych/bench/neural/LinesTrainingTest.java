package org.polyptych.bench.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.neural.model.ModelFile;
import picocli.CommandLine;

/** The smallest protocol of docs/train.md, from the scans to the table. */
class LinesTrainingTest {
    @Test
    void the_tiny_protocol_gives_all_figures_and_is_not_done_twice(@TempDir Path folder) throws Exception {
        String table = run(folder);
        assertThat(table)
                .contains("| mean patch |")
                .contains("| ptychonn, lines-tiny |")
                .contains("| PtychoNN as published, 49,284 patterns, 50 epochs | .201 | 59.6 / 11.5 |")
                .contains("Learned: ");
        CellResult result = CellResult.read(folder.resolve("lines-tiny.json"));
        assertThat(result.iterations()).isEqualTo(3);
        assertThat(result.scores().values())
                .allSatisfy(value -> assertThat(value).isFinite());
        // the brightness of patterns is a picture of the object, blurred by the beam, that a network has to beat
        assertThat(result.scores().get("brightness.ssim")).isBetween(0.1, 0.95);
        assertThat(result.scores().get("validation.mae.brightPatch"))
                .isLessThan(result.scores().get("validation.mae.meanPatch"));
        assertThat(folder.resolve("lines-tiny.png")).exists();
        assertThat(folder.resolve("model.png")).exists();

        FileTime simulated = Files.getLastModifiedTime(folder.resolve("lines-1.h5"));
        double[] weights = first(folder);
        assertThat(run(folder)).isEqualTo(table);
        assertThat(Files.getLastModifiedTime(folder.resolve("lines-1.h5"))).isEqualTo(simulated);
        assertThat(first(folder)).isEqualTo(weights);
    }

    private static double[] first(Path folder) {
        float[] values = ModelFile.read(folder.resolve("model.safetensors"))
                .weights()
                .firstEntry()
                .getValue()
                .values();
        return new double[] {values[0], values[values.length - 1]};
    }

    private static String run(Path folder) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new LinesTraining())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute("--protocol", "lines-tiny", "--threads", "1", "--out", folder.toString());
        assertThat(code).isZero();
        return out.toString();
    }
}
