package org.polyptych.neural.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.engines.GrowingRun;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** Frames that come have neighbours among those that were there before. */
class GrowingPtychoPinnTest {
    private static final int RIM = 16;

    @TempDir
    private Path folder;

    private final Scan scan = SimulatedScan.wellPosed().scan();

    private Reconstruction recipe(int framesOfGroup) {
        Path file = folder.resolve("tiny.safetensors");
        ModelFile.write(file, PtychoPinnEngineTest.random(framesOfGroup, "ptychopinn"));
        return Reconstruction.with(
                "ptychopinn", Map.of("ptychopinn.model", file.toString()), OptionalInt.empty(), 1, 2);
    }

    private Result inPieces(Reconstruction recipe) {
        try (GrowingRun run = new GrowingRun(recipe, Optional.empty())) {
            for (int count : new int[] {24, 45, 63}) {
                run.take(scan.select(IntStream.range(0, count).toArray()), () -> false);
            }
            Result grown = run.take(scan, () -> false);
            assertThat(run.once()).isTrue();
            return grown;
        }
    }

    @Test
    void a_single_frame_is_in_a_group_with_some_that_were_there_before() {
        Result grown = inPieces(recipe(4));
        assertThat(grown.losses()).hasSize(4).doesNotContain(Double.NaN);
        assertThat(grown.specimen().image().isFinite()).isTrue();
    }

    @Test
    void frames_by_themselves_give_nearly_the_object_of_all_together() {
        Reconstruction recipe = recipe(1);
        Specimen whole = recipe.run(scan, Optional.empty(), Optional.empty(), Observer.NONE, () -> false)
                .specimen();
        // patterns are scaled by the mean of the frames so far, not of all
        assertThat(misfit(amplitudes(inPieces(recipe).specimen(), whole), amplitudes(whole, whole)))
                .isLessThan(0.3);
    }

    /** On the pixels of another object of the same grid, without its rim, of mean 1. */
    private static double[] amplitudes(Specimen of, Specimen on) {
        int down = (int) Math.round(of.rowOf(on.centreY())) - on.rows() / 2;
        int right = (int) Math.round(of.columnOf(on.centreX())) - on.columns() / 2;
        int rows = on.rows() - 2 * RIM;
        int columns = on.columns() - 2 * RIM;
        double[] values = new double[rows * columns];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            int at = (RIM + i / columns + down) * of.columns() + RIM + i % columns + right;
            values[i] = Math.hypot(of.image().re()[at], of.image().im()[at]);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] *= values.length / sum;
        }
        return values;
    }

    /** Root mean square of the difference, relative to that of the second about its mean. */
    private static double misfit(double[] a, double[] b) {
        double difference = 0;
        double spread = 0;
        for (int i = 0; i < a.length; i++) {
            difference += (a[i] - b[i]) * (a[i] - b[i]);
            spread += (b[i] - 1) * (b[i] - 1);
        }
        return Math.sqrt(difference / spread);
    }
}
