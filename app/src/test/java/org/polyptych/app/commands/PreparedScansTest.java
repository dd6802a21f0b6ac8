package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.app.Cli;
import org.polyptych.app.TinyPair;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;

/** What is done to a scan before it is reconstructed, through the program. */
class PreparedScansTest {
    @TempDir
    private Path folder;

    private final TinyPair pair = new TinyPair();

    private Cli reconstruct(Path source, String out, Object... options) {
        Object[] all = new Object[options.length + 6];
        Object[] first = {"reconstruct", source, "--iterations", 2, "-o", folder.resolve(out)};
        System.arraycopy(first, 0, all, 0, 6);
        System.arraycopy(options, 0, all, 6, options.length);
        return Cli.run(all);
    }

    private Result result(String out) {
        return ProductFile.read(folder.resolve(out).resolve("result.h5"));
    }

    @Test
    void frames_then_half_and_the_plan_repeats_the_bits() throws IOException {
        Cli run = reconstruct(pair.write(folder), "a", "--frames", "!0:2,5", "--half", "odd");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("note: half: 'odd' takes 4 of 9 frames selected");
        // 2 3 4 6 7 8 9 10 11 are selected; the second, fourth, ... of them are 3 6 8 10
        assertThat(result("a").positions().y())
                .containsExactly(Arrays.stream(new int[] {3, 6, 8, 10})
                        .mapToDouble(j -> pair.y[j])
                        .toArray());
        assertThat(reconstruct(folder.resolve("a").resolve("plan.yaml"), "b").code())
                .isZero();
        assertThat(result("b").specimen().image().re())
                .isEqualTo(result("a").specimen().image().re());
        assertThat(result("b").losses()).isEqualTo(result("a").losses());
    }

    @Test
    void a_blank_frame_is_left_out_and_log_and_report_say_which() throws IOException {
        Arrays.fill(pair.counts[7], 0);
        Cli run = reconstruct(pair.write(folder), "out", "--frames", "2:");
        assertThat(run.code()).as(run.err()).isZero();
        String said = "1 of 10 frames left out, by their index in the file: 7 (no counts)";
        assertThat(run.err()).contains("note: data.reject=empty: " + said);
        assertThat(folder.resolve("out").resolve("run.log")).content().contains(said);
        assertThat(folder.resolve("out").resolve("report.html")).content().contains(said);
        assertThat(result("out").positions().count()).isEqualTo(9);
    }

    @Test
    void a_crop_gives_a_coarser_object_and_repeats_from_its_plan() throws IOException {
        Cli run = reconstruct(pair.write(folder), "a", "--set", "data.crop=64", "--set", "data.mask=auto");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(result("a").probe().rows()).isEqualTo(64);
        assertThat(result("a").specimen().pixelHeight()).isEqualTo(2e-8);
        assertThat(reconstruct(folder.resolve("a").resolve("plan.yaml"), "b").code())
                .isZero();
        assertThat(result("b").specimen().image().im())
                .isEqualTo(result("a").specimen().image().im());
    }

    @Test
    void what_a_mask_file_masks_has_no_say() throws IOException {
        boolean[] good = new boolean[128 * 128];
        Arrays.fill(good, true);
        good[64 * 128 + 40] = false;
        Path mask = folder.resolve("mask.npy");
        NpyFile.write(mask, NpyArray.of(good, 128, 128));
        Cli clean = reconstruct(pair.write(folder), "clean", "--mask", mask);
        assertThat(clean.err()).contains("mask-file: 1 of 16384 pixels masked that were good");
        for (float[] frame : pair.counts) {
            frame[64 * 128 + 40] = 1e8f;
        }
        Cli spoilt = reconstruct(pair.write(folder), "spoilt", "--mask", mask);
        assertThat(spoilt.code()).as(spoilt.err()).isZero();
        assertThat(result("spoilt").losses()).isEqualTo(result("clean").losses());
        assertThat(folder.resolve("spoilt").resolve("plan.yaml")).content().contains("mask-file: ");
    }

