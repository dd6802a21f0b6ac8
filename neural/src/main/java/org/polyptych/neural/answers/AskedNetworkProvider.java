package org.polyptych.neural.answers;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** What providers of engines that ask a trained network for the object itself say alike. */
public abstract class AskedNetworkProvider extends NetworkFileProvider {
    /**
     * The probe stays as given in any case, its modes decide the loss alone, and frames may be moved once the object is
     * stitched, so that engines behind it in a chain can do with them what they can.
     */
    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.KNOWN_PROBE,
                Capability.MODES,
                Capability.POSITIONS,
                Capability.SCALE_FREE,
                Capability.STREAMING,
                Capability.DEVICE);
    }

    @Override
    public int defaultIterations() {
        return 1;
    }

    /** Object, what it is stitched of, and the start; the network's own memory is not Java's. */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return new MemoryNeed(size.objects(6) + size.probes(3) + size.kernels(), size.objects(2) + size.probes(2));
    }

    @Override
    public int transforms() {
        return 1;
    }
}
