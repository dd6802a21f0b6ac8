package org.polyptych.neural.ptychonn;

import org.polyptych.engines.Engine;
import org.polyptych.neural.answers.AskedNetworkProvider;
import org.polyptych.neural.torch.Device;

/** Offers {@link PtychoNnEngine}. */
public final class PtychoNnProvider extends AskedNetworkProvider {
    @Override
    public String name() {
        return PtychoNnModel.KIND;
    }

    @Override
    public String description() {
        return "PtychoNN: a network taught on other scans says what lies under each pattern, at once; needs a trained network";
    }

    @Override
    public String bibtex() {
        return new PtychoNnTrainerProvider().bibtex();
    }

    @Override
    public Class<? extends Record> settingsType() {
        return PtychoNnSettings.class;
    }

    @Override
    protected Device device(Record settings) {
        return ((PtychoNnSettings) settings).device();
    }

    @Override
    public Engine<?> create(Record settings) {
        return new PtychoNnEngine((PtychoNnSettings) settings);
    }
}
