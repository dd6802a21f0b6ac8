package org.polyptych.engines.lsqml;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** Offers {@link Lsqml}. */
public final class LsqmlProvider implements EngineProvider {
    @Override
    public String name() {
        return "lsqml";
    }

    @Override
    public String description() {
        return "least squares and maximum likelihood: batches of frames with the best step lengths; the workhorse";
    }

    @Override
    public String bibtex() {
        return """
                @article{odstrcil2018,
                  author  = {Odstr{\\v{c}}il, Michal and Menzel, Andreas and Guizar-Sicairos, Manuel},
                  title   = {Iterative least-squares solver for generalized maximum-likelihood ptychography},
                  journal = {Optics Express},
                  volume  = {26},
                  number  = {3},
                  pages   = {3108--3123},
                  year    = {2018},
                  doi     = {10.1364/OE.26.003108}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return LsqmlSettings.class;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.MULTISLICE,
                Capability.POSITIONS,
                Capability.KNOWN_PROBE,
                Capability.KNOWN_OBJECT,
                Capability.SCALE_FREE,
                Capability.POISSON,
                Capability.STREAMING);
    }

    @Override
    public int defaultIterations() {
        return 100;
    }

    @Override
    public int transformsAtBorder() {
        return BatchUpdate.TRANSFORMS_A_BORDER;
    }

    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return LsqmlState.memory(size, (LsqmlSettings) settings);
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Lsqml((LsqmlSettings) settings);
    }
}
