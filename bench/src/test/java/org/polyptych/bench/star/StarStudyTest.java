package org.polyptych.bench.star;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;
import org.polyptych.io.CxiFile;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.FermatSpiral;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.objects.SiemensStar;
import org.polyptych.physics.simulation.probes.ZonePlate;
import picocli.CommandLine;

/** The program on a small star that is simulated, and one cell of the measured one. */
class StarStudyTest {
    private static final String RECIPES = """
            - {name: rpie, engine: rpie, iterations: 10, settings: {probe.start: data}}
            - {name: awf, engine: awf, iterations: 10, settings: {probe.start: data}, only: {dose: measured}}
            """;

    @TempDir
    private Path folder;

    private Path recipes;

    @BeforeEach
    void writeRecipes() throws IOException {
        recipes = Files.writeString(folder.resolve("recipes.yaml"), RECIPES);
    }

    @Test
    void fewerFramesAndFewerCountsAgreeLessWithTheFullResult() {
        String report =
                run("--scan", simulated().toString(), "--parts", "1,4", "--doses", "0,100", "--dose-parts", "1");

        assertThat(mean(row(report, "| all | measured | rpie"))).isGreaterThan(0.999);
        assertThat(mean(row(report, "| 1/4 | measured | rpie"))).isBetween(0.05, 0.98);
        assertThat(mean(row(report, "| all | 100 | rpie"))).isLessThan(mean(row(report, "| 1/4 | measured | rpie")));
        assertThat(report).doesNotContain("| all | 100 | awf").contains("runs: 5 of 5");
        assertThat(folder.resolve("pictures/ptyinr-star-phases.png")).isNotEmptyFile();
        assertThat(folder.resolve("pictures/ptyinr-star-profiles.png")).isNotEmptyFile();
        assertThat(folder.resolve("pictures/ptyinr-star-frc-4.png")).isNotEmptyFile();
        assertThat(folder.resolve("pictures/ptyinr-star-dose.png")).isNotEmptyFile();
    }

    @Test
    void whatWasRunIsNotRunAgain() throws IOException {
        String scan = simulated().toString();
        run("--scan", scan, "--parts", "4", "--doses", "0", "--only", "rpie");
        Path kept = folder.resolve("cells/part4-dose-measured-rpie.h5");
        FileTime before = Files.getLastModifiedTime(kept);

        String report = run("--scan", scan, "--parts", "4", "--doses", "0");

        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(before);
        assertThat(report).contains("runs: 2 of 2");
    }

    @Test
    void aDoseAboveTheMeasuredOneIsSaid() {
        String report =
                run("--scan", simulated().toString(), "--parts", "4", "--doses", "0,1000000", "--dose-parts", "4");

        assertThat(row(report, "| 1/4 | 1000000 | rpie")).contains("failed: ").contains("noise thin");
    }

    @Test
    void aQuarterOfTheMeasuredFramesStillShowsTheSpokes() {
        Path scan = SharedData.file("real/siemens_star_aps_para.hdf5");

        String report =
                run("--scan", scan.toString(), "--parts", "1,4", "--doses", "0", "--only", "rpie", "--size", "256");

        String[] figures = row(report, "| 1/4 | rpie").split("\\|");
        // at 40 px: at 30 the star has no spokes
        assertThat(figures[7].split("/")).satisfies(spokes -> {
            assertThat(Double.parseDouble(spokes[0])).as("contrast").isGreaterThan(0.5);
            assertThat(Double.parseDouble(spokes[1])).as("likeness").isGreaterThan(0.8);
        });
    }

    private String run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--recipes",
                recipes.toString(),
                "--cells",
                folder.resolve("cells").toString(),
                "--pictures",
                folder.resolve("pictures").toString(),
                "--against",
                "rpie",
                "--commit",
                "none",
                "--radii",
                "30,40"));
        all.addAll(Arrays.asList(arguments));
        if (!all.contains("--size")) {
            all.addAll(List.of("--size", "120"));
        }
        StringWriter out = new StringWriter();
        int code = new CommandLine(new StarStudy())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(all.toArray(String[]::new));
        assertThat(code).isZero();
        return out.toString();
    }

    private static String row(String report, String start) {
        return report.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }

    /** Of the ring correlation with its own full result, in the table of doses. */
    private static double mean(String row) {
        return Double.parseDouble(row.split("\\|")[5].split("/")[0]);
    }

    /** Twenty spokes under a small beam that moves in a spiral, 2e5 photons a frame. */
    private Path simulated() {
        XrayGeometry geometry = new XrayGeometry(64, 64, 10e-9, 10e-9, 8800, 1);
        Positions positions = new FermatSpiral(160, 9).positions(geometry, 1);
        Specimen specimen = Specimen.of(new SiemensStar(70, 20, 0.9, -0.7).image(240, 240, 1, 1), 10e-9, 10e-9, 0, 0);
        Probe beam = Probe.of(new ZonePlate(40, 0, 25).image(geometry)).withPower(2e5);
        Path file = folder.resolve("star.cxi");
        CxiFile.write(
                file,
                Simulation.of(geometry, specimen, beam, positions)
                        .named("star", "simulated")
                        .noise(new Noise.PoissonPerFrame(2e5))
                        .seed(1)
                        .run());
        return file;
    }
}
