package org.polyptych.engines.projection;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** Offers {@link Raar}. */
public final class RaarProvider implements EngineProvider {
    @Override
    public String name() {
        return "raar";
    }

    @Override
    public String description() {
        return "relaxed averaged alternating reflections: all frames at once, a difference map that settles down";
    }

    @Override
    public String bibtex() {
        return """
                @article{luke2005,
                  author  = {Luke, D. Russell},
                  title   = {Relaxed averaged alternating reflections for diffraction imaging},
                  journal = {Inverse Problems},
                  volume  = {21},
                  number  = {1},
                  pages   = {37--50},
                  year    = {2005},
                  doi     = {10.1088/0266-5611/21/1/004}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return RaarSettings.class;
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
        return ProjectionState.memory(size, ((RaarSettings) settings).update().fitsWaves());
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Raar((RaarSettings) settings);
    }
}
