package org.polyptych.neural.ptychopinn;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.RunSettings;
import org.polyptych.neural.torch.Device;

/** Offers {@link PtychoPinnEngine}. */
public final class PtychoPinnProvider implements EngineProvider {
    @Override
    public String name() {
        return PtychoPinnModel.ENGINE;
    }

    @Override
    public String description() {
        return "PtychoPINN: a network taught by patterns alone says what lies under groups of them, at once; needs a trained network";
    }

    @Override
    public String bibtex() {
        return Paper.BIBTEX;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return PtychoPinnSettings.class;
    }

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
    public boolean readyMade() {
        return false;
    }

    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        Device device = ((PtychoPinnSettings) settings).device();
        if (device != Device.CPU) {
            device.require();
        }
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

    @Override
    public Engine<?> create(Record settings) {
        return new PtychoPinnEngine((PtychoPinnSettings) settings);
    }
}
