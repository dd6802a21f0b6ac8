package org.polyptych.neural.sampling;

import org.polyptych.engines.Engine;
import org.polyptych.engines.RunSettings;
import org.polyptych.neural.torch.Device;

/** Offers {@link DpsEngine}. */
public final class DpsProvider extends PriorProvider {
    private static final String NOISE = "what goes on from one iteration to the next is noise, not the object";

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

    /** The object of an iteration is what the network sees in noise, which constraints on the object would not change. */
    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        super.check(settings, run, background);
        refuse(run.probe().centre() && !run.probe().known(), "probe.centre=true", NOISE);
        refuse(run.geometry().any(), "a refinement of group geometry", NOISE);
        refuse(run.object().tv() > 0, "object.tv", NOISE);
        refuse(run.object().smooth() > 0, "object.smooth", NOISE);
        refuse(run.object().limits().any(), run.object().limitsNamed(), NOISE);
    }

    @Override
    protected Device device(Record settings) {
        return ((DpsSettings) settings).prior().device();
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