    /** The scan needs fewer pixels than the image has; which of them it lies on is told, and is that of the whole scan. */
    @Test
    void an_object_without_a_place_is_laid_under_the_scan_and_that_is_said() throws IOException {
        Path scan = pair.write(folder);
        Path object = folder.resolve("start.npy");
        NpyFile.write(object, NpyArray.of(new ComplexImage[] {ComplexImage.constant(300, 340, 1, 0)}));
        int row = (300 - needed(pair.y)) / 2;
        int column = (340 - needed(pair.x)) / 2;
        String said =
                "object: start.npy, 300 x 340 pixels, does not say where it lies; its middle is laid under the scan's"
                        + " middle, so that the scan begins on its row " + row + ", column " + column;
        Cli run = reconstruct(scan, "out", "--object", object, "--half", "odd");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("note: " + said);
        assertThat(folder.resolve("out").resolve("run.log")).content().contains(said);
        Cli placed =
                reconstruct(scan, "again", "--object", folder.resolve("out").resolve("result.h5"));
        assertThat(placed.code()).as(placed.err()).isZero();
        assertThat(placed.err()).doesNotContain("does not say where it lies");
    }

    /** Pixels that frames of 128 at these positions cover, at 10 nm. */
    private static int needed(double[] positions) {
        double length = Arrays.stream(positions).max().orElseThrow()
                - Arrays.stream(positions).min().orElseThrow();
        return (int) Math.ceil(length / 1e-8 - 1e-3) + 128;
    }

    @Test
    void a_mask_or_probe_of_another_size_is_refused() throws IOException {
        Path mask = folder.resolve("mask.npy");
        NpyFile.write(mask, NpyArray.of(new boolean[64 * 64], 64, 64));
        refused(
                reconstruct(pair.write(folder), "out", "--mask", mask),
                "the mask is 64 x 64, the frames have 128 x 128");
        Path probe = folder.resolve("probe.npy");
        NpyFile.write(probe, NpyArray.of(new ComplexImage[] {ComplexImage.constant(64, 64, 1, 0)}));
        refused(
                reconstruct(pair.write(folder), "out", "--probe", probe),
                "the probe has 64 x 64 pixels, the frames have 128 x 128");
    }

    @ParameterizedTest
    @CsvSource({"1e6, 1e6", "1, 1e6", "1e6, 1", "1e-6, 1e-6", "0, 0"})
    void positions_in_absurd_units_are_refused(double down, double right) {
        for (int j = 0; j < pair.y.length; j++) {
            pair.y[j] *= down;
            pair.x[j] *= right;
        }
        refused(reconstruct(pair.write(folder), "out"), "check the unit of the positions");
    }

    @Test
    void positions_that_are_no_numbers_are_refused_with_the_file_and_the_frame() {
        pair.x[4] = Double.NaN;
        refused(reconstruct(pair.write(folder), "out"), "4");
        Cli inspected = Cli.run("inspect", folder.resolve("tiny_para.hdf5"));
        assertThat(inspected).matches(Cli::isRefusedInOneLine);
        assertThat(inspected.err()).contains("tiny_para.hdf5");
    }

    @Test
    void a_scan_of_zeros_is_refused() {
        for (float[] frame : pair.counts) {
            Arrays.fill(frame, 0);
        }
        refused(reconstruct(pair.write(folder), "out"), "every frame is empty");
    }

    @Test
    void more_blank_frames_than_a_quarter_are_refused() {
        for (int j = 0; j < 5; j++) {
            Arrays.fill(pair.counts[2 * j], 0);
        }
        refused(
                reconstruct(pair.write(folder), "out"),
                "5 of 12 frames would be left out as bad, more than data.rejectAtMost=0.25 allows: 0,2,4,6,8 (no counts)");
        assertThat(reconstruct(folder.resolve("tiny_para.hdf5"), "out", "--set", "data.rejectAtMost=0.5")
                        .code())
                .isZero();
    }

    @Test
    void one_frame_is_refused_unless_its_probe_is_known() {
        Path scan = pair.write(folder);
        refused(reconstruct(scan, "out", "--frames", "3"), "one frame only");
        Cli known = reconstruct(scan, "out", "--frames", "3", "--set", "probe.known=true");
        assertThat(known.code()).as(known.err()).isZero();
        assertThat(known.err()).contains("note: one frame only");
    }

    /** One line beside the notes, exit code 2, and no result. */
    private void refused(Cli run, String said) {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines().filter(line -> !line.startsWith("note: ")))
                .singleElement()
                .asString()
                .startsWith("polyptych: ")
                .contains(said);
        assertThat(Files.exists(folder.resolve("out"))).isFalse();
    }
}
