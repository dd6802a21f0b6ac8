package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
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
import org.polyptych.neural.answers.StitchedState;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** The engine does what engines must, with a tiny network of random weights; what the network says is not judged here. */
class PtychoNnEngineTest {
    private static final Scan SCAN = SimulatedScan.wellPosed().subPixel().scan();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeModel() {
        file = folder.resolve("tiny.safetensors");
        ModelFile.write(file, random());
    }

    private static SequencedMap<String, String> facts() {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("frame", "32");
        facts.put("preparation", PatternPreparation.plain(32).text());
        facts.put("pixel height", String.valueOf(scan().geometry().pixelHeight()));
        facts.put("pixel width", String.valueOf(scan().geometry().pixelWidth()));
        facts.put("amplitude unit", "1.6");
        facts.put("radius", "9.5");
        return facts;
    }

    static Model random() {
        PtychoNn.Settings settings = new PtychoNn.Settings(Learned.BOTH, 3, 2, true);
        try (PtychoNn network = new PtychoNn(settings, new Initial(new RandomStream(8, 0)))) {
            Map<String, Weights> weights = PtychoNnTest.weights(network);
            // so that patterns make a difference
            weights.forEach((name, array) -> {
                if (array.shape().length == 4) {
                    for (int i = 0; i < array.values().length; i++) {
                        array.values()[i] *= 2.6f;
                    }
                }
            });
            return new Model("ptychonn", new LinkedHashMap<>(), facts(), new LinkedHashMap<>(weights));
        }
    }

    /** A network that says the same of every pattern: what its last biases say. */
    private static Model constant(float amplitude, float phase) {
        Model model = random();
        model.weights().forEach((name, array) -> {
            if (name.endsWith("14.weight")) {
                Arrays.fill(array.values(), 0);
            }
        });
        model.weights().get("decoder1.14.bias").values()[0] = amplitude;
        model.weights().get("decoder2.14.bias").values()[0] = phase;
        return model;
    }

    private Reconstruction recipe(String engine, int threads, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("ptychonn.model", file.toString()));
        for (String pair : more) {
            settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return Reconstruction.with(engine, settings, OptionalInt.empty(), 5, threads);
    }

    private Result run(Scan scan, String... more) {
        return recipe("ptychonn", 2, more).run(scan, Observer.NONE);
    }

    private static Scan scan() {
        return SCAN;
    }

