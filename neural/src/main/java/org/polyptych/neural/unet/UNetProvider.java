package org.polyptych.neural.unet;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.neural.answers.AskedNetworkProvider;
import org.polyptych.neural.torch.Device;

/** Offers {@link UNetEngine}. */
public final class UNetProvider extends AskedNetworkProvider {
    @Override
    public String name() {
        return UNetEngine.NAME;
    }

    @Override
    public String description() {
        return "a U-Net behind another engine (awf,unet) that takes off the mistakes it has learned; needs a trained network";
    }

    @Override
    public String bibtex() {
        return UNetTrainerProvider.PAPER;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return UNetSettings.class;
    }

    /** The near field too: it sees objects alone. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.KNOWN_PROBE,
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.POSITIONS,
                Capability.SCALE_FREE,
                Capability.STREAMING,
                Capability.DEVICE);
    }

    @Override
    public boolean needsObject() {
        return true;
    }

    @Override
    protected Device device(Record settings) {
        return ((UNetSettings) settings).device();
    }

    @Override
    public Engine<?> create(Record settings) {
        return new UNetEngine((UNetSettings) settings);
    }
}
