package org.polyptych.neural.sampling;

import org.polyptych.engines.Engine;
import org.polyptych.neural.torch.Device;

/** Offers {@link DpsEngine}. */
public final class DpsProvider extends PriorProvider {
    /** The paper on diffusion priors for ptychography. */
    static final String PAPER = """
            @inproceedings{cam2025ptychographic,
              author = {Cam, Refik M. and Deng, Junjing and Kettimuthu, Rajkumar and Cherukara, Mathew J. and Bicer, Tekin},
              title  = {Ptychographic image reconstruction from limited data via score-based diffusion models with physics-guidance},
              year   = {2025}
            }
            """;

    @Override
    public String name() {
        return DpsEngine.NAME;
    }

    @Override
    public String description() {
        return "diffusion posterior sampling, with the gradient through the network at every step: slow; needs a trained"
                + " prior";
    }

    @Override
    public String bibtex() {
        return PAPER + """
                @article{chung2022dps,
                  author  = {Chung, Hyungjin and Kim, Jeongsol and McCann, Michael T. and Klasky, Marc L. and Ye, Jong Chul},
                  title   = {Diffusion posterior sampling for general noisy inverse problems},
                  journal = {arXiv preprint},
                  volume  = {arXiv:2209.14687},
                  year    = {2022}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return DpsSettings.class;
    }

    @Override
    protected Device device(Record settings) {
        return ((DpsSettings) settings).device();
    }

    @Override
    public int defaultIterations() {
        return 1000;
    }

    @Override
    public int defaultIterations(Record settings) {
        DpsSettings chosen = (DpsSettings) settings;
        return chosen.samples() * chosen.steps();
    }

    @Override
    public Engine<?> create(Record settings) {
        return new DpsEngine((DpsSettings) settings, PriorFile::read);
    }
}