    private static void assertSameBits(Result a, Result b) {
        assertThat(a.specimen().image().re()).isEqualTo(b.specimen().image().re());
        assertThat(a.specimen().image().im()).isEqualTo(b.specimen().image().im());
        assertThat(a.losses()).isEqualTo(b.losses());
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
    void what_the_network_says_comes_where_the_frames_are() {
        ModelFile.write(file, constant(0.3f, 0.2f));
        Result result = run(scan(), "ptychonn.scale=model");
        double amplitude = 1.6 / (1 + Math.exp(-0.3));
        double phase = Math.PI * Math.tanh(0.2);
        for (int i = 0; i < result.specimen().image().size(); i++) {
            assertThat((double) result.specimen().image().re()[i]).isCloseTo(amplitude * Math.cos(phase), within(1e-5));
            assertThat((double) result.specimen().image().im()[i]).isCloseTo(amplitude * Math.sin(phase), within(1e-5));
        }
    }

    @Test
    void each_answer_lies_under_its_own_frame() {
        Scan whole = SimulatedScan.wellPosed().scan(); // frames on whole pixels, whichever are chosen
        Scan one = whole.select(new int[] {20});
        Scan other = whole.select(new int[] {20, 43});
        String[] settings = {"probe.known=true", "ptychonn.scale=model", "ptychonn.central=6"};
        // normalised by all of a scan's frames, so both must see the same: the preparation is taken out of it
        Model model = random();
        model.facts().put("preparation", "amplitudes threshold:least=0");
        ModelFile.write(file, model);
        Specimen alone = run(one, settings).specimen();
        Specimen both = run(other, settings).specimen();
        int row = (int) Math.round(alone.rowOf(one.positions().y()[0]));
        int column = (int) Math.round(alone.columnOf(one.positions().x()[0]));
        int row2 = (int) Math.round(both.rowOf(one.positions().y()[0]));
        int column2 = (int) Math.round(both.columnOf(one.positions().x()[0]));
        for (int y = -2; y <= 1; y++) {
            for (int x = -2; x <= 1; x++) {
                assertThat(both.image().re()[(row2 + y) * both.columns() + column2 + x])
                        .isCloseTo(alone.image().re()[(row + y) * alone.columns() + column + x], within(1e-5f));
            }
        }
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
        Result once = run(scan);
        Result more = run(withFrames(scan, brighter, scan.mask()));
        for (int i = 0; i < once.specimen().image().size(); i++) {
            assertThat(more.specimen().image().re()[i])
                    .isCloseTo(once.specimen().image().re()[i], within(2e-4f));
        }
    }

    private static Scan withFrames(Scan scan, float[][] frames, boolean[] mask) {
        return scan.withMask(mask)
                .withFrames(new MemoryFrames(scan.frames().rows(), scan.frames().columns(), frames));
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
        float[][] calm = copied(scan);
        assertSameBits(run(withFrames(scan, calm, mask)), run(withFrames(scan, wild, mask)));
    }

    @Test
    void the_same_again_with_another_batch_or_streamed_frames() {
        Scan scan = scan();
        Result result = run(scan);
        assertSameBits(result, run(scan));
        assertSameBits(result, run(scan, "data.stream=true"));
        ComplexImage other = run(scan, "ptychonn.batch=5").specimen().image();
        for (int i = 0; i < other.size(); i++) {
            assertThat(other.re()[i]).isCloseTo(result.specimen().image().re()[i], within(1e-5f));
        }
    }

    @Test
    void further_iterations_and_a_stop_change_nothing() {
        Scan scan = scan();
        Reconstruction recipe = recipe("ptychonn*3", 2);
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
        Reconstruction recipe = recipe("ptychonn*3", 2, "ptychonn.scale=model");
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
        Result refined = recipe("ptychonn*2", 2, "positions.refine=true", "positions.refineFrom=1")
                .run(scan, Observer.NONE);
        assertThat(refined.losses()).hasSize(2);
        assertThat(refined.losses()[1]).isNotEqualTo(refined.losses()[0]);
    }

    @Test
    void another_engine_goes_on_from_its_object() {
        Scan scan = scan();
        Result alone = run(scan);
        Result chain = recipe("ptychonn,lsqml*8", 2).run(scan, Observer.NONE);
        assertThat(chain.losses()).hasSize(9);
        assertThat(chain.losses()[0]).isEqualTo(alone.losses()[0]);
        assertThat(chain.losses()[8]).isLessThan(0.5 * chain.losses()[0]);
        Result modes = recipe("ptychonn,lsqml*2", 2, "probe.modes=2").run(scan, Observer.NONE);
        assertThat(modes.probe().modes()).isEqualTo(2);
        Result moved = recipe("ptychonn,lsqml*4", 2, "positions.refine=true", "positions.refineFrom=1")
                .run(scan, Observer.NONE);
        assertThat(moved.positions().y()).isNotEqualTo(chain.positions().y());
    }

    @Test
    void what_does_not_fit_is_refused_in_one_line() throws IOException {
        Scan scan = scan();
        refused(scan, "name its file with --set ptychonn.model=FILE", "ptychonn.model=");
        refused(scan, "there is no such file", "ptychonn.model=" + folder.resolve("none"));
        refused(SimulatedScan.wellPosed().near().scan(), "near field");
        refused(scan, "object.known", "object.known=true", "object.start=file");
        Model model = random();
        model.facts().put("frame", "64");
        ModelFile.write(file, model);
        refused(scan, "has patterns of 32 x 32 pixels, the network in " + file + " was taught with 64 x 64");
        ModelFile.write(file, new Model("unet", model.settings(), model.facts(), model.weights()));
        refused(scan, "is a network of the kind 'unet'");
        changed("frame", null, scan, "does not say its 'frame'");
        changed("pixel height", "1e-9", scan, "so that it knows another beam");
        assertThat(run(scan, "ptychonn.anyPixel=true").losses()).hasSize(1);
        changed("radius", "wide", scan, "must be a number from");
        changed("amplitude unit", "NaN", scan, "must be a number from");
        changed("preparation", "wishes", scan, "must begin with counts or amplitudes");
        changed("preparation", "counts crop:edge=8", scan, "patterns of 16 x 16 pixels of 32 x 32");
        Files.writeString(file, "not a model at all");
        refused(scan, "is no model file");
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
        assertThatThrownBy(() -> recipe("ptychonn", 1, "probe.known=true")
                        .run(
                                scan,
                                Optional.of(Probe.of(ComplexImage.zeros(32, 32))),
                                Optional.empty(),
                                Observer.NONE,
                                () -> false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("probe");
    }

    private static float[][] copied(Scan scan) {
        float[][] frames = new float[scan.frames().count()][];
        for (int j = 0; j < frames.length; j++) {
            frames[j] = scan.frames().frame(j);
        }
        return frames;
    }

    private void changed(String fact, String value, Scan scan, String message) {
        Model model = random();
        model.facts().put(fact, value);
        if (value == null) {
            model.facts().remove(fact);
        }
        ModelFile.write(file, model);
        refused(scan, message);
    }

    private void refused(Scan scan, String message, String... settings) {
        assertThatThrownBy(() -> run(scan, settings))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void it_is_found_and_says_what_it_can() {
        assertThat(Engines.named("ptychonn").settingsType()).isEqualTo(PtychoNnSettings.class);
        assertThat(Engines.named("ptychonn").readyMade()).isFalse();
    }

    @Test
    void answers_relative_to_brightness_are_as_bright_as_their_patterns() {
        Model model = constant(0, 0);
        model.facts().put("preparation", "amplitudes each:sum=256.0");
        ModelFile.write(file, model);
        Scan scan = ScannedField.scan(1, 2, 32, 3);
        Result result = run(scan, "ptychonn.scale=model");
        double[] counts = new double[2];
        for (int j = 0; j < 2; j++) {
            for (float amplitude : scan.frames().frame(j)) {
                counts[j] += (double) amplitude * amplitude;
            }
        }
        for (int j = 0; j < 2; j++) {
            int row = (int) Math.rint(result.specimen().rowOf(scan.positions().y()[j]));
            int column =
                    (int) Math.rint(result.specimen().columnOf(scan.positions().x()[j]));
            double found = result.specimen().image().amplitude().at(row, column);
            double expected = 1.6 * 0.5 * Math.sqrt(2 * counts[j] / (counts[0] + counts[1]));
            assertThat(found).isCloseTo(expected, within(1e-4));
        }
        assertThat(Math.abs(counts[0] / counts[1] - 1)).as("two that differ").isGreaterThan(0.01);
    }
}
