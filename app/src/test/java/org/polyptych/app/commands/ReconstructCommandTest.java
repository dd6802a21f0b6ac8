package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.app.Cli;
import org.polyptych.app.TinyPair;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;

class ReconstructCommandTest {
    @TempDir
    private Path folder;

    private final TinyPair pair = new TinyPair();

    @Test
    void the_result_folder_is_complete_and_nothing_else_is_left() throws IOException {
        Path scan = pair.write(folder);
        Cli run = Cli.run("reconstruct", scan, "--engine", "rpie", "--iterations", 2, "-o", folder.resolve("out"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().map(l -> l.split(" ")[0]))
                .containsExactly("engine", "frames", "loss", "seconds", "report");
        assertThat(names(folder.resolve("out")))
                .containsExactly(
                        "beam.json",
                        "caustic.png",
                        "object_amplitude.png",
                        "object_phase.png",
                        "plan.yaml",
                        "probe.png",
                        "report.html",
                        "result.h5",
                        "run.log");
        assertThat(names(folder)).containsExactly("out", "tiny_dp.hdf5", "tiny_para.hdf5");
        assertThat(folder.resolve("out").resolve("run.log"))
                .content()
                .contains("command: polyptych reconstruct", "machine: ", "note: ", "iteration 2 of 2: loss ");
    }

    @Test
    void the_plan_of_a_result_gives_the_same_bits_with_another_number_of_threads() {
        Path scan = pair.write(folder);
        Cli first = Cli.run(
                "reconstruct",
                scan,
                "--iterations",
                3,
                "--seed",
                5,
                "--half",
                "even",
                "--set",
                "probe.modes=2",
                "--set",
                "rpie.alpha=0.3",
                "--threads",
                2,
                "-o",
                folder.resolve("a"));
        assertThat(first.code()).as(first.err()).isZero();
        Path plan = folder.resolve("a").resolve("plan.yaml");
        assertThat(Cli.run("validate", plan).code()).isZero();
        Cli second = Cli.run("reconstruct", plan, "--threads", 1, "-o", folder.resolve("b"));
        assertThat(second.code()).as(second.err()).isZero();
        Result a = ProductFile.read(folder.resolve("a").resolve("result.h5"));
        Result b = ProductFile.read(folder.resolve("b").resolve("result.h5"));
        assertThat(b.specimen().image().re()).isEqualTo(a.specimen().image().re());
        assertThat(b.specimen().image().im()).isEqualTo(a.specimen().image().im());
        assertThat(b.losses()).isEqualTo(a.losses());
        assertThat(a.positions().count()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --iterations 0               | iterations must be 1 or more, got 0
            --iterations -5              | iterations must be 1 or more, got -5
            --iterations many            | many
            --engine rpi                 | did you mean 'rpie'?
            --set rpie.alfa=1            | did you mean 'rpie.alpha'?
            --set probe.mods=2           | did you mean 'probe.modes'?
            --set prob.modes=2           | did you mean 'probe.modes'?
            --set probe.modes=0          | probe.modes must be 1 to 100, got 0
            --set probe.modes            | KEY=VALUE
            --half third                 | half must be odd or even, got 'third'
            --frames 0:13                | 0:13' reaches beyond the 12 frames of the scan, counted 0 to 11
            --frames 3;4                 | character 2: ';' is not expected
            --frames !:                  | leaves none of the 12 frames
            --frames 5                   | one frame only
            --set data.region=5:6,:      | data.region=5:6,: um holds no frame
            --set data.region=5          | data.region '5' must be 'all' or y0:y1,x0:x1 in um
            --set data.crop=33           | data.crop must be an even number
            --set data.crop=256          | the frames have only 128 x 128 pixels
            --set data.reject=some       | data.reject must be one of none, empty, auto
            --set data.maks=auto         | did you mean 'data.mask'?
            --mask absent.npy            | absent.npy
            --threads 0                  | threads must be 1 to 1024, got 0
            --probe absent.npy           | absent.npy
            --object absent.h5           | absent.h5
            --itrations 3                | did you mean '--iterations'?
            """)
    void a_wrong_option_is_refused_before_anything_is_written(String options, String said) throws IOException {
        refused(pair.write(folder), said, options.split(" "));
    }

    @Test
    void a_missing_file_is_refused() throws IOException {
        refused(folder.resolve("absent.h5"), "absent.h5: no such file");
    }

    @Test
    void a_truncated_file_is_refused() throws IOException {
        Path scan = pair.write(folder);
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("tiny_dp.hdf5").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        refused(scan, "tiny_dp.hdf5");
    }

    @Test
    void a_file_that_is_no_scan_is_refused() throws IOException {
        refused(Files.writeString(folder.resolve("notes.txt"), "three frames, it rained"), "notes.txt");
    }

    @Test
    void a_pair_without_patterns_is_refused() throws IOException {
        pair.patternsName = "data";
        refused(pair.write(folder), "dp");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, -1})
    void counts_that_cannot_be_are_refused(float count) throws IOException {
        pair.counts[7][100] = count;
        refused(pair.write(folder), "7");
    }

    @Test
    void positions_of_another_length_are_refused() throws IOException {
        pair.y = new double[] {0, 1e-7};
        refused(pair.write(folder), "2");
    }

    @Test
    void an_output_folder_that_exists_is_kept() throws IOException {
        Path scan = pair.write(folder);
        Path out = Files.createDirectory(folder.resolve("out"));
        Cli run = Cli.run("reconstruct", scan, "--iterations", 1, "-o", out);
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("the output folder exists").contains("--overwrite");
        assertThat(names(out)).isEmpty();
    }

    @Test
    void overwrite_replaces_a_result() throws IOException {
        Path scan = pair.write(folder);
        Path out = folder.resolve("out");
        assertThat(Cli.run("reconstruct", scan, "--iterations", 1, "-o", out).code())
                .isZero();
        Cli again = Cli.run("reconstruct", scan, "--iterations", 2, "--overwrite", "-o", out);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(ProductFile.read(out.resolve("result.h5")).losses()).hasSize(2);
        assertThat(names(folder)).containsExactly("out", "tiny_dp.hdf5", "tiny_para.hdf5");
    }

    @Test
    void overwrite_spares_a_folder_with_anything_else_in_it() throws IOException {
        Path scan = pair.write(folder);
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("thesis.tex"), "years of work");
        Cli run = Cli.run("reconstruct", scan, "--iterations", 1, "--overwrite", "-o", out);
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("thesis.tex");
        assertThat(out.resolve("thesis.tex")).hasContent("years of work");
    }

    @Test
    void an_output_in_a_folder_that_does_not_exist_is_refused() throws IOException {
        Path scan = pair.write(folder);
        Cli run = Cli.run("reconstruct", scan, "-o", folder.resolve("no").resolve("out"));
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("does not exist");
    }

    @Test
    void without_an_output_the_run_does_not_begin() {
        Cli run = Cli.run("reconstruct", "demo");
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("-o FOLDER");
    }

    /** One line, exit code 2, and the folder as it was. */
    private void refused(Path scan, String said, String... options) throws IOException {
        List<String> before = names(folder);
        Object[] arguments = Stream.concat(
                        Stream.of("reconstruct", scan, "-o", folder.resolve("out")), Stream.of(options))
                .toArray();
        Cli run = Cli.run(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> !line.startsWith("note: ")))
                .singleElement()
                .asString()
                .startsWith("polyptych: ")
                .contains(said);
        assertThat(names(folder)).isEqualTo(before);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
