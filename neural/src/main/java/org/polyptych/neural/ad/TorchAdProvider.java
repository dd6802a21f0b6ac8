package org.polyptych.neural.ad;

import java.util.EnumSet;
import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.RunSettings;
import org.polyptych.engines.adam.AdProvider;
import org.polyptych.neural.forward.TorchLoss;
import org.polyptych.neural.torch.Device;

/** Offers {@link TorchAd}. */
public final class TorchAdProvider implements EngineProvider {
    /** What libtorch keeps of a pixel of a wave for the way back, and takes on the way. */
    private static final long WAVE_BYTES = 200;

    @Override
    public String name() {
        return "torchad";
    }

    @Override
    public String description() {
        return "Adam on pixels as ad, differentiated by libtorch: a check of ad, and for a graphics card";
    }

    @Override
    public String bibtex() {
        return new AdProvider().bibtex() + """
                @inproceedings{paszke2019,
                  author    = {Paszke, Adam and Gross, Sam and Massa, Francisco and Lerer, Adam and Bradbury, James and
                               Chanan, Gregory and Killeen, Trevor and Lin, Zeming and Gimelshein, Natalia and
                               Antiga, Luca and Desmaison, Alban and K{\\"o}pf, Andreas and Yang, Edward and
                               DeVito, Zachary and Raison, Martin and Tejani, Alykhan and Chilamkurthy, Sasank and
                               Steiner, Benoit and Fang, Lu and Bai, Junjie and Chintala, Soumith},
                  title     = {{PyTorch}: An Imperative Style, High-Performance Deep Learning Library},
                  booktitle = {Advances in Neural Information Processing Systems},
                  volume    = {32},
                  pages     = {8024--8035},
                  year      = {2019}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return TorchAdSettings.class;
    }

    /** Those of {@code ad} that a plain object and probe need; as there not free of scale to a thousandth. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.MULTISLICE,
                Capability.OBJECT_MODES,
                Capability.POSITIONS,
                Capability.STREAMING,
                Capability.POISSON,
                Capability.DEVICE,
                Capability.KNOWN_PROBE,
                Capability.KNOWN_OBJECT);
    }

    @Override
    public int defaultIterations() {
        return 1000;
    }

    /**
     * In Java's memory only what goes in and out. On the processor libtorch holds as much again beside it, which is counted
     * with it, since both are the machine's: images, gradients and first moments, half an image of second moments, and what a
     * step takes for a moment; and the waves of the frames that are worked on at once.
     */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        long working = size.objects(3) + size.probes(4) + size.kernels();
        if (((TorchAdSettings) settings).device() == Device.CPU) {
            int together = Math.min(
                    size.frames(), TorchLoss.together(size.pixels(), size.modes(), size.states(), size.slices()));
            working += size.objects(6) + size.probes(6);
            working += WAVE_BYTES * together * size.pixels() * size.modes() * size.states() * size.slices();
        }
        return new MemoryNeed(working, size.objects(3) + size.probes(3));
    }

    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        TorchAdSettings torchad = (TorchAdSettings) settings;
        if (torchad.device() != Device.CPU) {
            torchad.device().require();
        }
    }

    @Override
    public Engine<?> create(Record settings) {
        return new TorchAd((TorchAdSettings) settings);
    }
}
