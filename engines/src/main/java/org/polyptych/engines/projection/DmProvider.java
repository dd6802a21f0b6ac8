package org.polyptych.engines.projection;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** Offers {@link Dm}. */
public final class DmProvider implements EngineProvider {
    @Override
    public String name() {
        return "dm";
    }

    @Override
    public String description() {
        return "difference map: all frames at once, escapes local minima; a robust first choice";
    }

    @Override
    public String bibtex() {
        return """
                @article{thibault2009,
                  author  = {Thibault, Pierre and Dierolf, Martin and Bunk, Oliver and Menzel, Andreas and Pfeiffer, Franz},
                  title   = {Probe retrieval in ptychographic coherent diffractive imaging},
                  journal = {Ultramicroscopy},
                  volume  = {109},
                  number  = {4},
                  pages   = {338--343},
                  year    = {2009},
                  doi     = {10.1016/j.ultramic.2008.12.011}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return DmSettings.class;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.KNOWN_PROBE,
                Capability.KNOWN_OBJECT,
                Capability.SCALE_FREE);
    }

    @Override
    public int defaultIterations() {
        return 100;
    }

    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return ProjectionState.memory(size, true);
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Dm((DmSettings) settings);
    }
}
