package org.polyptych.bench.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.core.BadInputException;
import org.polyptych.core.SharedData;
import org.polyptych.physics.Scan;
import picocli.CommandLine;

/** The programs, each on a few frames with small networks; the figures mean nothing. */
class ProgramsTest {
    private static final String RECIPES = """
            - name: pixels
              engine: ad
              iterations: 4
              settings: {object.kind: phase}
              where:
                - on: {figure: bilayer}
                  iterations: 30
                  settings: {object.kind: potential, object.slices: 8, object.sliceSpacing: 2e-10}
                - on: {figure: depth}
                  settings: {stop.holdOut: 10, stop.patience: 1000}
            - name: networks
              engine: ad*2,dgp*2
              only: {figure: [doses, starts, gold, depth, halves]}
              settings:
                object.kind: phase
                dgp.levels: 2
                dgp.filters: 4
                dgp.probe: pixels
                dgp.pretrain: 2
              where:
                - on: {figure: depth}
                  settings: {stop.holdOut: 10, stop.patience: 1000}
            - name: networks-auto
              engine: ad*2,dgp*2
              only: {figure: depth}
              settings: {object.kind: phase, dgp.levels: 2, dgp.filters: 4, dgp.probe: pixels, stop.holdOut: 10}
            """;

    @TempDir
    private Path folder;

    private Path recipes;

    @BeforeEach
    void writeRecipes() throws IOException {
        recipes = Files.writeString(folder.resolve("recipes.yaml"), RECIPES);
    }

    @Test
    void doses_compares_pixels_and_networks_and_their_starts() {
        String said = run(
                new Doses(),
                "--scans",
                "crystal,starts",
                "--crystal-dose",
                "10000",
                "--crystal-side",
                "6",
                "--seeds",
                "2",
                "--only",
                "doses|networks");

        assertThat(figure(said, "| crystal, 10000 | networks |", 3)).isBetween(0.0, 3.0);
        assertThat(said).contains("| networks | 2 | ").contains("runs: 2 of 2").contains("runs: 2 of 4");
        assertThat(out("doses-courses.png")).isNotEmptyFile();
        assertThat(out("doses-phases.png")).isNotEmptyFile();
        assertThat(out("doses-spectra.png")).isNotEmptyFile();
        assertThat(out("starts-courses.png")).isNotEmptyFile();
    }

    @Test
    void doses_reads_the_duck_and_knows_its_columns() {
        Path data = SharedData.file("electron/ducky_25x25x128x128_u16.npz")
                .getParent()
                .getParent();
        String said = run(
                new Doses(),
                "--scans",
                "ducky",
                "--doses",
                "1000",
                "--ducky-side",
                "5",
                "--data",
                data.toString(),
                "--recipes",
                recipe("- {name: lsqml, engine: lsqml, iterations: 8}").toString());

        String row = row(said, "| ducky, 1000 | lsqml |");
        // precision and recall; the duck lies as its truth does
        assertThat(number(row.split("\\|")[6].split("/")[0])).isGreaterThan(0.85);
        assertThat(number(row.split("\\|")[3].split(";")[0])).isGreaterThan(0.2);
    }

    @Test
    void gold_says_how_long_methods_take() throws IOException {
        String said = run(new Gold(), "--side", "6", "--radius", "5", "--carbon", "4");

        assertThat(row(said, "| pixels |")).endsWith("| 1.00 |");
        assertThat(row(said, "| networks |")).isNotEmpty();
        assertThat(out("gold-courses.png")).isNotEmptyFile();
        // what was run is not run again
        Path kept = out("gold-r5.0-c4.0-dose100000-6x6-f64-pixels-seed1.h5");
        FileTime before = Files.getLastModifiedTime(kept);
        assertThat(run(new Gold(), "--side", "6", "--radius", "5", "--carbon", "4"))
                .isEqualTo(said);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(before);
    }

    @Test
    void bilayer_looks_along_the_beam() {
        String said = run(new Bilayer(), "--side", "12");

        assertThat(said).contains("144 frames, 1000000 electrons / A^2, 184900 a frame");
        assertThat(figure(said, "| pixels |", 2)).isBetween(0.0, 1.0);
        assertThat(row(said, "| pixels |")).contains(" of ");
        assertThat(out("bilayer-sections.png")).isNotEmptyFile();
    }

    @Test
    void depth_counts_parameters_and_compares_both_ends() {
        String said = run(new Depth(), "--side", "5");

        // 2 levels, 4 filters
        assertThat(figure(said, "| networks |", 2)).isEqualTo(10037);
        assertThat(row(said, "| networks |").split("\\|")[7]).isNotBlank();
        assertThat(figure(said, "| networks |", 8)).isGreaterThan(0.9);
        assertThat(Course.read(out("depth-cells-dose49-5x5-networks-seed1.csv"))
                        .line(Course.HELD_OUT)
                        .values())
                .hasSize(4);
    }

