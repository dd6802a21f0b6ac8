package org.polyptych.engines.pie;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** Offers {@link Epie}. */
public final class EpieProvider implements EngineProvider {
    @Override
    public String name() {
        return "epie";
    }

    @Override
    public String description() {
        return "extended PIE: frame by frame with full steps, as published in 2009; a common point of comparison";
    }

    @Override
    public String bibtex() {
        return """
                @article{maiden2009,
                  author  = {Maiden, Andrew M. and Rodenburg, John M.},
                  title   = {An improved ptychographical phase retrieval algorithm for diffractive imaging},
                  journal = {Ultramicroscopy},
                  volume  = {109},
                  number  = {10},
                  pages   = {1256--1262},
                  year    = {2009},
                  doi     = {10.1016/j.ultramic.2009.05.012}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return EpieSettings.class;
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
                Capability.STREAMING,
                Capability.SCALE_FREE);
    }

    @Override
    public int defaultIterations() {
        return 100;
    }

    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return PieState.memory(size, ((EpieSettings) settings).guard());
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Epie((EpieSettings) settings);
    }
}
