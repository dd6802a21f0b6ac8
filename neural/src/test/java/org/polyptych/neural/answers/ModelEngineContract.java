package org.polyptych.neural.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.AmplitudeError;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Engines;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/**
 * What every engine must that uses a trained network, with a tiny one of random weights; what the network says is not judged
 * here.
 */
public abstract class ModelEngineContract {
    private static final Scan SCAN = SimulatedScan.wellPosed().subPixel().scan();

    @TempDir
    protected Path folder;

    protected Path file;

    private final String engine;

    protected ModelEngineContract(String engine) {
        this.engine = engine;
    }

    /** A network of random weights that takes the frames of {@link #scan()}, and of which patterns make a difference. */
    protected abstract Model random();

    @BeforeEach
    void writeModel() {
        file = folder.resolve("tiny.safetensors");
        ModelFile.write(file, random());
    }

    protected static Scan scan() {
        return SCAN;
    }

    protected final Reconstruction recipe(String chain, int threads, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(engine + ".model", file.toString()));
        for (String pair : more) {
            String key = pair.substring(0, pair.indexOf('='));
            settings.put(key.contains(".") ? key : engine + "." + key, pair.substring(pair.indexOf('=') + 1));
        }
        return Reconstruction.with(chain, settings, OptionalInt.empty(), 5, threads);
    }

    /** @param settings those without a dot are the engine's */
    protected final Result run(Scan scan, String... settings) {
        return recipe(engine, 2, settings).run(scan, Observer.NONE);
    }

    protected final void refused(Scan scan, String message, String... settings) {
        assertThatThrownBy(() -> run(scan, settings))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    /** The network with a fact changed, or without it, is refused. */
    protected final void changed(String fact, String value, Scan scan, String message) {
        Model model = random();
        model.facts().put(fact, value);
        if (value == null) {
            model.facts().remove(fact);
        }
        ModelFile.write(file, model);
        refused(scan, message);
    }

    protected static float[][] copied(Scan scan) {
        float[][] frames = new float[scan.frames().count()][];
        for (int j = 0; j < frames.length; j++) {
            frames[j] = scan.frames().frame(j);
        }
        return frames;
    }

    protected static Scan withFrames(Scan scan, float[][] frames, boolean[] mask) {
        return scan.withMask(mask)
                .withFrames(new MemoryFrames(scan.frames().rows(), scan.frames().columns(), frames));
    }

    protected static void assertSameBits(Result a, Result b) {
        assertThat(a.specimen().image().re()).isEqualTo(b.specimen().image().re());
        assertThat(a.specimen().image().im()).isEqualTo(b.specimen().image().im());
        assertThat(a.losses()).isEqualTo(b.losses());
    }

    private static double spread(ComplexImage image) {
        double mean = 0;
        double square = 0;
        for (float re : image.re()) {
            mean += re / image.size();
            square += (double) re * re / image.size();
        }
        return Math.sqrt(square - mean * mean);
    }

    @Test
    void one_iteration_makes_an_object_and_leaves_the_probe() {
        Scan scan = scan();
        Result result = run(scan, "probe.known=true");
        assertThat(result.losses()).hasSize(1);
        assertThat(result.specimen().image().isFinite()).isTrue();
        Probe given = scan.probe().orElseThrow();
        assertThat(result.probe().mode(0).re()).isEqualTo(given.mode(0).re());
        assertThat(result.probe().mode(0).im()).isEqualTo(given.mode(0).im());
        assertThat(spread(result.specimen().image()))
                .as("patterns make a difference")
                .isGreaterThan(0.01);
    }

    @Test
    void the_objects_scale_is_the_one_that_explains_the_counts_best() {
        Scan scan = scan();
        Result result = run(scan, "probe.known=true");
        try (Parallel parallel = new Parallel(1)) {
            AmplitudeError error = new AmplitudeError(scan, false, parallel);
            double best = error.of(result.specimen(), result.probe());
            assertThat(result.losses()[0]).isCloseTo(best, within(1e-6 * best));
            for (double factor : new double[] {0.98, 1.02}) {
                Specimen other = result.specimen().copy();
                other.image().scale(factor);
                assertThat(error.of(other, result.probe())).isGreaterThan(best);
            }
        }
    }

    @Test
    void four_times_the_counts_give_the_same_object() {
        Scan scan = scan();
        float[][] brighter = copied(scan);
        for (int j = 0; j < brighter.length; j++) {
            for (int i = 0; i < brighter[j].length; i++) {
                brighter[j][i] *= 2;
            }
        }
        for (String scale : new String[] {"scale=data", "scale=model"}) {
            Result once = run(scan, scale);
            Result more = run(withFrames(scan, brighter, scan.mask()), scale);
            for (int i = 0; i < once.specimen().image().size(); i++) {
                assertThat(more.specimen().image().re()[i])
                        .isCloseTo(once.specimen().image().re()[i], within(2e-4f));
            }
        }
    }

    @Test
    void the_order_of_frames_does_not_matter() {
        Scan scan = scan();
        int[] order = new RandomStream(1, 1).permutation(scan.frames().count());
        assertSameBits(run(scan), run(scan.select(order)));
    }

    @Test
    void masked_pixels_are_not_looked_at() {
        Scan scan = scan();
        boolean[] mask = scan.mask().clone();
        mask[5 * 32 + 7] = false;
        mask[16 * 32 + 16] = false;
        float[][] wild = copied(scan);
        for (int j = 0; j < wild.length; j++) {
            wild[j][5 * 32 + 7] = Float.NaN;
            wild[j][16 * 32 + 16] = 1e6f * j;
        }
        assertSameBits(run(withFrames(scan, copied(scan), mask)), run(withFrames(scan, wild, mask)));
    }

    @Test
    void the_same_again_with_another_batch_other_threads_or_streamed_frames() {
        Scan scan = scan();
        Result result = run(scan);
        assertSameBits(result, run(scan));
        assertSameBits(result, recipe(engine, 1).run(scan, Observer.NONE));
        assertSameBits(result, run(scan, "data.stream=true"));
        ComplexImage other = run(scan, "batch=5").specimen().image();
        for (int i = 0; i < other.size(); i++) {
            assertThat(other.re()[i]).isCloseTo(result.specimen().image().re()[i], within(1e-5f));
        }
    }

    @Test
    void further_iterations_and_a_stop_change_nothing() {
        Scan scan = scan();
        Reconstruction recipe = recipe(engine + "*3", 2);
        try (EngineSession before = recipe.begin(scan);
                EngineSession after = recipe.begin(scan)) {
            before.step();
            ComplexImage once = before.state().specimen().image();
            after.restore(before.save());
            before.step();
            after.step();
            assertThat(before.completed()).isEqualTo(2);
            assertThat(before.state().specimen().image().re()).isEqualTo(once.re());
            assertThat(after.state().specimen().image().re()).isEqualTo(once.re());
            assertThat(after.state().specimen().image().im()).isEqualTo(once.im());
        }
    }

    @Test
    void frames_that_move_take_their_answers_along() {
        Scan scan = scan();
        Reconstruction recipe = recipe(engine + "*3", 2, "scale=model");
        try (EngineSession session = recipe.begin(scan);
                EngineSession other = recipe.begin(scan)) {
            session.step();
            ComplexImage before = session.state().specimen().image().copy();
            double pixel = scan.geometry().pixelWidth();
            Positions moved = new Positions(
                    session.positions().y(),
                    Arrays.stream(session.positions().x()).map(x -> x + pixel).toArray());
            ((StitchedState) session.state()).move(moved);
            ComplexImage after = session.state().specimen().image();
            int columns = before.columns();
            for (int y = before.rows() / 2 - 8; y < before.rows() / 2 + 8; y++) {
                for (int x = columns / 2 - 8; x < columns / 2 + 8; x++) {
                    assertThat(after.re()[y * columns + x + 1]).isCloseTo(before.re()[y * columns + x], within(1e-4f));
                }
            }
            assertThat(spread(before)).isGreaterThan(0.01);
            // as a resumed run does it: moved first, and then given what was saved
            ((StitchedState) other.state()).move(moved);
            other.restore(session.save());
            ((StitchedState) other.state()).move(moved);
            assertThat(other.state().specimen().image().re()).isEqualTo(after.re());
        }
        Result refined = recipe(engine + "*2", 2, "positions.refine=true", "positions.refineFrom=1")
                .run(scan, Observer.NONE);
        assertThat(refined.losses()).hasSize(2);
        assertThat(refined.losses()[1]).isNotEqualTo(refined.losses()[0]);
    }

    @Test
    void another_engine_goes_on_from_its_object() {
        Scan scan = scan();
        Result alone = run(scan);
        Result chain = recipe(engine + ",lsqml*8", 2).run(scan, Observer.NONE);
        assertThat(chain.losses()).hasSize(9);
        assertThat(chain.losses()[0]).isEqualTo(alone.losses()[0]);
        assertThat(chain.losses()[8]).isLessThan(0.5 * chain.losses()[0]);
        Result modes = recipe(engine + ",lsqml*2", 2, "probe.modes=2").run(scan, Observer.NONE);
        assertThat(modes.probe().modes()).isEqualTo(2);
        Result moved = recipe(engine + ",lsqml*4", 2, "positions.refine=true", "positions.refineFrom=1")
                .run(scan, Observer.NONE);
        assertThat(moved.positions().y()).isNotEqualTo(chain.positions().y());
    }

    @Test
    void frames_without_counts_or_that_are_no_numbers_and_a_dark_probe_are_refused() {
        Scan scan = scan();
        float[][] frames = copied(scan);
        frames[3][40] = Float.NaN;
        refused(withFrames(scan, frames, scan.mask()), "frame ");
        frames = copied(scan);
        Arrays.fill(frames[3], 0);
        refused(withFrames(scan, frames, scan.mask()), "frame ", "data.reject=none");
        assertThatThrownBy(() -> recipe(engine, 1, "probe.known=true")
                        .run(
                                scan,
                                Optional.of(Probe.of(ComplexImage.zeros(32, 32))),
                                Optional.empty(),
                                Observer.NONE,
                                () -> false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("probe");
    }

    @Test
    void it_is_found_and_says_that_it_needs_a_network() {
        assertThat(Engines.named(engine).readyMade()).isFalse();
        refused(scan(), "name its file with --set " + engine + ".model=FILE", "model=");
    }
}
