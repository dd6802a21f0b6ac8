package org.polyptych.neural.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Observer;
import org.polyptych.neural.answers.ModelEngineContract;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.patterns.MeasuredPatterns;
import org.polyptych.neural.patterns.Patterns;
import org.polyptych.neural.ptychonn.Learned;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** The engine does what engines with a network must, and puts the answers to groups of frames where each frame is. */
class PtychoPinnEngineTest extends ModelEngineContract {
    private static final double LOG_SCALE = Math.log(1.6);

    PtychoPinnEngineTest() {
        super("ptychopinn");
    }

    private static PtychoPinn.Settings settings(int frames) {
        return new PtychoPinn.Settings(Learned.BOTH, frames, 8, 2, Pooling.AVERAGE, false, false);
    }

    @Override
    protected Model random() {
        return random(4, "ptychopinn");
    }

    static Model random(int frames, String kind) {
        Model model = UntaughtModel.of(
                settings(frames), scan().geometry(), scan().probe().orElseThrow(), 8);
        model.facts().put("radius", "7.5");
        model.weights().get(PtychoPinnModel.LOG_SCALE).values()[0] = (float) LOG_SCALE;
        return new Model(kind, model.settings(), model.facts(), model.weights());
    }

    /** A network that says the same of all groups: amplitude and phase of its frames. */
    private static Model constant(float[] amplitudes, float[] phases) {
        Model model = random(amplitudes.length, "ptychopinn");
        for (String decoder : new String[] {"amplitude", "phase"}) {
            String last = PtychoPinnModel.PREFIX + "." + decoder + ".5.";
            Arrays.fill(model.weights().get(last + "weight").values(), 0);
            float[] said = decoder.equals("amplitude") ? amplitudes : phases;
            System.arraycopy(said, 0, model.weights().get(last + "bias").values(), 0, said.length);
        }
        return model;
    }

    private static double amplitude(double said) {
        return Math.exp(LOG_SCALE) / (1 + Math.exp(-said));
    }

    @Test
    void under_a_frame_is_the_mean_of_the_answers_of_its_group_that_reach_it() {
        float[] amplitudes = {-1, 0, 1, 2};
        float[] phases = {-0.3f, -0.1f, 0.1f, 0.3f};
        ModelFile.write(file, constant(amplitudes, phases));
        Scan whole = SimulatedScan.wellPosed().scan();
        // all in one group
        Scan scan = whole.select(new int[] {0, 2, 16, 18});
        Result result = run(scan, "scale=model", "central=2", "probe.known=true");
        Specimen object = result.specimen();
        double unit = Math.sqrt(meanCounts(scan) / result.probe().power());
        Groups group = Groups.of(
                "test",
                scan.positions(),
                object.pixelHeight(),
                object.pixelWidth(),
                16,
                new Groups.Rule(4, Grouping.AUTO, 4, 1),
                0);
        assertThat(group.count()).isEqualTo(1);
        int reached = 0;
        for (int k = 0; k < 4; k++) {
            int[] middle = middle(object, scan, group.frames(0)[k]);
            double re = 0;
            double im = 0;
            int count = 0;
            for (int j = 0; j < 4; j++) {
                int[] other = middle(object, scan, group.frames(0)[j]);
                int down = middle[0] - other[0];
                int right = middle[1] - other[1];
                if (down >= -8 && down < 8 && right >= -8 && right < 8) {
                    double phase = Math.PI * Math.tanh(phases[j]);
                    re += unit * amplitude(amplitudes[j]) * Math.cos(phase);
                    im += unit * amplitude(amplitudes[j]) * Math.sin(phase);
                    count++;
                }
            }
            reached += count;
            int at = middle[0] * object.columns() + middle[1];
            assertThat((double) object.image().re()[at]).isCloseTo(re / count, within(1e-4));
            assertThat((double) object.image().im()[at]).isCloseTo(im / count, within(1e-4));
        }
        assertThat(reached).as("others reach").isGreaterThan(4);
    }

    private static int[] middle(Specimen object, Scan scan, int frame) {
        return new int[] {
            (int) Math.round(object.rowOf(scan.positions().y()[frame])),
            (int) Math.round(object.columnOf(scan.positions().x()[frame]))
        };
    }

    private static double meanCounts(Scan scan) {
        double sum = 0;
        for (float[] frame : copied(scan)) {
            for (float amplitude : frame) {
                sum += (double) amplitude * amplitude;
            }
        }
        return sum / scan.frames().count();
    }

    @ParameterizedTest
    @CsvSource({"1,pinn", "4,overlaps"})
    void the_middle_of_an_answer_lies_where_its_frame_is(int size, String kind) {
        ModelFile.write(file, random(size, kind));
        Scan scan = SimulatedScan.wellPosed()
                .scan()
                .select(new int[] {0, 4, 32, 36}); // so far apart that none reaches another
        Specimen object =
                run(scan, "scale=model", "central=8", "probe.known=true").specimen();
        double unit = Math.exp(LOG_SCALE)
                * Math.sqrt(meanCounts(scan) / scan.probe().orElseThrow().power());
        float[] said = saidOf(scan, size);
        for (int frame = 0; frame < 4; frame++) {
            // the positions are a square, its corners in the order of the frames
            int group = frame / size;
            int amplitude = (2 * size * group + frame % size) * 256;
            int row = (int) Math.round(object.rowOf(scan.positions().y()[frame]));
            int column = (int) Math.round(object.columnOf(scan.positions().x()[frame]));
            for (int y = -4; y < 4; y++) {
                for (int x = -4; x < 4; x++) {
                    int from = amplitude + (8 + y) * 16 + 8 + x;
                    double a = unit * said[from];
                    double p = said[from + size * 256];
                    int at = (row + y) * object.columns() + column + x;
                    assertThat((double) object.image().re()[at]).isCloseTo(a * Math.cos(p), within(1e-4));
                    assertThat((double) object.image().im()[at]).isCloseTo(a * Math.sin(p), within(1e-4));
                }
            }
        }
    }

