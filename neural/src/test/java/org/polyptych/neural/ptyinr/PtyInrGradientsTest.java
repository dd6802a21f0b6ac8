package org.polyptych.neural.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** The way back from the loss to the weights. */
@ExtendWith(OneThread.class)
class PtyInrGradientsTest {
    private static final String TINY = "width=12 hidden=1 firstW0=4 hiddenW0=6 fitSteps=30 batch=0 batchesPerPass=1"
            + " preset=fast trials=1 clip=0 normalise=false recentre=false regularise=0 warmUp=0 probeSteps=1 probeFrom=1";

    private static Scan scan() {
        return SimulatedScan.wellPosed().side(16).frames(3).step(3).subPixel().scan();
    }

    private static String[] all(String... more) {
        return Arrays.stream((TINY + " " + String.join(" ", Begun.AT_REST) + " " + String.join(" ", more)).split(" "))
                .filter(pair -> !pair.isEmpty())
                .toArray(String[]::new);
    }

    private static Map<String, double[]> gradients(Begun run) {
        Map<String, double[]> found = new LinkedHashMap<>();
        run.leaves().forEach((name, leaf) -> {
            if (leaf.grad().defined()) {
                found.put(name, Tensors.doubles(leaf.grad()));
            }
        });
        return found;
    }

    private static Map<String, double[]> gradients(Begun run, Supplier<Tensor> value) {
        run.leaves().values().forEach(leaf -> leaf.mutable_grad().reset());
        try (Scope scope = Scope.open()) {
            value.get().backward();
        }
        return gradients(run);
    }

