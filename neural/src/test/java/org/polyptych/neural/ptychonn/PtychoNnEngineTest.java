package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.answers.ModelEngineContract;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** The engine does what engines with a network must, and says what this one's means. */
class PtychoNnEngineTest extends ModelEngineContract {
    PtychoNnEngineTest() {
        super("ptychonn");
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

    @Override
    protected Model random() {
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
    private Model constant(float amplitude, float phase) {
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
    void what_does_not_fit_is_refused_in_one_line() throws IOException {
        Scan scan = scan();
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
