package org.polyptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.app.DemoScan;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.ProductFile;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/** A child process, killed or interrupted where it hurts most; the whole trial of twenty kills is {@link KillTrials}. */
@DisabledOnOs(OS.WINDOWS)
class KillTrialsTest {
    private static final int FRAMES = 12;
    private static final int ITERATIONS = 15;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm"})
    void killed_at_random_moments_and_resumed_it_gives_the_same_bits(String engine) throws Exception {
        KillTrials trials = new KillTrials(folder, scan().toString(), engine, ITERATIONS, List.of("--threads", "2"));
        KillTrials.Trial trial = trials.run(2, 5);
        assertThat(trial.kills()).isEqualTo(2);
        assertThat(trial.same()).as("%s", trial).isTrue();
    }

    @Test
    void ctrl_c_gives_130_and_a_valid_result_from_which_a_resumed_run_gives_the_same_bits() throws Exception {
        Path scan = scan();
        assertThat(start(scan, "whole", 60).end()).isZero();
        ChildRun run = start(scan, "out", 60);
        run.waitFor(() -> logHas("iteration 4 of"), 60);
        run.interrupt();
        assertThat(run.end()).as(run.said()).isEqualTo(130);
        assertThat(run.said()).contains("interrupted after iteration").contains("--resume");
        Result soFar = result("out");
        assertThat(soFar.losses()).hasSizeBetween(4, 59);
        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**/report.html");
        ChildRun resumed = start(scan, "out", 60, "--resume");
        assertThat(resumed.end()).as(resumed.said()).isZero();
        assertThat(resumed.said()).contains("resumed after iteration " + soFar.losses().length);
        assertThat(SameBits.in(result("whole"), result("out"))).isTrue();
    }

    @Test
    void a_second_ctrl_c_ends_at_once_and_leaves_the_checkpoint() throws Exception {
        // Iterations that take long, so that the first Ctrl-C has none to end with.
        Path scan = scan();
        ChildRun run = start(scan, "out", 100_000, "--set", "probe.modes=8", "--set", "checkpoint.every=1");
        assertThat(run.waitFor(() -> Files.exists(folder.resolve(".out.part/checkpoint.h5")), 60))
                .isTrue();
        run.interrupt();
        run.interrupt();
        assertThat(run.end()).isEqualTo(130);
        // Whether the second came in time or not: there is something to go on from.
        assertThat(Files.exists(folder.resolve(".out.part/checkpoint.h5"))
                        || Files.exists(folder.resolve("out/checkpoint.h5")))
                .isTrue();
    }

    private ChildRun start(Path scan, String name, int iterations, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("reconstruct", scan.toString(), "--iterations", String.valueOf(iterations), "-o", name));
        arguments.addAll(List.of(more));
        return ChildRun.start(folder, arguments);
    }

    private boolean logHas(String text) {
        try {
            Path log = folder.resolve(".out.part/run.log");
            return Files.exists(log) && Files.readString(log).contains(text);
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private Result result(String name) {
        return ProductFile.read(folder.resolve(name).resolve("result.h5"));
    }

    /** The first frames of the demo as a Ptychodus pair. */
    private Path scan() {
        Scan demo = DemoScan.simulate()
                .select(java.util.stream.IntStream.range(0, FRAMES).toArray());
        float[][] counts = new float[FRAMES][];
        for (int j = 0; j < FRAMES; j++) {
            counts[j] = demo.frames().frame(j);
            for (int i = 0; i < counts[j].length; i++) {
                counts[j][i] = (float) Math.rint(counts[j][i] * counts[j][i]);
            }
        }
        try (Hdf5Writer file = Hdf5Writer.create(folder.resolve("scan_dp.hdf5"))) {
            file.compressedFrames(
                    "dp", counts, demo.geometry().rows(), demo.geometry().columns());
        }
        Path product = folder.resolve("scan_para.hdf5");
        try (Hdf5Writer file = Hdf5Writer.create(product)) {
            file.doubles("probe_position_y_m", demo.positions().y(), FRAMES);
            file.doubles("probe_position_x_m", demo.positions().x(), FRAMES);
            file.complex("object", new ComplexImage[] {ComplexImage.constant(200, 200, 1, 0)}, 1);
            file.complex("probe", new ComplexImage[] {demo.probe().orElseThrow().mode(0)}, 1);
            file.attribute("object", "pixel_height_m", demo.geometry().pixelHeight());
            file.attribute("object", "pixel_width_m", demo.geometry().pixelWidth());
            file.attribute("/", "probe_energy_eV", 8800.0);
            file.attribute("/", "detector_object_distance_m", demo.geometry().distance());
        }
        return product;
    }
}
