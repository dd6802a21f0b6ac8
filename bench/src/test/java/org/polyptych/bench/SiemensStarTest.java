package org.polyptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpzFile;
import picocli.CommandLine;

class SiemensStarTest {
    private static final int SIZE = 160;

    @TempDir
    private Path folder;

    @BeforeEach
    void drawStars() {
        write("clean", star(0, 0));
        write("odd", star(0.3, 1));
        write("even", star(0.3, 2));
    }

    @Test
    void theReferenceAgreesWithItselfUpToTheLastRing() {
        String report = run("same=" + folder.resolve("clean.npz"));

        assertThat(row(report, "same / reference")).contains("above to 1.000").endsWith("1.000 |");
        assertThat(row(report, "same ")).contains("0.00, ").endsWith(" 1.000 |");
    }

    @Test
    void noisyHalvesAgreeLessThanEachWithTheReference() {
        String report = run("odd=" + folder.resolve("odd.npz"), "even=" + folder.resolve("even.npz"));

        assertThat(mean(report, "odd / even")).isLessThan(mean(report, "odd / reference"));
        assertThat(report).contains("20 spokes about row 64.0, column 64.0");
        assertThat(folder.resolve("frc.png")).isNotEmptyFile();
    }

    @Test
    void aMissingResultIsOneLine() {
        StringWriter errors = new StringWriter();
        int code = command(new StringWriter(), errors).execute("gone=" + folder.resolve("gone.h5"));

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(1).first().asString().contains("gone.h5");
        assertThat(Files.exists(folder.resolve("frc.png"))).isFalse();
    }

    private String run(String... results) {
        StringWriter out = new StringWriter();
        String[] arguments = Arrays.copyOf(results, results.length + 6);
        String[] options = {
            "--reference", folder.resolve("clean.npz").toString(),
            "--size", "128",
            "--chart", folder.resolve("frc.png").toString()
        };
        System.arraycopy(options, 0, arguments, results.length, 6);
        assertThat(command(out, new StringWriter()).execute(arguments)).isZero();
        return out.toString();
    }

    private static CommandLine command(StringWriter out, StringWriter errors) {
        return Program.commandLine(new SiemensStar())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors, true));
    }

    private static String row(String report, String name) {
        return report.lines()
                .filter(line -> line.startsWith("| " + name))
                .findFirst()
                .orElseThrow();
    }

    private static double mean(String report, String name) {
        String[] cells = row(report, name).split("\\|");
        return Double.parseDouble(cells[cells.length - 1].trim());
    }

    private void write(String name, ComplexImage image) {
        NpzFile.write(
                folder.resolve(name + ".npz"), Map.of("object", NpyArray.of(new ComplexImage[] {image}, new int[0])));
    }

    /** Twenty spokes of 0.8 rad. */
    private static ComplexImage star(double noise, long seed) {
        RandomStream random = new RandomStream(seed, 0);
        ComplexImage image = ComplexImage.zeros(SIZE, SIZE);
        for (int i = 0; i < image.size(); i++) {
            double angle = Math.atan2(i / SIZE - SIZE / 2, i % SIZE - SIZE / 2);
            double phase = 0.4 * Math.tanh(4 * Math.cos(20 * angle));
            image.re()[i] = (float) (Math.cos(phase) + noise * random.gaussian());
            image.im()[i] = (float) (Math.sin(phase) + noise * random.gaussian());
        }
        return image;
    }
}
