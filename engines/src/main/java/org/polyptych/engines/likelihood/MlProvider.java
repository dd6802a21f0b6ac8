package org.polyptych.engines.likelihood;

import java.util.EnumSet;
import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.RunSettings;

/** Offers {@link Ml}. */
public final class MlProvider implements EngineProvider {
    @Override
    public String name() {
        return "ml";
    }

    @Override
    public String description() {
        return "maximum likelihood by conjugate gradients: all frames at once, the best answer from noisy counts";
    }

    @Override
    public String bibtex() {
        return """
                @article{thibault2012,
                  author  = {Thibault, Pierre and Guizar-Sicairos, Manuel},
                  title   = {Maximum-likelihood refinement for coherent diffractive imaging},
                  journal = {New Journal of Physics},
                  volume  = {14},
                  pages   = {063004},
                  year    = {2012},
                  doi     = {10.1088/1367-2630/14/6/063004}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return MlSettings.class;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.MULTISLICE,
                Capability.BACKGROUND,
                Capability.INTENSITY,
                Capability.POSITIONS,
                Capability.STREAMING,
                Capability.POISSON,
                Capability.KNOWN_PROBE,
                Capability.KNOWN_OBJECT,
                Capability.SCALE_FREE);
    }

    @Override
    public int defaultIterations() {
        return 100;
    }

    /** Forward and back for the gradient; for the line B and C (A, which is not kept, is made a second time). */
    @Override
    public int transforms() {
        return 4;
    }

    /** The waves there, their gradient back, and what the direction changes. */
    @Override
    public int transformsAtBorder() {
        return 6;
    }

    /** Estimate, its start, two gradients, the direction; scales; and on each thread two kernels and a wave more. */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return new MemoryNeed(
                size.objects(8)
                        + size.probes(9)
                        + 2 * size.kernels()
                        + Scratch.memory(size)
                        + size.sums(GradientPass.PLANES * size.slices()),
                size.objects(3) + size.probes(3));
    }

    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        ((MlSettings) settings).check(background);
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Ml((MlSettings) settings);
    }
}
