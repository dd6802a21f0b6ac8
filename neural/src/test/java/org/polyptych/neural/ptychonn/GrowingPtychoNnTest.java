package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** A network that is asked of frames as they come has said the same in the end as one that is asked of all at once. */
class GrowingPtychoNnTest {
    @TempDir
    private Path folder;

    private Reconstruction recipe() {
        Path file = folder.resolve("tiny.safetensors");
        var model = new PtychoNnEngineTest().random();
        // each pattern by itself, so that no mean over frames can differ
        model.facts().put("preparation", "amplitudes each:sum=256");
        ModelFile.write(file, model);
        return Reconstruction.with(
                "ptychonn",
                Map.of("ptychonn.model", file.toString(), "probe.known", "true"),
                OptionalInt.empty(),
                1,
                2);
    }

    private static Scan some(Scan scan, int from, int to) {
        return scan.select(IntStream.range(from, to).toArray());
    }

    private static int least(double[] values) {
        return IntStream.range(0, values.length)
                .reduce((a, b) -> values[b] < values[a] ? b : a)
                .orElseThrow();
    }

    /** The frames that say where the grid of the object's pixels lies come first; positions at fractions of a pixel. */
    private static Scan downwards() {
        Scan scan = SimulatedScan.wellPosed().subPixel().scan();
        int y = least(scan.positions().y());
        int x = least(scan.positions().x());
        return scan.select(IntStream.concat(
                        IntStream.of(y, x), IntStream.range(0, 64).filter(j -> j != y && j != x))
                .distinct()
                .toArray());
    }

    /** The object grows above its first row; positions on whole pixels. */
    private static Scan upwards() {
        return SimulatedScan.wellPosed()
                .scan()
                .select(IntStream.range(0, 64).map(j -> 63 - j).toArray());
    }

    private void frames_in_three_pieces_give_the_object_of_all_together(Scan scan) {
        Reconstruction recipe = recipe();
        Result whole = recipe.run(scan, Optional.empty(), Optional.empty(), Observer.NONE, () -> false);
        try (GrowingRun run = new GrowingRun(recipe, Optional.empty())) {
            run.take(some(scan, 0, 20), () -> false);
            assertThat(run.once()).isTrue();
            run.take(some(scan, 0, 41), () -> false);
            Result grown = run.take(scan, () -> false);
            assertThat(grown.losses()).hasSize(3);
            assertThat(grown.positions().count()).isEqualTo(64);
            compare(grown, whole);
        }
    }

    @Test
    void frames_in_three_pieces_give_the_object_of_all_together_downwards() {
        frames_in_three_pieces_give_the_object_of_all_together(downwards());
    }

    @Test
    void frames_in_three_pieces_give_the_object_of_all_together_upwards() {
        frames_in_three_pieces_give_the_object_of_all_together(upwards());
    }

    /** Where light was, on the pixels of the whole, up to the factor that object and probe share. */
    private static void compare(Result grown, Result whole) {
        Specimen a = grown.specimen();
        Specimen b = whole.specimen();
        double down = a.rowOf(b.centreY()) - b.rows() / 2;
        double right = a.columnOf(b.centreX()) - b.columns() / 2;
        assertThat(down - Math.rint(down)).as("the same grid").isEqualTo(0, within(1e-6));
        assertThat(right - Math.rint(right)).as("the same grid").isEqualTo(0, within(1e-6));
        float[] light = Illumination.of(b, whole.probe(), whole.positions()).values();
        double most = 0;
        for (float value : light) {
            most = Math.max(most, value);
        }
        double worst = 0;
        double factor = Double.NaN;
        for (int y = 0; y < b.rows(); y++) {
            for (int x = 0; x < b.columns(); x++) {
                if (light[y * b.columns() + x] > 0.3 * most) {
                    int i = ((int) Math.rint(down) + y) * a.columns() + (int) Math.rint(right) + x;
                    int j = y * b.columns() + x;
                    double ratio = Math.hypot(a.image().re()[i], a.image().im()[i])
                            / Math.hypot(b.image().re()[j], b.image().im()[j]);
                    factor = Double.isNaN(factor) ? ratio : factor;
                    worst = Math.max(worst, Math.abs(ratio / factor - 1));
                }
            }
        }
        assertThat(factor).as("found from some of the frames").isEqualTo(1, within(0.05));
        assertThat(worst).isLessThan(1e-4);
    }
}
