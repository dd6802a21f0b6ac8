package org.polyptych.neural.sampling;

import java.util.Set;
import java.util.stream.Collectors;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.neural.torch.Device;

/** Offers {@link DiffusionEngine}. */
public final class DiffusionProvider extends PriorProvider {
    @Override
    public String name() {
        return DiffusionEngine.NAME;
    }

    @Override
    public String description() {
        return "a learned prior of objects and the data, level of noise by level of noise: for little overlap; needs a"
                + " trained prior";
    }

    @Override
    public String bibtex() {
        return """
                @article{zhu2023diffpir,
                  author  = {Zhu, Yuanzhi and Zhang, Kai and Liang, Jingyun and Cao, Jiezhang and Wen, Bihan and Timofte, Radu and Van Gool, Luc},
                  title   = {Denoising diffusion models for plug-and-play image restoration},
                  journal = {arXiv preprint},
                  volume  = {arXiv:2305.08995},
                  year    = {2023}
                }
                @article{zhang2024daps,
                  author  = {Zhang, Bingliang and Chu, Wenda and Berner, Julius and Meng, Chenlin and Anandkumar, Anima and Song, Yang},
                  title   = {Improving diffusion inverse problem solving with decoupled noise annealing},
                  journal = {arXiv preprint},
                  volume  = {arXiv:2407.01521},
                  year    = {2024}
                }
                """ + DpsProvider.PAPER;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return DiffusionSettings.class;
    }

    /** More counts weigh more against the prior, so that four times as many do not give the same object. */
    @Override
    public Set<Capability> capabilities() {
        return super.capabilities().stream()
                .filter(capability -> capability != Capability.SCALE_FREE)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected Device device(Record settings) {
        return ((DiffusionSettings) settings).prior().device();
    }

    @Override
    public int defaultIterations() {
        return 63;
    }

    @Override
    public int defaultIterations(Record settings) {
        DiffusionSettings chosen = (DiffusionSettings) settings;
        return chosen.samples() * chosen.each();
    }

    @Override
    public Engine<?> create(Record settings) {
        return new DiffusionEngine((DiffusionSettings) settings, PriorFile::read);
    }
}
