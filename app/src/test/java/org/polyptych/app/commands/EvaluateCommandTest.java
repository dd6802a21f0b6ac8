package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.app.Cli;
import org.polyptych.app.KnownScan;
import org.polyptych.app.TinyPair;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {
    @TempDir
    private static Path folder;

    private static Path scan;
    private static Path whole;
    private static Path odd;
    private static Path even;

    @BeforeAll
    static void reconstruct() {
        scan = KnownScan.write(folder);
        whole = run("whole", "--set", "probe.known=true");
        odd = run("odd", "--half", "odd", "--set", "probe.known=true");
        even = run("even", "--half", "even", "--seed", 2, "--set", "probe.known=true");
    }

    @Test
    void a_result_is_scored_against_the_truth_in_its_scan() {
        Cli run = Cli.run("evaluate", whole, "--truth", scan);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("result: " + whole)
                .contains("protocol: aligned", "object.nrmse ", "removed.shift.down", "object.resolution.half");
        assertThat(value(json("evaluate", whole, "--truth", scan, "--json"), "object.nrmse"))
                .isBetween(1e-6, 0.05);
    }

    @Test
    void the_result_folder_holds_the_same_figures_and_the_report_shows_them() throws Exception {
        JsonNode metrics = JsonMapper.shared().readTree(Files.readString(whole.resolve("metrics.json")));
        JsonNode evaluated = json("evaluate", whole, "--truth", scan, "--json");

        assertThat(metrics.get("protocol").asString()).isEqualTo("aligned");
        assertThat(metrics.get("scores").propertyNames())
                .containsExactlyElementsOf(evaluated.get("scores").propertyNames());
        assertThat(metrics.get("beam").propertyNames()).contains("focus_distance_m", "fwhm_at_focus_x_m", "depth_m");
        assertThat(value(metrics, "object.nrmse")).isEqualTo(value(evaluated, "object.nrmse"), within(1e-6));
        assertThat(Files.readString(whole.resolve("report.html")))
                .contains("Against the truth", "error of the complex object", "Ring correlation with the truth");
    }

    /** What scores a scan's truth scores the same object and probe as arrays: the object lies where the scan starts. */
    @ParameterizedTest
    @CsvSource({"aligned, object.nrmse", "diffusion, object.ssim", "ptychopinn, object.phase.psnr"})
    void a_bare_object_lies_where_simulations_put_it(String protocol, String key) {
        Path object = KnownScan.npy(folder.resolve("object.npy"), KnownScan.object());
        Path probe =
                KnownScan.npy(folder.resolve("probe.npy"), KnownScan.probe().mode(0));

        JsonNode byScan = json("evaluate", whole, "--truth", scan, "--protocol", protocol, "--json");
        JsonNode byArray =
                json("evaluate", whole, "--truth", object, "--truth-probe", probe, "--protocol", protocol, "--json");

        assertThat(value(byArray, key)).isEqualTo(value(byScan, key), within(1e-3 * Math.abs(value(byScan, key))));
    }

    @Test
    void halves_are_compared_with_every_threshold_and_a_picture() {
        Path picture = folder.resolve("rings.png");
        JsonNode halves = json("evaluate", odd, "--against", even, "--json", "-o", picture);

        assertThat(halves.get("scores").propertyNames())
                .contains("object.frc.half", "object.frc.seventh", "object.frc.half_bit", "object.resolution.half_bit");
        assertThat(value(halves, "object.frc.half")).isGreaterThan(0.2);
        assertThat(halves.get("ring_correlation").get("correlation").size()).isGreaterThan(10);
        assertThat(halves.get("notes").toString()).doesNotContain("warning");
        assertThat(picture).isNotEmptyFile();
    }

    @Test
    void frames_or_seeds_in_common_are_warned_of() {
        assertThat(Cli.run("evaluate", odd, "--against", whole).out())
                .contains("warning: 32 of 64 positions")
                .contains("warning: both results come from seed 1");
    }

    /** A result is as good a truth as any to those who say so. */
    @Test
    void a_result_may_be_taken_for_the_truth() {
        assertThat(value(json("evaluate", whole, "--truth", whole, "--json"), "object.nrmse"))
                .isLessThan(1e-3);
    }

    @Test
    void infinity_is_null_in_json_and_said() {
        Path object = KnownScan.npy(folder.resolve("same.npy"), KnownScan.object());
        JsonNode same = json("evaluate", object, "--truth", object, "--protocol", "ptychopinn", "--json");

        assertThat(same.get("scores").get("object.amplitude.psnr").get("value").isNull())
                .isTrue();
        assertThat(same.get("notes").toString()).contains("object.amplitude.psnr is infinite");
    }

    static Stream<Object[]> mistakes() {
        return Stream.of(
                new Object[] {"nothing to score against", new Object[] {whole}},
                new Object[] {"exclude each other", new Object[] {whole, "--truth", scan, "--against", odd}},
                new Object[] {"did you mean 'ptyinr'?", new Object[] {whole, "--truth", scan, "--protocol", "ptyimr"}},
                new Object[] {"did you mean 'centre'?", new Object[] {whole, "--truth", scan, "--place", "center"}},
                new Object[] {"belongs to --truth", new Object[] {odd, "--against", even, "--protocol", "aligned"}},
                new Object[] {"--place belongs to --truth", new Object[] {odd, "--against", even, "--place", "corner"}},
                new Object[] {"did you mean 'centre'?", new Object[] {odd, "--against", even, "--place", "center"}},
                new Object[] {"there is no such result", new Object[] {folder.resolve("absent"), "--truth", scan}},
                new Object[] {"there is no such result", new Object[] {whole, "--truth", folder.resolve("no.npy")}},
                new Object[] {"holds no result.h5", new Object[] {made("empty"), "--truth", scan}},
                new Object[] {"holds no result.h5", new Object[] {whole, "--against", made("empty")}},
                new Object[] {"holds no truth", new Object[] {whole, "--truth", pair()}},
                new Object[] {"241 x 241", new Object[] {whole, "--truth", scan, "--protocol", "ptyinr"}},
                new Object[] {"is a bare array", new Object[] {odd, "--against", npy(KnownScan.object())}},
                new Object[] {
                    "--place centre", new Object[] {npy(KnownScan.object().crop(0, 0, 30, 30)), "--truth", scan}
                },
                new Object[] {"NaN", new Object[] {spoiled(Float.NaN, 1), "--truth", scan}},
                new Object[] {"must be equal", new Object[] {spoiled(1, 1.5), "--truth", scan}},
                new Object[] {
                    "makes no ring correlation",
                    new Object[] {whole, "--truth", scan, "--protocol", "diffusion", "-o", folder.resolve("x.png")}
                },
                new Object[] {
                    "its folder does not exist", new Object[] {whole, "--truth", scan, "-o", folder.resolve("no/x.png")}
                });
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void bad_input_is_refused_in_one_line(String said, Object[] arguments) {
        Cli run = Cli.run(
                Stream.concat(Stream.of("evaluate"), Arrays.stream(arguments)).toArray());

        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains(said);
    }

    private static Path run(String name, Object... more) {
        Path out = folder.resolve(name);
        Object[] first = {"reconstruct", scan, "--engine", "rpie", "--iterations", 40, "-o", out};
        Cli run =
                Cli.run(Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return out;
    }

    private static JsonNode json(Object... arguments) {
        Cli run = Cli.run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    private static double value(JsonNode evaluation, String key) {
        return evaluation.get("scores").get(key).get("value").asDouble();
    }

    private static Path made(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path pair() {
        return new TinyPair().write(made("pair"));
    }

    private static Path npy(ComplexImage image) {
        return KnownScan.npy(folder.resolve(image.rows() + ".npy"), image);
    }

    /** The whole result with another first pixel and another pixel size. */
    private static Path spoiled(float pixel, double size) {
        Result result = ProductFile.read(whole.resolve("result.h5"));
        Specimen good = result.specimen();
        good.image().re()[0] = pixel;
        Specimen bad = Specimen.of(
                good.image(), size * good.pixelHeight(), size * good.pixelWidth(), good.centreY(), good.centreX());
        Path file = folder.resolve("spoiled-" + pixel + size + ".h5");
        ProductFile.write(
                file,
                new Result(
                        bad,
                        result.probe(),
                        result.positions(),
                        result.illumination(),
                        result.losses(),
                        result.provenance()));
        return file;
    }
}
