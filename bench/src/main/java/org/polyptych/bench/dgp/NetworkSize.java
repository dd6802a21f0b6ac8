package org.polyptych.bench.dgp;

import java.util.Map;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.UNet;

/** How many numbers the object's network of a run learns: it is built as the settings say, and counted. */
final class NetworkSize {
    private NetworkSize() {}

    /**
     * @param settings of a run, complete
     * @return 0 if no network makes the object
     */
    static long of(Map<String, String> settings) {
        if (!"network".equals(settings.get("dgp.object"))) {
            return 0;
        }
        UNet.Settings real = UNet.Settings.deepPrior(
                Integer.parseInt(settings.get("object.slices")),
                Integer.parseInt(settings.get("dgp.levels")),
                Integer.parseInt(settings.get("dgp.filters")));
        UNet.Settings network = "complex".equals(settings.get("object.kind")) ? real.ofComplex() : real;
        try (UNet built = new UNet(network, new Initial(new RandomStream(1, 0)))) {
            return built.parameterCount();
        }
    }
}
