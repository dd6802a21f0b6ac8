package org.polyptych.electron.direct;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** What providers of direct engines say alike. */
abstract class DirectProvider implements EngineProvider {
    /** Cells of the disc that are kept of every frame. */
    private static final long CELLS = 529;

    abstract DirectMethod method(Record settings);

    /** For 4D-STEM alone, so that nothing can be said of it where there is no such scan. */
    @Override
    public boolean readyMade() {
        return false;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.MODES, Capability.KNOWN_PROBE, Capability.SCALE_FREE);
    }

    @Override
    public int defaultIterations() {
        return 1;
    }

    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return new MemoryNeed(
                size.objects(6) + size.probes(5) + size.kernels() + size.frames() * CELLS * 3 * Float.BYTES,
                size.objects(1) + size.probes(1));
    }

    @Override
    public Engine<?> create(Record settings) {
        return new DirectEngine(name(), method(settings));
    }
}
