package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.app.TinyPair;
import org.polyptych.app.plan.PlanCheck;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;

class ExportCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void there_is_a_result() {
        Cli run = Cli.run("reconstruct", new TinyPair().write(folder), "--iterations", 1, "-o", folder.resolve("out"));
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void each_format_is_written_where_it_was_asked_for() {
        for (String format : new String[] {"tiff", "npz", "cxi", "ptyr"}) {
            Path file = folder.resolve("object." + format);
            Cli run = Cli.run("export", folder.resolve("out"), "--format", format, "-o", file);
            assertThat(run).isEqualTo(new Cli(0, file + "\n", ""));
            assertThat(file).isNotEmptyFile();
        }
        Cli run = Cli.run("export", folder.resolve("out"), "--format", "png", "-o", folder);
        assertThat(run.out().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(Path.of(line)).isNotEmptyFile());
    }

    @Test
    void a_file_that_exists_is_kept() {
        Path file = folder.resolve("kept.npz");
        assertThat(Cli.run("export", folder.resolve("out"), "--format", "npz", "-o", file)
                        .code())
                .isZero();
        assertThat(Cli.run("export", folder.resolve("out"), "--format", "npz", "-o", file))
                .matches(Cli::isRefusedInOneLine);
    }

    @Test
    void a_folder_without_a_result_and_an_unknown_format_are_refused() {
        assertThat(Cli.run("export", folder, "--format", "tiff")).matches(Cli::isRefusedInOneLine);
        assertThat(Cli.run("export", folder.resolve("out"), "--format", "jpeg")).matches(Cli::isRefusedInOneLine);
    }

    @Test
    void a_scan_goes_from_one_format_to_another_and_back() {
        Path pair = folder.resolve("tiny_para.hdf5");
        Path cxi = folder.resolve("tiny.cxi");
        assertThat(Cli.run("export", pair, "--format", "cxi", "-o", cxi)).isEqualTo(new Cli(0, cxi + "\n", ""));
        Path npz = folder.resolve("tiny.npz");
        assertThat(Cli.run("export", cxi, "--format", "npz", "-o", npz).out()).isEqualTo(npz + "\n");
        Cli back = Cli.run("export", npz, "--format", "pair", "-o", folder.resolve("back_dp.hdf5"));
        assertThat(back.out().lines())
                .containsExactly(
                        folder.resolve("back_dp.hdf5").toString(),
                        folder.resolve("back_para.hdf5").toString());
        Scan scan = ScanFiles.open(folder.resolve("back_para.hdf5"));
        Scan first = ScanFiles.open(pair);
        assertThat(scan.positions().y()).isEqualTo(first.positions().y());
        assertThat(scan.frames().frame(3)).isEqualTo(first.frames().frame(3));
        assertThat(scan.geometry()).isEqualTo(first.geometry());
    }

    @Test
    void what_a_person_says_and_selects_is_exported() {
        Path pair = folder.resolve("tiny_para.hdf5");
        Path cxi = folder.resolve("changed.cxi");
        Cli run = Cli.run(
                "export",
                pair,
                "--format",
                "cxi",
                "-o",
                cxi,
                "--frames",
                "0:5",
                "--set",
                "file.swap=true",
                "--set",
                "file.scanRotation=90");
        assertThat(run.code()).as(run.err()).isZero();
        Scan first = ScanFiles.open(pair);
        Scan scan = ScanFiles.open(cxi);
        assertThat(scan.frames().count()).isEqualTo(5);
        // turned by 90 degrees x is -y and y is x; then they are exchanged
        assertThat(scan.positions().y()[4]).isEqualTo(-first.positions().y()[4], within(1e-18));
        assertThat(scan.positions().x()[4]).isEqualTo(first.positions().x()[4], within(1e-18));
    }

    @Test
    void the_demo_is_a_scan_and_what_is_left_out_is_said() {
        Path file = folder.resolve("demo.npz");
        Cli run = Cli.run("export", "demo", "--format", "npz", "--frames", "0:4", "-o", file);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("left out, as PtychoPINN npz has no place for it: the truth");
        assertThat(Cli.run("export", "demo", "--format", "npz", "--frames", "0:4", "-o", file))
                .matches(Cli::isRefusedInOneLine);
        assertThat(Cli.run("export", "demo", "--format", "cxy")).matches(Cli::isRefusedInOneLine);
    }

    @Test
    void inspect_says_what_was_found_what_was_set_and_what_lacks() {
        Path stack = folder.resolve("stack.npy");
        NpyFile.write(stack, NpyArray.of(new float[6 * 16], 2, 3, 4, 4));
        Cli refused = Cli.run("inspect", stack);
        assertThat(refused).matches(Cli::isRefusedInOneLine);
        assertThat(refused.err())
                .contains("--set file.beam=xray", "--set file.energy=EV", "--set file.scanStep=METRES");
        Cli pair = Cli.run("inspect", folder.resolve("tiny_para.hdf5"), "--set", "file.energy=9000", "--json");
        assertThat(pair.code()).as(pair.err()).isZero();
        assertThat(pair.out())
                .contains("metadata: the file says beam, ")
                .contains("; set by hand: energy")
                .contains("9000 eV as set (file.energy)");
    }

    @Test
    void a_plan_keeps_where_the_file_of_positions_is() throws Exception {
        Path pair = folder.resolve("tiny_para.hdf5");
        Scan first = ScanFiles.open(pair);
        StringBuilder text = new StringBuilder("x_um,y_um\n");
        for (int j = 0; j < first.frames().count(); j++) {
            text.append(first.positions().x()[j] * 1e6)
                    .append(',')
                    .append(first.positions().y()[j] * 1e6)
                    .append('\n');
        }
        Path csv = Files.writeString(folder.resolve("stage.csv"), text);
        Path plan = folder.resolve("here.yaml");
        Cli run = Cli.run("inspect", pair, "--set", "file.positions=" + csv, "--plan", plan);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(plan).content().contains("positions: " + csv);
        assertThat(Cli.run("validate", plan).code()).isZero();
        // in a plan a path is relative to the plan
        Files.writeString(plan, Files.readString(plan).replace("positions: " + csv, "positions: stage.csv"));
        assertThat(PlanCheck.valid(plan).reader().positions()).isEqualTo(csv.toString());
    }
}
