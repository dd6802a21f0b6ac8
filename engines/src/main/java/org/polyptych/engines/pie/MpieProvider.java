package org.polyptych.engines.pie;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** Offers {@link Mpie}. */
public final class MpieProvider implements EngineProvider {
    @Override
    public String name() {
        return "mpie";
    }

    @Override
    public String description() {
        return "rPIE with momentum: gets further in an iteration, and can overshoot where data are few";
    }

    @Override
    public String bibtex() {
        return """
                @article{maiden2017,
                  author  = {Maiden, Andrew and Johnson, Daniel and Li, Peng},
                  title   = {Further improvements to the ptychographical iterative engine},
                  journal = {Optica},
                  volume  = {4},
                  number  = {7},
                  pages   = {736--745},
                  year    = {2017},
                  doi     = {10.1364/OPTICA.4.000736}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return MpieSettings.class;
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

    /** What rPIE holds, and where object and probe were and how they move. */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        MemoryNeed need = PieState.memory(size, ((MpieSettings) settings).guard());
        long motion = size.objects(2) + size.probes(2);
        return new MemoryNeed(need.working() + motion, need.snapshot() + motion);
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Mpie((MpieSettings) settings);
    }
}
