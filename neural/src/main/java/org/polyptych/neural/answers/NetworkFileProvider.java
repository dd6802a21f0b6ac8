package org.polyptych.neural.answers;

import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.RunSettings;
import org.polyptych.neural.torch.Device;

/** What providers of engines that need a trained network say alike: there is none without its file, and it works on a device. */
public abstract class NetworkFileProvider implements EngineProvider {
    /** Where its network works, by its settings. */
    protected abstract Device device(Record settings);

    @Override
    public boolean readyMade() {
        return false;
    }

    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        Device device = device(settings);
        if (device != Device.CPU) {
            device.require();
        }
    }
}
