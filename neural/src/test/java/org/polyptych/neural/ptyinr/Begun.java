package org.polyptych.neural.ptyinr;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.Scan;

/** A run of the engine on one thread whose weights a test can look at. */
final class Begun implements AutoCloseable {
    /** So small that weights stay as they are and gradients stay to be looked at. */
    static final String[] AT_REST = {"objectRate=1e-12", "probeRate=1e-12"};

    final EngineSession session;
    final PtyInrState state;
    final PtyInrSettings settings;

    private Begun(EngineSession session, PtyInrSettings settings) {
        this.session = session;
        this.state = (PtyInrState) session.state();
        this.settings = settings;
    }

    /** @param pairs {@code key=value}, keys without a dot the engine's own */
    static Begun of(Scan scan, String... pairs) {
        return seeded(5, scan, pairs);
    }

    static Begun seeded(long seed, Scan scan, String... pairs) {
        Map<String, String> all = settings(pairs);
        Map<String, String> own = new HashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith("ptyinr.")) {
                own.put(key.substring("ptyinr.".length()), value);
            }
        });
        return new Begun(
                Reconstruction.with("ptyinr", all, 1000, seed, 1).begin(scan),
                SettingsReader.read(PtyInrSettings.class, "ptyinr", own));
    }

    /** The same pairs with the engine's name in front of its own. */
    static Map<String, String> settings(String... pairs) {
        Map<String, String> all = new HashMap<>();
        for (String pair : pairs) {
            String key = pair.substring(0, pair.indexOf('='));
            all.put(key.contains(".") ? key : "ptyinr." + key, pair.substring(pair.indexOf('=') + 1));
        }
        return all;
    }

    StepReport step() {
        return session.step();
    }

    /** What is learned, by name: {@code object.} and {@code probe.} in front. */
    SequencedMap<String, Tensor> leaves() {
        SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
        if (state.object != null) {
            state.object.module().parameters().forEach((name, leaf) -> leaves.put("object." + name, leaf));
        }
        if (state.probe != null) {
            state.probe.module().parameters().forEach((name, leaf) -> leaves.put("probe." + name, leaf));
        }
        return leaves;
    }

    int[] allFrames() {
        return IntStream.range(0, state.frames().count()).toArray();
    }

    private int objectRows() {
        return state.specimen().rows();
    }

    /** The mean loss of a pixel of some frames, in the networks' unit, by the whole object at once. */
    Tensor meanLoss(int... which) {
        return regularised(0, which);
    }

    /** The same with the mean |P| of the probe's pixels, weighted. */
    Tensor regularised(double lambda, int... which) {
        double unit = settings.unit(
                state.amplitude, (double) which.length * state.frames().goodPixels());
        Tensor beam = state.beam(); // once: a sine network must go back before it goes forth again
        Tensor loss = state.loss(state.object(0, objectRows()), beam, which).mul(new Scalar(1 / unit));
        return lambda == 0
                ? loss
                : loss.add(torch.abs(beam).mean().to(torch.ScalarType.Double).mul(new Scalar(lambda)));
    }

    @Override
    public void close() {
        session.close();
    }
}
