package org.polyptych.engines.pmace;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** Offers {@link Pmace}. */
public final class PmaceProvider implements EngineProvider {
    @Override
    public String name() {
        return "pmace";
    }

    @Override
    public String description() {
        return "projected multi-agent consensus equilibrium: frames agree on the object they share; parallel, few settings";
    }

    @Override
    public String bibtex() {
        return """
                @article{zhai2023,
                  author  = {Zhai, Qiuchen and Buzzard, Gregery T. and Mertes, Kevin and Wohlberg, Brendt and Bouman, Charles A.},
                  title   = {Projected multi-agent consensus equilibrium ({PMACE}) with application to ptychography},
                  journal = {IEEE Transactions on Computational Imaging},
                  volume  = {9},
                  year    = {2023},
                  note    = {arXiv:2303.15679}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return PmaceSettings.class;
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

    /** Two for the object and two for the probe, by turns. */
    @Override
    public int transforms() {
        return 4;
    }

    @Override
    public int defaultIterations() {
        return 100;
    }

    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return PmaceState.memory(size);
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Pmace((PmaceSettings) settings);
    }
}
