package org.polyptych.neural.sampling;

import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Capability;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.RunSettings;
import org.polyptych.neural.answers.NetworkFileProvider;

/** What providers of engines that ask a learned prior say alike. */
abstract class PriorProvider extends NetworkFileProvider {
    private static final String WAY = "on its way from noise to an object its losses say nothing of the end";

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

    /** What lies between noise and object cannot be judged, so that nothing may end a run on its way. */
    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        super.check(settings, run, background);
        refuse(run.stop().holdOut() > 0, "stop.holdOut (--hold-out)", WAY);
        refuse(run.stop().plateau() > 0, "stop.plateau", WAY);
    }

    /** @throws BadInputException if it is asked for; the line says why it cannot be */
    final void refuse(boolean asked, String what, String why) {
        if (asked) {
            throw new BadInputException("engine " + name() + " cannot do " + what + ": " + why + "; leave it out");
        }
    }

    /** Images of object and prior, sums of samples in double, the point ahead; the network's own memory is not Java's. */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return new MemoryNeed(
                size.objects(16) + size.probes(12) + size.kernels() + size.waves() + size.sums(3),
                size.objects(8) + size.probes(8));
    }
}