    private static void assertSame(Map<String, double[]> found, Map<String, double[]> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, gradient) -> {
            double difference = 0;
            double size = 0;
            for (int i = 0; i < gradient.length; i++) {
                difference += Math.pow(found.get(name)[i] - gradient[i], 2);
                size += gradient[i] * gradient[i];
            }
            assertThat(size).as(name).isPositive();
            assertThat(Math.sqrt(difference / size)).as("gradient by %s", name).isLessThan(1e-3);
        });
    }

    private static SequencedMap<String, Tensor> some(Begun run, String part, boolean tables) {
        SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
        run.leaves().forEach((name, leaf) -> {
            if (name.startsWith(part) && name.contains("encoding") == tables) {
                leaves.put(name, leaf);
            }
        });
        return leaves;
    }

    /**
     * Leaf by leaf, along directions that are half the gradient's and half random, so that the way is steep enough for
     * float32. An error of 1 % of a gradient shows, unless that is a ten thousandth of the largest: that of the phase's last bias
     * is rightly zero.
     */
    private static void assertSlopes(Supplier<Tensor> value, SequencedMap<String, Tensor> leaves, double step) {
        assertThat(leaves).isNotEmpty();
        SequencedMap<String, double[]> gradients = new LinkedHashMap<>();
        leaves.values().forEach(leaf -> leaf.mutable_grad().reset());
        try (Scope scope = Scope.open()) {
            value.get().backward();
            leaves.forEach((name, leaf) -> gradients.put(name, Tensors.doubles(leaf.grad())));
        }
        double largest = gradients.values().stream()
                .mapToDouble(PtyInrGradientsTest::size)
                .max()
                .orElseThrow();
        RandomStream random = new RandomStream(102, 0);
        leaves.forEach((name, leaf) -> {
            double[] gradient = gradients.get(name);
            double root = Math.sqrt(gradient.length);
            double scale = Math.max(size(gradient), 1e-12 * largest);
            double[] direction = new double[gradient.length];
            double expected = 0;
            for (int i = 0; i < direction.length; i++) {
                direction[i] = random.gaussian() + gradient[i] / scale * root;
                expected += direction[i] * gradient[i];
            }
            double[] at = Tensors.doubles(leaf);
            double up = moved(value, leaf, at, direction, step);
            double down = moved(value, leaf, at, direction, -step);
            moved(value, leaf, at, direction, 0);
            double measured = (up - down) / (2 * step);
            assertThat(expected)
                    .as("slope by %s", name)
                    .isCloseTo(measured, within(0.007 * Math.abs(measured) + 1e-4 * largest * root));
        });
    }

    private static double size(double[] gradient) {
        return Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
    }

    private static double moved(Supplier<Tensor> value, Tensor leaf, double[] at, double[] direction, double by) {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            double[] there = new double[at.length];
            Arrays.setAll(there, i -> at[i] + by * direction[i]);
            leaf.copy_(Tensors.of(there, leaf.shape()));
            return Tensors.number(value.get());
        }
    }

    /** In float32: an error of 1 % of a gradient would show. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "probe=pixels shared=true likelihood=amplitude",
                "probe=siren shared=false likelihood=smoothl1 beta=0.05 normalise=true",
                "probe=pixels shared=true likelihood=amplitude probe.modes=2",
                "object=pixels probe=siren likelihood=amplitude coordinates=unit",
                "probe=pixels shared=true likelihood=readnoise readNoise=20",
            })
    void the_loss_has_the_slopes_that_its_gradients_say(String settings) {
        try (Begun run = Begun.of(scan(), all(settings))) {
            Supplier<Tensor> loss = () -> run.regularised(0.01, run.allFrames());
            assertSlopes(loss, some(run, "object", false), 1e-4);
            assertSlopes(
                    loss, some(run, "probe", false), run.settings.probe() == PtyInrSettings.Kind.SIREN ? 3e-5 : 1e-4);
        }
    }

    /** Its numbers are small, and what comes out is multiplied by 1e4. */
    @Test
    void so_it_has_for_a_hash_encoded_probe() {
        try (Begun run = Begun.of(scan(), all("probe=hash"))) {
            Supplier<Tensor> loss = () -> run.regularised(0.01, run.allFrames());
            assertSlopes(loss, some(run, "object", false), 1e-4);
            assertSlopes(loss, some(run, "probe", true), 1e-8);
            assertSlopes(loss, some(run, "probe", false), 1e-5);
        }
    }

    @Test
    void a_step_goes_by_the_gradient_of_the_mean_loss_of_a_pixel_and_of_the_regulariser_until_it_ends() {
        try (Begun run = Begun.of(scan(), all("regularise=0.3 regulariseUntil=2 likelihood=smoothl1"))) {
            Supplier<Tensor> plain = () -> run.meanLoss(run.allFrames());
            Supplier<Tensor> regularised = () -> run.regularised(0.3, run.allFrames());
            run.step();
            run.step();
            Map<String, double[]> second = gradients(run);
            run.step();
            Map<String, double[]> third = gradients(run);
            assertSame(second, gradients(run, regularised));
            assertSame(third, gradients(run, plain));
            assertThat(second.get("probe.pixels")).isNotEqualTo(third.get("probe.pixels"));
        }
    }

    @Test
    void batches_of_one_pass_add_up_to_all_frames_at_once() {
        String[] batches = all("batch=3 batchesPerPass=3 probe.known=true");
        try (Begun whole = Begun.of(scan(), all("probe.known=true"));
                Begun parts = Begun.of(scan(), batches)) {
            assertThat(parts.state.passes().passes()).hasSize(1);
            double one = whole.step().loss();
            assertThat(parts.step().loss()).isCloseTo(one, within(1e-6 * one));
            assertSame(gradients(parts), gradients(whole));
        }
    }

    /** Rows that no frame of the pass lies on are not evaluated, and nothing is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "fly.length=3e-8 fly.direction=90", "object=hash"})
    void the_rows_of_a_pass_give_the_gradient_of_the_whole_grid(String settings) {
        Scan tall =
                SimulatedScan.wellPosed().side(12).frames(4).step(7).subPixel().scan();
        try (Begun run = Begun.of(tall, all("batch=4 probe.known=true", settings))) {
            var passes = run.state.passes().passes();
            assertThat(passes).hasSize(4);
            int rows = run.state.specimen().rows();
            assertThat(passes).allMatch(pass -> pass.to() - pass.from() < rows);
            run.step();
            Map<String, double[]> found = gradients(run);
            int[] order = new RandomStream(5, 1).permutation(4);
            int[] last = passes.get(order[3]).batches().getFirst();
            assertSame(found, gradients(run, () -> run.meanLoss(last)));
        }
    }
}
