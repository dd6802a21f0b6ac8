package org.polyptych.engines.pie;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** Offers {@link Wasp}. */
public final class WaspProvider implements EngineProvider {
    @Override
    public String name() {
        return "wasp";
    }

    @Override
    public String description() {
        return "weighted average of sequential projections: frame by frame, then the best fit to all; few settings";
    }

    @Override
    public String bibtex() {
        return """
                @article{maiden2024,
                  author  = {Maiden, Andrew M. and Mei, Wenjie and Li, Peng},
                  title   = {{WASP}: Weighted Average of Sequential Projections for ptychographic phase retrieval},
                  journal = {Optics Express},
                  volume  = {32},
                  pages   = {21327},
                  year    = {2024}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return WaspSettings.class;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.KNOWN_PROBE,
                Capability.KNOWN_OBJECT,
                Capability.STREAMING,
                Capability.SCALE_FREE);
    }

    @Override
    public int defaultIterations() {
        return 100;
    }

    /** What rPIE holds, and the sums of the averages. */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        MemoryNeed need = PieState.memory(size, ((WaspSettings) settings).guard());
        return new MemoryNeed(need.working() + size.objects(2) + size.probes(4), need.snapshot());
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Wasp((WaspSettings) settings);
    }
}
