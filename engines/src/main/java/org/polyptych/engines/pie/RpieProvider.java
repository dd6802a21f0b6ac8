package org.polyptych.engines.pie;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.RunSettings;

/** Offers {@link Rpie}. */
public final class RpieProvider implements EngineProvider {
    @Override
    public String name() {
        return "rpie";
    }

    @Override
    public String description() {
        return "regularised PIE: frame by frame, converges in few iterations; the fastest way to a good picture";
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
        return RpieSettings.class;
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

    /** A frame at a time needs no sums over frames; a batch needs two objects' worth and a slot a frame of the batch. */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        RpieSettings rpie = (RpieSettings) settings;
        MemoryNeed need = PieState.memory(size, rpie.guard());
        return rpie.batch() == 1
                ? need
                : new MemoryNeed(need.working() + BatchSweep.memory(size, rpie.batch()), need.snapshot());
    }

    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        PieState.checkBatch(((RpieSettings) settings).batch(), run.object().slices());
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Rpie((RpieSettings) settings);
    }
}
