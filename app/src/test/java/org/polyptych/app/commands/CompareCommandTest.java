package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.app.Cli;
import org.polyptych.app.KnownScan;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
    @TempDir
    private Path folder;

    private Path scan;
    private Path out;

    @BeforeEach
    void write() {
        scan = KnownScan.write(folder);
        out = folder.resolve("out");
    }

    private Cli compare(Object... more) {
        Object[] fixed = {"compare", scan, "-o", out};
        Object[] all = Stream.concat(Arrays.stream(fixed), Arrays.stream(more)).toArray();
        return Cli.run(all);
    }

    private static JsonNode engine(String json, int index) {
        return JsonMapper.shared().readTree(json).get("engines").get(index);
    }

    @Test
    void a_chain_is_compared_with_its_last_engine_alone() {
        Cli run = compare("--engines", "rpie", "--engine", "dm*4,rpie*5", "--iterations", "6", "--no-halves", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(engine(run.out(), 0).get("iterations").asInt()).isEqualTo(6);
        assertThat(engine(run.out(), 1).get("iterations").asInt()).isEqualTo(9);
        assertThat(out.resolve("dm4+rpie5").resolve("full").resolve("result.h5"))
                .exists();
    }

    @Test
    void the_figures_of_two_engines_are_in_the_json_the_report_and_the_folder() throws IOException {
        Cli run = compare("--engines", "rpie,dm", "--iterations", "12,dm=20", "--seed", 3, "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("[1/6] rpie, all frames", "[6/6] dm, even half");
        JsonNode rpie = engine(run.out(), 0);
        JsonNode dm = engine(run.out(), 1);
        assertThat(rpie.get("iterations").asInt()).isEqualTo(12);
        assertThat(dm.get("iterations").asInt()).isEqualTo(20);
        for (JsonNode each : List.of(rpie, dm)) {
            JsonNode losses = each.get("common_loss_curve").get("loss");
            assertThat(losses.get(losses.size() - 1).asDouble())
                    .isEqualTo(each.get("common_loss").asDouble())
                    .isLessThan(losses.get(0).asDouble());
            assertThat(each.get("seconds").asDouble()).isPositive();
            JsonNode half = each.get("halves").get("crossings").get("half");
            assertThat(half.get("fraction_of_nyquist").asDouble()).isBetween(0.0, 1.0);
            assertThat(each.get("halves").get("notes").toString()).doesNotContain("warning");
            assertThat(each.get("truth")
                            .get("scores")
                            .get("object.nrmse")
                            .get("value")
                            .asDouble())
                    .isLessThan(0.5);
        }
        JsonNode looked = rpie.get("common_loss_curve").get("iteration");
        assertThat(IntStream.range(0, looked.size()).map(k -> looked.get(k).asInt()))
                .containsExactly(1, 2, 3, 4, 6, 7, 10, 12);
        assertThat(out.resolve("compare.json")).content().isEqualTo(run.out());
        assertThat(out.resolve("report.html"))
                .content()
                .contains("rpie", "dm", "Ring correlation of the halves", "Against the truth", "@article")
                .doesNotContain("src=\"http", "<script", "<link");
        assertThat(names(out))
                .containsExactly(
                        "compare.json",
                        "dm",
                        "loss.png",
                        "object_amplitude.png",
                        "object_phase.png",
                        "object_phase_detail.png",
                        "probe.png",
                        "report.html",
                        "ring_correlation.png",
                        "rpie",
                        "starts");
    }

    @Test
    void the_halves_share_neither_frames_nor_seed_nor_start() {
        Cli run = compare("--engines", "rpie", "--iterations", 1, "--seed", 3);

        assertThat(run.code()).as(run.err()).isZero();
        Result odd = result("rpie/odd");
        Result even = result("rpie/even");
        assertThat(odd.positions().count() + even.positions().count()).isEqualTo(64);
        assertThat(List.of(result("rpie/full"), odd, even))
                .extracting(result -> result.provenance().seed())
                .containsExactly(3L, 4L, 5L);
        assertThat(out.resolve("starts/odd.npy")).exists();
        // the corner is beyond the light, so that it is as it began
        assertThat(odd.specimen().image().re()[0])
                .isNotEqualTo(even.specimen().image().re()[0]);
        assertThat(odd.specimen().rows())
                .isEqualTo(result("rpie/full").specimen().rows());
    }

    @Test
    void the_plan_of_a_half_repeats_it() {
        assertThat(compare("--engines", "rpie", "--iterations", 2).code()).isZero();
        Path again = folder.resolve("again");
        Cli repeat = Cli.run("reconstruct", out.resolve("rpie/odd/plan.yaml"), "-o", again);

        assertThat(repeat.code()).as(repeat.err()).isZero();
        assertThat(ProductFile.read(again.resolve("result.h5"))
                        .specimen()
                        .image()
                        .re())
                .isEqualTo(result("rpie/odd").specimen().image().re());
    }

    @Test
    void finished_runs_are_kept_and_missing_ones_done() throws IOException {
        assertThat(compare("--engines", "rpie,dm", "--iterations", 3).code()).isZero();
        byte[] kept = Files.readAllBytes(out.resolve("rpie/full/result.h5"));
        float[] lost = result("dm/even").specimen().image().re();
        delete(out.resolve("dm/even"));
        Files.delete(out.resolve("report.html"));

        Cli refused = compare("--engines", "rpie,dm,epie", "--iterations", 3);
        assertThat(refused).matches(Cli::isRefusedInOneLine);
        assertThat(refused.err()).contains("--resume", "--overwrite");

        Cli resumed = compare("--engines", "rpie,dm,epie", "--iterations", 3, "--resume");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err().lines().filter(line -> line.contains("nothing is left to do")))
                .hasSize(5);
        assertThat(Files.readAllBytes(out.resolve("rpie/full/result.h5"))).isEqualTo(kept);
        assertThat(result("dm/even").specimen().image().re()).isEqualTo(lost);
        assertThat(out.resolve("report.html")).content().contains("epie");
    }

    @Test
    void an_engine_that_refuses_is_a_row_with_its_reason() {
        Cli run = compare("--engines", "rpie,still", "--iterations", 2, "--no-halves", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode still = engine(run.out(), 1);
        assertThat(still.get("state").asString()).isEqualTo("failed");
        assertThat(still.get("reason").asString()).contains("this engine is for plans only");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("<b>no result</b>: UnsupportedOperationException: this engine is for plans only");
        assertThat(out.resolve("still")).doesNotExist();
        assertThat(out.resolve("ring_correlation.png")).doesNotExist();
    }

    @Test
    void what_one_engine_cannot_do_does_not_keep_the_others_from_it() {
        Cli run = compare(
                "--engines",
                "rpie,still",
                "--iterations",
                2,
                "--no-halves",
                "--set",
                "object.known=true",
                "--set",
                "object.start=auto",
                "--object",
                KnownScan.npy(folder.resolve("object.npy"), KnownScan.object()),
                "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(engine(run.out(), 1).get("reason").asString()).contains("still cannot do object.known=true");
    }

    @Test
    void without_any_result_there_is_no_report_and_exit_code_2() {
        Cli run = compare("--engines", "still", "--no-halves");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().toList().getLast())
                .startsWith("polyptych: no engine gave a result: still: UnsupportedOperationException");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--engines|rpi|unknown engine 'rpi'|--seed|1",
                "--engines|rpie,rpie|named twice|--seed|1",
                "--engines|rpie,dm|unknown setting 'rpe.alpha'|--set|rpe.alpha=1",
                "--engines|rpie,dm|alpha|--set|rpie.alpha=-1",
                "--engines|rpie,dm|did you mean 'probe.modes'|--set|probe.mods=1",
                "--engines|rpie,dm|not compared|--iterations|raar=5",
                "--engines|rpie,dm|whole number|--iterations|five",
                "--engines|rpie|no such file|--probe|absent.npy",
            })
    void what_nobody_can_use_is_refused_in_one_line_before_anything_is_written(
            String option, String engines, String said, String more, String value) {
        Cli run = compare(option, engines, more, value);

        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains(said);
        assertThat(out).doesNotExist();
    }

    @Test
    void a_folder_with_other_things_in_it_is_left_alone() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("thesis.tex"), "x");

        Cli run = compare("--engines", "rpie", "--overwrite");
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("thesis.tex");
    }

    private Result result(String which) {
        return ProductFile.read(out.resolve(which).resolve("result.h5"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (String name : names(folder)) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
