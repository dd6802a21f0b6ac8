package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.io.Opener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.app.Cli;
import org.polyptych.app.KnownScan;
import org.polyptych.app.SinesEngine;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.io.NpzFile;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ResultFiles;
import org.polyptych.physics.Representation;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/** {@code export --upsample}, with an engine whose object is a sum of sines. */
class FinerExportTest {
    private static final double PERIOD = 23;
    /** After two iterations that double 0.2, -0.1 and 0.05. */
    private static final double[] COEFFICIENTS = {0.8, -0.4, 0.2};

    @TempDir
    private static Path shared;

    private static Path scan;
    private static Path sines;

    @TempDir
    private Path folder;

    @BeforeAll
    static void there_is_a_result() {
        scan = KnownScan.write(shared);
        sines = run("sines*2", "sines");
    }

    private static Path run(String engines, String name, Object... more) {
        Path out = shared.resolve(name);
        List<Object> typed = new ArrayList<>(List.of("reconstruct", scan, "--engine", engines, "-o", out));
        if (engines.contains("sines")) {
            typed.addAll(List.of("--set", "sines.growth=2"));
        }
        typed.addAll(List.of(more));
        Cli run = Cli.run(typed.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return out;
    }

    private static Result result(Path out) {
        return ProductFile.read(out.resolve("result.h5"));
    }

    private Cli export(Path from, String format, int factor) {
        return Cli.run(
                "export",
                from,
                "--format",
                format,
                "--upsample",
                factor,
                "-o",
                format.equals("png") ? folder : folder.resolve("finer." + format));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 16})
    void every_fine_pixel_is_the_object_where_it_lies(int factor) throws IOException {
        Cli run = export(sines, "npz", factor);

        assertThat(run.code()).as(run.err()).isZero();
        Result coarse = result(sines);
        Specimen grid = coarse.specimen();
        try (NpzFile file = NpzFile.open(folder.resolve("finer.npz"))) {
            ComplexImage object = file.read("object").complexImages()[0];
            double[] pixel = file.read("pixel_size_m").doubles();
            double[] centre = file.read("object_centre_m").doubles();
            assertThat(object.rows()).isEqualTo(factor * grid.rows());
            assertThat(object.columns()).isEqualTo(factor * grid.columns());
            for (int y = 0; y < object.rows(); y += 7) {
                for (int x = 0; x < object.columns(); x += 5) {
                    double row = grid.rowOf(centre[0] + (y - object.rows() / 2) * pixel[0]);
                    double column = grid.columnOf(centre[1] + (x - object.columns() / 2) * pixel[1]);
                    int at = y * object.columns() + x;
                    assertThat(object.re()[at]).isEqualTo(1);
                    assertThat((double) object.im()[at])
                            .isCloseTo(SinesEngine.imaginary(COEFFICIENTS, PERIOD, row, column), within(1e-6));
                }
            }
            assertThat(factor * pixel[0]).isCloseTo(grid.pixelHeight(), within(1e-20));
            assertThat(file.read("probe_pixel_size_m").doubles())
                    .containsExactly(
                            coarse.provenance().geometry().pixelHeight(),
                            coarse.provenance().geometry().pixelWidth());
            double light = 0;
            for (float value : file.read("illumination").floats()) {
                light += value;
            }
            double coarseLight = 0;
            for (float value : coarse.illumination().values()) {
                coarseLight += value;
            }
            assertThat(light / coarseLight).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void the_fine_pixels_cover_the_area_of_the_coarse_ones() throws IOException {
        assertThat(export(sines, "cxi", 3).code()).isZero();

        Specimen coarse = result(sines).specimen();
        Specimen fine = ResultFiles.read(folder.resolve("finer.cxi")).specimen();
        double half = fine.pixelHeight() / 2;
        assertThat(fine.centreY() - (fine.rows() / 2) * fine.pixelHeight() - half)
                .isCloseTo(
                        coarse.centreY() - (coarse.rows() / 2) * coarse.pixelHeight() - coarse.pixelHeight() / 2,
                        within(1e-6 * half));
        assertThat(fine.rows() * fine.pixelHeight())
                .isCloseTo(coarse.rows() * coarse.pixelHeight(), within(1e-6 * half));
    }

    @Test
    void every_format_has_the_finer_object() throws IOException {
        Specimen coarse = result(sines).specimen();
        for (String format : new String[] {"tiff", "npz", "cxi", "ptyr", "png"}) {
            Cli run = export(sines, format, 2);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("note: the object was evaluated on pixels 2 times finer");
            assertThat(run.out().lines())
                    .hasSize(format.equals("png") ? 3 : 1)
                    .allSatisfy(line -> assertThat(Path.of(line)).isNotEmptyFile());
        }
        ImagePlus image = new Opener().openImage(folder.resolve("finer.tiff").toString());
        assertThat(image.getHeight()).isEqualTo(2 * coarse.rows());
        assertThat(image.getInfoProperty()).contains("2 times finer");
        for (String format : new String[] {"cxi", "ptyr"}) {
            Result read = ResultFiles.read(folder.resolve("finer." + format));
            assertThat(read.specimen().columns()).isEqualTo(2 * coarse.columns());
            assertThat(read.specimen().pixelWidth()).isCloseTo(coarse.pixelWidth() / 2, within(1e-20));
            assertThat(read.provenance().geometry().pixelWidth())
                    .as("of the probe in " + format)
                    .isCloseTo(coarse.pixelWidth(), within(1e-20));
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_file_that_exists_is_kept_unless_it_is_to_be_replaced() throws IOException {
        Path file = folder.resolve("finer.npz");
        Files.writeString(file, "mine");
        assertThat(export(sines, "npz", 2)).matches(Cli::isRefusedInOneLine);
        assertThat(file).hasContent("mine");
        assertThat(Cli.run("export", sines, "--format", "npz", "--upsample", 2, "--overwrite", "-o", file)
                        .code())
                .isZero();
        assertThat(NpzFile.hasSignature(file)).isTrue();
    }

    @Test
    void what_the_removal_of_the_raster_changed_is_said_not_to_be_in_it() throws IOException {
        // waves with the period of the scan, 4 pixels
        Path out = run("sines*2", "raster", "--set", "object.rasterNull=true", "--set", "sines.period=4");

        Cli run = export(out, "npz", 2);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("object.rasterNull was on: the factor .* [0-9.]+ % apart");
        try (NpzFile file = NpzFile.open(folder.resolve("finer.npz"))) {
            byte[] notes = new byte[file.read("notes").size()];
            long[] bytes = file.read("notes").longs();
            for (int i = 0; i < notes.length; i++) {
                notes[i] = (byte) bytes[i];
            }
            assertThat(new String(notes, StandardCharsets.UTF_8)).contains("object.rasterNull was on");
        }
    }

    @Test
    void where_the_removal_of_the_raster_changed_nothing_that_is_said() {
        Path out = run("sines*2", "no-raster", "--set", "object.rasterNull=true", "--set", "sines.growth=0");

        Cli run = export(out, "npz", 2);

        assertThat(run.err()).contains("object.rasterNull was on and has changed nothing here");
    }

    @Test
    void what_a_constraint_changed_is_said_not_to_be_in_it() {
        Path out = run("sines*2", "limited", "--set", "object.maxAmplitude=1");

        Cli run = export(out, "npz", 2);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("what constraints have changed .* [0-9.]+ % apart");
    }

    @Test
    void an_object_made_of_pixels_is_refused_in_one_line() {
        Path pixels = run("rpie", "pixels", "--iterations", 1);
        assertThat(export(pixels, "npz", 4))
                .matches(Cli::isRefusedInOneLine)
                .extracting(Cli::err)
                .asString()
                .contains("engine rpie", "made of pixels", "ptyinr");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_last_engine_of_a_chain_decides() {
        assertThat(result(run("sines*2,rpie*1", "first")).representation()).isEmpty();
        assertThat(result(run("rpie*1,sines*2", "last")).representation())
                .get()
                .extracting(Representation::engine)
                .isEqualTo("sines");
        assertThat(result(run("sines/2*2", "coarse")).representation()).isEmpty();
    }

    @Test
    void the_representation_is_that_of_the_best_iteration_also_after_a_resumed_run() throws IOException {
        Path out = run("sines*4", "best", "--hold-out", 20, "--set", "checkpoint.keep=true");
        Result best = result(out);
        assertThat(best.provenance().iterations()).as("the best one").isLessThan(4);
        Path part = shared.resolve(".again.part");
        Files.createDirectory(part);
        Files.copy(out.resolve("checkpoint.h5"), part.resolve("checkpoint.h5"));
        Result again = result(run("sines*6", "again", "--hold-out", 20, "--resume"));

        for (Result each : List.of(best, again)) {
            double[] coefficients =
                    each.representation().orElseThrow().arrays().doubles().get("coefficients");
            double expected = SinesEngine.imaginary(coefficients, PERIOD, 3, 5);
            ComplexImage object = each.specimen().image();
            assertThat((double) object.im()[3 * object.columns() + 5]).isCloseTo(expected, within(1e-6));
        }
        assertThat(again.provenance().resumed()).isNotEmpty();
        assertThat(again.provenance().iterations()).isEqualTo(best.provenance().iterations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "17", "2.5", "many"})
    void a_factor_that_makes_no_sense_is_refused(String factor) {
        assertThat(Cli.run("export", sines, "--format", "npz", "--upsample", factor, "-o", folder.resolve("a.npz")))
                .matches(Cli::isRefusedInOneLine);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void scans_and_damaged_representations_are_refused() {
        assertThat(Cli.run("export", scan, "--format", "cxi", "--upsample", 2, "-o", folder.resolve("a.cxi")))
                .matches(Cli::isRefusedInOneLine);
        for (Representation wrong : List.of(
                new Representation("sines", Map.of(), new Snapshot()),
                new Representation("sines", Map.of("nonsense", "1"), new Snapshot()),
                new Representation("nobody", Map.of(), new Snapshot()),
                new Representation("rpie", Map.of(), new Snapshot()))) {
            Path file = folder.resolve("result.h5");
            ProductFile.write(file, withRepresentation(result(sines), wrong));
            assertThat(Cli.run("export", file, "--format", "npz", "--upsample", 2, "-o", folder.resolve("a.npz")))
                    .matches(Cli::isRefusedInOneLine);
        }
    }

    private static Result withRepresentation(Result result, Representation other) {
        return new Result(
                result.specimen(),
                result.probe(),
                result.positions(),
                result.illumination(),
                result.losses(),
                result.provenance(),
                result.conditions(),
                result.refinedFrom(),
                result.found(),
                Optional.of(other));
    }

    @Test
    void what_an_iteration_has_to_say_stands_in_log_report_and_standard_error() throws IOException {
        Path out = folder.resolve("out");
        Cli run = Cli.run(
                "reconstruct", scan, "--engine", "rpie*1,sines*3", "--set", "sines.speaks=2", "--overwrite", "-o", out);
        String said = "iteration 3: the sines have grown";
        assertThat(run.err().lines()).containsOnlyOnce("note: " + said);
        assertThat(Files.readAllLines(out.resolve("run.log"))).containsOnlyOnce("note: " + said);
        assertThat(out.resolve("report.html")).content().containsOnlyOnce(said);
    }
}
