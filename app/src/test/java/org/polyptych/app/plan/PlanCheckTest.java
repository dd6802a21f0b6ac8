package org.polyptych.app.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Positions;

class PlanCheckTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void there_is_a_scan() throws IOException {
        Files.writeString(folder.resolve("scan.h5"), "not opened by a check");
    }

    @Test
    void a_plan_without_mistakes_is_read_into_its_types() throws IOException {
        Plan plan = valid("""
                scan: scan.h5
                engine: still
                iterations: 12
                seed: -3
                frames: "!0:2"
                half: odd
                output: out
                data:
                  region: "-1:1,0:2"
                probe:
                  modes: 2
                  known: yes
                still:
                  weight: 0.25
                """);
        assertThat(plan.scan()).isEqualTo(folder.resolve("scan.h5").toString());
        assertThat(plan.iterations()).hasValue(12);
        assertThat(plan.seed()).isEqualTo(-3);
        assertThat(plan.half()).contains(Half.ODD);
        assertThat(plan.frames().orElseThrow().of(new Positions(new double[4], new double[4])))
                .containsExactly(2, 3);
        assertThat(plan.reconstruction().run().data().region()).isEqualTo("-1:1,0:2");
        assertThat(plan.output()).contains(folder.resolve("out"));
        assertThat(plan.reconstruction().run().probe().modes()).isEqualTo(2);
        assertThat(plan.reconstruction().run().probe().known()).isTrue();
        assertThat(plan.reconstruction().settings()).containsEntry("still.weight", "0.25");
    }

    @Test
    void a_file_that_a_setting_names_is_relative_to_the_plan_and_written_so_that_the_plan_works_anywhere()
            throws IOException {
        Path map = Files.writeString(folder.resolve("map.st"), "weights");
        Plan plan = valid("scan: scan.h5\nengine: still\nstill:\n  map: map.st\n");
        assertThat(plan.reconstruction().settings()).containsEntry("still.map", map.toString());
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("plan.yaml");
        Files.writeString(elsewhere, PlanWriter.write(plan, List.of()));
        assertThat(PlanCheck.valid(elsewhere).reconstruction().settings()).containsEntry("still.map", map.toString());
        assertThat(mistakes("scan: scan.h5\nengine: still\nstill:\n  weight: 1\n  map: mapp.st\n"))
                .containsExactly("5: still.map: there is no file " + folder.resolve("mapp.st"));
    }

    @Test
    void of_two_runs_with_files_of_other_content_neither_goes_on_for_the_other() throws IOException {
        Path map = Files.writeString(folder.resolve("map.st"), "weights");
        String text = "scan: scan.h5\nengine: still\nstill:\n  map: ";
        Map<String, String> before = valid(text + "map.st\n").reconstruction().identity();
        Files.copy(map, folder.resolve("copy.st"));
        assertThat(valid(text + "copy.st\n").reconstruction().identity()).isEqualTo(before);
        Files.writeString(map, "weighty");
        assertThat(Reconstruction.difference(
                        before, valid(text + "map.st\n").reconstruction().identity()))
                .contains("the still.map is not the same");
    }

    @Test
    void what_is_not_said_is_at_its_default() throws IOException {
        Plan plan = valid("scan: scan.h5\nengine: still\n");
        assertThat(plan.seed()).isEqualTo(1);
        assertThat(plan.reconstruction().iterations()).isEqualTo(7);
    }

    @Test
    void every_mistake_is_found_with_its_line() throws IOException {
        assertThat(mistakes("""
                scan: absent.h5
                engine: still
                iterations: 0
                sead: 3
                threads: many
                half: third
                probe:
                  mode: 2
                  modes: two
                  known: perhaps
                still:
                  weight: 3
                  quiet: true
                  quiet: false
                """))
                .satisfiesExactly(
                        m -> assertThat(m)
                                .startsWith("1: scan: there is no file")
                                .endsWith("absent.h5"),
                        m -> assertThat(m).isEqualTo("3: iterations must be 1 or more, got 0"),
                        m -> assertThat(m).isEqualTo("4: unknown key 'sead': did you mean 'seed'?"),
                        m -> assertThat(m).isEqualTo("5: threads must be a whole number, got 'many'"),
                        m -> assertThat(m).isEqualTo("6: half must be odd or even, got 'third'"),
                        m -> assertThat(m).isEqualTo("8: unknown setting 'probe.mode': did you mean 'probe.modes'?"),
                        m -> assertThat(m).isEqualTo("9: probe.modes must be a whole number, got 'two'"),
                        m -> assertThat(m).isEqualTo("10: probe.known must be true or false, got 'perhaps'"),
                        m -> assertThat(m).isEqualTo("12: still.weight must be 0 to 1, got 3.0"),
                        m -> assertThat(m).isEqualTo("14: the key 'still.quiet' is there twice"));
    }

    @Test
    void mistakes_in_what_is_prepared_are_found_with_their_lines() throws IOException {
        assertThat(mistakes("""
                scan: scan.h5
                engine: still
                frames: 0:x
                mask-file: absent.npy
                data:
                  region: "1:0,:"
                  crop: 5
                  reject: maybe
                """))
                .satisfiesExactly(
                        m -> assertThat(m).startsWith("3: frames '0:x', character 3: 'x' is not expected here"),
                        m -> assertThat(m).startsWith("4: mask-file: there is no file"),
                        m -> assertThat(m).startsWith("6: data.region '1:0,:': in y the first end must be below"),
                        m -> assertThat(m)
                                .isEqualTo("7: data.crop must be an even number of pixels, or 0 for all, got 5"),
                        m -> assertThat(m).isEqualTo("8: data.reject must be one of none, empty, auto, got 'maybe'"));
    }

    @Test
    void a_selection_that_yaml_takes_for_a_tag_is_asked_to_be_quoted() throws IOException {
        assertThat(mistakes("scan: scan.h5\nengine: still\nframes: !17\n"))
                .containsExactly("3: 'frames' has no value; put it in quotes, such as \"!17,23:27\"");
    }

    @Test
    void a_plan_with_frames_region_and_mask_is_the_same_after_writing() throws IOException {
        Files.writeString(folder.resolve("m.npy"), "not opened by a check");
        Plan plan = valid("scan: scan.h5\nengine: still\nframes: ::2\nhalf: even\nmask-file: m.npy\n"
                + "data:\n  region: ':1.5,-2:'\n  mask: auto\n");
        Plan again = valid(PlanWriter.write(plan, List.of()));
        assertThat(again.frames().orElseThrow()).hasToString("::2");
        assertThat(again.half()).contains(Half.EVEN);
        assertThat(again.maskFile()).contains(folder.resolve("m.npy"));
        assertThat(again.reconstruction().settings())
                .isEqualTo(plan.reconstruction().settings())
                .containsEntry("data.region", ":1.5,-2:");
    }

    @Test
    void a_billion_iterations_are_the_users_time() throws IOException {
        Plan plan = valid("scan: scan.h5\nengine: still\niterations: 1000000000\n");
        assertThat(plan.reconstruction().iterations()).isEqualTo(1_000_000_000);
    }

    @Test
    void an_unknown_engine_is_named_with_its_line_and_the_nearest() throws IOException {
        assertThat(mistakes("scan: scan.h5\nengine: stil\nstil:\n  weight: 1\n"))
                .singleElement()
                .asString()
                .startsWith("2: unknown engine 'stil': did you mean 'still'?");
    }

    @Test
    void an_unknown_preset_is_named_with_its_line() throws IOException {
        assertThat(mistakes("scan: scan.h5\nengine: ptyinr\nptyinr:\n  width: 64\n  preset: quick\n"))
                .singleElement()
                .hasToString("5: ptyinr.preset must be one of paper, default, fast, got 'quick'");
    }

    @Test
    void two_settings_that_contradict_each_other_are_told_at_their_group() throws IOException {
        assertThat(mistakes("scan: scan.h5\nengine: still\nstill:\n  from: 8\n  to: 3\n"))
                .containsExactly("3: still.from must not be larger than to, got 8 and 3");
    }

    @Test
    void missing_keys_a_group_without_settings_and_a_list_are_mistakes() throws IOException {
        assertThat(mistakes("probe: 3\nseed: [1, 2]\n"))
                .containsExactly(
                        "1: the key 'engine' is missing ('polyptych engines' lists them)",
                        "1: 'probe' is a group: its settings stand indented below it",
                        "1: the key 'scan' is missing: the file with the data",
                        "2: 'seed' must be a single value");
    }

    @Test
    void broken_yaml_is_told_with_its_line_and_without_an_excerpt() throws IOException {
        assertThat(mistakes("scan: scan.h5\nengine: still\nprobe: {modes: 2\n"))
                .singleElement()
                .asString()
                .matches("[34]: not valid YAML: [^\\n]+");
    }

    @Test
    void an_empty_file_and_a_list_are_no_plans() throws IOException {
        assertThat(mistakes("# nothing\n").getFirst()).contains("the plan is empty");
        assertThat(mistakes("- scan\n- engine\n").getFirst()).contains("list of 'key: value' lines");
    }

    @Test
    void a_plan_to_be_run_is_refused_with_its_first_mistake() throws IOException {
        Path plan = write("scan: scan.h5\nengine: still\niterations: -5\nseed: x\n");
        assertThatThrownBy(() -> PlanCheck.valid(plan))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("plan.yaml:3: iterations must be 1 or more, got -5 (and 1 more");
    }

    @Test
    void a_complete_plan_written_and_read_again_is_the_same_recipe() throws IOException {
        Plan plan = valid("scan: \"scan.h5\"\nengine: still\nseed: 9\nprobe:\n  modes: 3\nstill:\n  weight: 0.1\n");
        Plan again = valid(PlanWriter.write(plan, List.of("a comment: with a colon")));
        assertThat(again.scan()).isEqualTo(plan.scan());
        assertThat(again.seed()).isEqualTo(9);
        assertThat(again.reconstruction().settings())
                .isEqualTo(plan.reconstruction().settings())
                .containsEntry("still.weight", "0.1");
        assertThat(again.reconstruction().iterations()).isEqualTo(7);
    }

    @Test
    void a_path_with_blanks_quotes_and_hashes_survives_writing() throws IOException {
        Path odd = Files.writeString(folder.resolve("my \"scan\" #1: a.h5"), "");
        Plan again = valid(PlanWriter.write(Plan.of(odd.toString(), "still"), List.of()));
        assertThat(again.scan()).isEqualTo(odd.toString());
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("plan.yaml"), yaml);
    }

    private Plan valid(String yaml) throws IOException {
        return PlanCheck.valid(write(yaml));
    }

    private List<String> mistakes(String yaml) throws IOException {
        PlanCheck.Outcome outcome = PlanCheck.of(write(yaml));
        assertThat(outcome.plan()).isEmpty();
        return outcome.mistakes().stream()
                .map(m -> m.line() + ": " + m.message())
                .toList();
    }
}
