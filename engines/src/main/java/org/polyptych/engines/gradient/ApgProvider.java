package org.polyptych.engines.gradient;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** Offers {@link Apg}. */
public final class ApgProvider implements EngineProvider {
    @Override
    public String name() {
        return "apg";
    }

    @Override
    public String description() {
        return "accelerated proximal gradient: momentum that starts anew, object and probe by turns; amplitudes or counts";
    }

    @Override
    public String bibtex() {
        return """
                @article{yan2020,
                  author  = {Yan, Hanfei},
                  title   = {Ptychographic phase retrieval by proximal algorithms},
                  journal = {New Journal of Physics},
                  volume  = {22},
                  number  = {2},
                  pages   = {023035},
                  year    = {2020},
                  doi     = {10.1088/1367-2630/ab704e}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return ApgSettings.class;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.MULTISLICE,
                Capability.OBJECT_MODES,
                Capability.FLY_SCAN,
                Capability.BACKGROUND,
                Capability.INTENSITY,
                Capability.POSITIONS,
                Capability.KNOWN_PROBE,
                Capability.KNOWN_OBJECT,
                Capability.SCALE_FREE,
                Capability.STREAMING,
                Capability.POISSON);
    }

    /** Two for the object and two for the probe, by turns. */
    @Override
    public int transforms() {
        return 4;
    }

    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return GradientState.memory(size);
    }

    @Override
    public int defaultIterations() {
        return 300;
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Apg((ApgSettings) settings);
    }
}