    @Test
    void halves_of_a_scan_are_reconstructed_apart() {
        String said = run(new Halves(), "--scans", "cells", "--cells-side", "6");

        assertThat(figure(said, "| halves-cells-dose49-6x6 | pixels |", 4)).isBetween(-1.0, 1.0);
        assertThat(said).contains("runs: 2 of 2");
        assertThat(out("halves-phases.png")).isNotEmptyFile();
    }

    @Test
    void real_scans_are_read() {
        Path data = SharedData.file("real/rotavirus_4dstem_48x48_dense_bin2.h5")
                .getParent()
                .getParent();
        Where where = new Where(folder, data, 1, "none");

        assertThat(where.scan(new Rotavirus("halves", 4)).frames().count()).isEqualTo(16);
        assertThat(where.scan(new ThinnedStar("halves", 1000, false)).notes())
                .anyMatch(note -> note.contains("thin:mean=1000"));
    }

    @Test
    void mistakes_are_one_line() {
        assertThat(failed(new Doses(), "--scans", "duck")).contains("expected some of ducky, crystal and starts");
        assertThat(failed(new Halves(), "--scans", "moon")).contains("expected rotavirus, star, star-probe or cells");
        assertThat(failed(new Gold(), "--radius", "900")).contains("radius must be 2 to 200 A");
        assertThat(failed(new Doses(), "--scans", "ducky", "--data", folder.toString()))
                .contains("ducky_25x25x128x128_u16.npz: there is no such file; --data");
        assertThat(failed(new Gold(), "--side", "1")).contains("two frames a side or more");
        assertThat(failed(new Gold(), "--dose", "-5")).contains("dose must be a number larger than 0");
        assertThat(failed(new Depth(), "--dose", "0")).contains("dose must be a number larger than 0");
        assertThat(failed(new Depth(), "--side", "1")).contains("two frames a side or more");
        assertThat(failed(new Doses(), "--scans", "ducky", "--doses", "-1")).contains("0 for all, got -1");
        assertThat(failed(new Doses(), "--scans", "ducky", "--ducky-side", "26"))
                .contains("2 to 25 frames a side");
        assertThat(failed(new Halves(), "--scans", "rotavirus", "--rotavirus-side", "99"))
                .contains("2 to 48 frames a side, got 99");
        assertThat(failed(new Halves(), "--scans", "star", "--star-counts", "0"))
                .contains("1 count a frame or more");
    }

    @Test
    void the_recipes_of_every_figure_are_legal() {
        List<Trial> trials = List.of(
                new Ducky("doses", 100, 15),
                traits("doses", "crystal"),
                traits("starts", "crystal"),
                traits("gold", "particle"),
                traits("bilayer", "wse2"),
                new CellsTrial("depth", 49, 16),
                new CellsTrial("halves", 49, 16),
                new Rotavirus("halves", 48),
                new ThinnedStar("halves", 1000, false));
        for (Trial trial : trials) {
            List<Recipe> all = new DgpOptions().recipes(trial);
            assertThat(all).as("of %s", trial.id()).hasSizeGreaterThan(1);
            all.forEach(recipe -> recipe.reconstruction(trial.given(), 1, 1));
        }
    }

    private static Trial traits(String figure, String scan) {
        return new Trial() {
            @Override
            public String id() {
                return figure;
            }

            @Override
            public Map<String, Set<String>> traits() {
                return Trial.traits(figure, scan, "100");
            }

            @Override
            public Scan scan(Where where) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static double figure(String said, String start, int column) {
        return number(row(said, start).split("\\|")[column]);
    }

    private static double number(String text) {
        return Double.parseDouble(text.strip().split("[ ;,]")[0]);
    }

    private static String row(String said, String start) {
        return said.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }

    private Path out(String name) {
        return folder.resolve("cells").resolve(name);
    }

    private Path recipe(String text) {
        try {
            return Files.writeString(folder.resolve("other.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(Callable<Integer> program, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(program)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all(arguments));
        assertThat(code).as("%s", err).isZero();
        return out.toString();
    }

    private String failed(Callable<Integer> program, String... arguments) {
        CommandLine.populateCommand(program, all(arguments));
        return catchThrowableOfType(BadInputException.class, program::call).getMessage();
    }

    private String[] all(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("--out", folder.resolve("cells").toString(), "--threads", "1", "--commit", "none"));
        if (!List.of(arguments).contains("--recipes")) {
            all.addAll(List.of("--recipes", recipes.toString()));
        }
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }
}