    /** What the network itself says of the frames, one group after the other. */
    private float[] saidOf(Scan scan, int size) {
        try (Parallel parallel = new Parallel(1);
                PtychoPinnModel model = PtychoPinnModel.read(file);
                Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Patterns patterns = model.preparation()
                    .apply(new MeasuredPatterns(
                            FrameStack.of(scan, parallel), model.preparation().of()));
            float[] all = new float[4 * 1024];
            for (int j = 0; j < 4; j++) {
                System.arraycopy(patterns.frame(j), 0, all, j * 1024, 1024);
            }
            return Tensors.floats(model.network().forward(Tensors.of(all, 4 / size, size, 32, 32)));
        }
    }

    @Test
    void a_probe_that_became_brighter_as_it_was_learned_makes_the_object_no_darker() {
        Model model = random();
        try (PtychoPinnModel before = PtychoPinnModel.of("a.safetensors", model)) {
            assertThat(before.unit()).isCloseTo(1.6, within(1e-5));
        }
        for (String part : new String[] {PtychoPinnModel.PROBE_RE, PtychoPinnModel.PROBE_IM}) {
            float[] values = model.weights().get(part).values();
            for (int i = 0; i < values.length; i++) {
                values[i] *= 3;
            }
        }
        try (PtychoPinnModel brighter = PtychoPinnModel.of("a.safetensors", model)) {
            assertThat(brighter.unit()).isCloseTo(3 * 1.6, within(1e-5));
            assertThat(brighter.probe().power()).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void all_groups_or_few_answer_every_frame() {
        Result few = run(scan());
        Result all = run(scan(), "groups=all");
        assertThat(all.specimen().image().re())
                .isNotEqualTo(few.specimen().image().re());
        ModelFile.write(file, constant(new float[] {1, 1, 1, 1}, new float[4]));
        Result same = run(scan(), "groups=all");
        ComplexImage flat = run(scan()).specimen().image();
        for (int i = 0; i < flat.size(); i++) {
            assertThat(same.specimen().image().re()[i]).isCloseTo(flat.re()[i], within(1e-5f));
        }
    }

    @Test
    void numbers_of_eight_bits_change_little() {
        ComplexImage exact = run(scan()).specimen().image();
        ComplexImage rough = run(scan(), "numbers=bfloat16").specimen().image();
        assertThat(rough.re()).isNotEqualTo(exact.re());
        double error = 0;
        double power = 0;
        for (int i = 0; i < exact.size(); i++) {
            error += Math.pow(rough.re()[i] - exact.re()[i], 2) + Math.pow(rough.im()[i] - exact.im()[i], 2);
            power += Math.pow(exact.re()[i], 2) + Math.pow(exact.im()[i], 2);
        }
        assertThat(Math.sqrt(error / power)).isLessThan(0.02);
    }

    private Result withProbe(Scan scan, Optional<Probe> probe) {
        return recipe("ptychopinn", 1).run(scan, probe, Optional.empty(), Observer.NONE, () -> false);
    }

    @Test
    void what_does_not_fit_is_refused_in_one_line() throws IOException {
        Scan scan = scan();
        refused(scan, "there is no such file", "model=" + folder.resolve("none"));
        refused(SimulatedScan.wellPosed().near().scan(), "near field");
        refused(scan.select(new int[] {0, 1, 2}), "3 frames are too few for groups of 4");
        refused(
                SimulatedScan.wellPosed().side(64).scan(),
                "has patterns of 64 x 64 pixels, the network in " + file
                        + " was taught with 32 x 32; crop them with --set data.crop=32");
        changed("frame", null, scan, "does not say its 'frame'");
        changed("pixel height", "1e-9", scan, "set ptychopinn.anyPixel=true");
        assertThat(run(scan, "anyPixel=true").losses()).hasSize(1);
        Model narrow = random();
        float[] re = narrow.weights().get(PtychoPinnModel.PROBE_RE).values();
        Arrays.fill(re, 0);
        Arrays.fill(narrow.weights().get(PtychoPinnModel.PROBE_IM).values(), 0);
        re[16 * 32 + 16] = 1;
        ModelFile.write(file, narrow);
        refused(scan, "so that it knows another scale; take another network, or set ptychopinn.anyBeam=true");
        assertThat(run(scan, "anyBeam=true").losses()).hasSize(1);
        // made from the data, it is no beam that is known; given, it counts in place of the scan's own
        assertThat(run(scan, "probe.start=data").losses()).hasSize(1);
        Optional<Probe> point = Optional.of(PtychoPinnModel.read(file).probe());
        assertThat(withProbe(scan, point).losses()).hasSize(1);
        ModelFile.write(file, random());
        assertThatThrownBy(() -> withProbe(scan, point))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("so that it knows another scale");
        changed("radius", "wide", scan, "must be a number from");
        changed("preparation", "counts crop:edge=8", scan, "makes patterns of 16 x 16 pixels");
        Model model = random();
        ModelFile.write(file, new Model("ptychonn", model.settings(), model.facts(), model.weights()));
        refused(scan, "is a network of the kind 'ptychonn'");
        ModelFile.write(file, model);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
        refused(scan, "cut short");
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        String newer = header.replace("\"polyptych.format\":\"1\"", "\"polyptych.format\":\"9\"");
        assertThat(newer).isNotEqualTo(header);
        Files.write(file, newer.getBytes(StandardCharsets.ISO_8859_1));
        refused(scan, "use a newer one");
    }
}
