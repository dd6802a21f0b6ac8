package org.polyptych.neural.ptychopinn;

import org.polyptych.engines.Engine;
import org.polyptych.neural.answers.AskedNetworkProvider;
import org.polyptych.neural.torch.Device;

/** Offers {@link PtychoPinnEngine}. */
public final class PtychoPinnProvider extends AskedNetworkProvider {
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

    @Override
    protected Device device(Record settings) {
        return ((PtychoPinnSettings) settings).device();
    }

    @Override
    public Engine<?> create(Record settings) {
        return new PtychoPinnEngine((PtychoPinnSettings) settings);
    }
}
