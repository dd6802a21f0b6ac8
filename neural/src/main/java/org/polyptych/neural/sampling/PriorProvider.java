package org.polyptych.neural.sampling;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.neural.answers.NetworkFileProvider;

/** What providers of engines that ask a learned prior say alike. */
abstract class PriorProvider extends NetworkFileProvider {
    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.FLY_SCAN,
                Capability.BACKGROUND,
                Capability.INTENSITY,
                Capability.POSITIONS,
                Capability.KNOWN_PROBE,
                Capability.SCALE_FREE,
                Capability.STREAMING,
                Capability.DEVICE);
    }

    /** Images of object and prior, sums of samples in double, the point ahead; the network's own memory is not Java's. */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return new MemoryNeed(
                size.objects(16) + size.probes(12) + size.kernels() + size.waves() + size.sums(3),
                size.objects(8) + size.probes(8));
    }
}
