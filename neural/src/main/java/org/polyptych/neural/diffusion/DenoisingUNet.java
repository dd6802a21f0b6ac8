package org.polyptych.neural.diffusion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.layer.Conv2d;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.layer.Norm;
import org.polyptych.neural.layer.ResidualBlock;
import org.polyptych.neural.layer.SelfAttention2d;
import org.polyptych.neural.layer.Start;
import org.polyptych.neural.layer.TimeEmbedding;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * The U-Net of diffusion models (Dhariwal and Nichol, NeurIPS 2021): {@link ResidualBlock}s that are told the time by scale
 * and shift, which also halve and double the size, and {@link SelfAttention2d} on chosen levels and, if on any, in the middle.
 * [patch][2][row][column] and times [patch] to [patch][2][row][column]; rows and columns must be multiples of {@link
 * Layout.Settings#multiple()}. With a stem of n, n x n pixels become the channels of one before the first convolution, and
 * are pixels again behind the last one.
 *
 * <p>Parts: time, first, down.<i>k</i>, middle.<i>k</i>, up.<i>k</i> in the order of the {@link Layout}, of each block and
 * attention, norm, last. The last convolution starts at zero.
 */
public final class DenoisingUNet extends Module {
    /** Real channels of a patch. */
    static final int CHANNELS = 2;

    /** Of the times: those of the schedules here go to 1000, and neighbours are told apart. */
    private static final double PERIOD = 10_000;

    private final Layout.Settings settings;
    private final TimeEmbedding time;
    private final Conv2d first;
    private final List<Step> down = new ArrayList<>();
    private final List<Step> middle = new ArrayList<>();
    private final List<Step> up = new ArrayList<>();
    private final Module norm;
    private final Conv2d last;

    /** Of one {@link Layout.Stage}; attention is null where there is none. */
    private record Step(ResidualBlock block, SelfAttention2d attention, boolean joins) {
        Tensor forward(Tensor value, Tensor embedding) {
            // what is only on the way goes at once, but for what the graph needs
            try (Scope scope = Scope.open()) {
                Tensor made = block.forward(value, embedding);
                return scope.pass(attention == null ? made : attention.forward(made));
            }
        }
    }

    /** Of such a layout, begun anew. */
    public DenoisingUNet(Layout.Settings settings, Initial initial) {
        this.settings = settings;
        Layout layout = Layout.of(settings);
        int base = settings.base();
        time = part("time", new TimeEmbedding(new TimeEmbedding.Settings(base, settings.embedding(), PERIOD), initial));
        first = part("first", new Conv2d(Conv2d.Settings.of(settings.stemChannels(), base, 3), initial));
        add("down", layout.down(), down, initial);
        add("middle", layout.middle(), middle, initial);
        add("up", layout.up(), up, initial);
        norm = part("norm", Norm.GROUP.layer(base * settings.multipliers().getFirst()));
        last = part(
                "last",
                new Conv2d(
                        Conv2d.Settings.of(base * settings.multipliers().getFirst(), settings.stemChannels(), 3)
                                .withStart(Start.ZERO),
                        initial));
        channelsTogether();
    }

    private void add(String name, List<Layout.Stage> stages, List<Step> steps, Initial initial) {
        for (int k = 0; k < stages.size(); k++) {
            Layout.Stage stage = stages.get(k);
            ResidualBlock block = part(name + "." + k + ".block", new ResidualBlock(stage.block(), initial));
            SelfAttention2d attention = stage.attends()
                    ? part(name + "." + k + ".attention", new SelfAttention2d(stage.attention(settings), initial))
                    : null;
            steps.add(new Step(block, attention, stage.joins()));
        }
    }

    public Layout.Settings settings() {
        return settings;
    }

    @Override
    public Tensor forward(Tensor input) {
        throw new UnsupportedOperationException("this network must be told the times");
    }

    /** @param times [patch], about 0 to 1000 */
    public Tensor forward(Tensor patches, Tensor times) {
        settings.requireMultiple(patches.size(2), patches.size(3));
        Tensor embedding = time.forward(times);
        int stem = settings.stem();
        Tensor value = stem == 1 ? patches : torch.pixel_unshuffle(patches, stem);
        value = first.forward(Tensors.channelsTogether(value));
        Deque<Tensor> seen = new ArrayDeque<>();
        seen.push(value);
        for (Step step : down) {
            value = step.forward(value, embedding);
            seen.push(value);
        }
        for (Step step : middle) {
            value = step.forward(value, embedding);
        }
        for (Step step : up) {
            value = step.joins() ? torch.cat(new TensorVector(value, seen.pop()), 1) : value;
            value = step.forward(value, embedding);
        }
        Tensor said = last.forward(torch.silu(norm.forward(value)));
        return stem == 1 ? said : torch.pixel_shuffle(said, stem);
    }
}
