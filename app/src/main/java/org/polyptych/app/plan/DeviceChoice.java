package org.polyptych.app.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Chain;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.Engines;
import org.polyptych.neural.torch.Device;

/** What {@code --device} says, as settings of the engines that have one, so that a plan repeats it. */
public final class DeviceChoice {
    private DeviceChoice() {}

    /**
     * @param device as typed
     * @param engine a name or a chain, as typed
     * @param typed settings that are typed beside it, qualified key to value
     * @return qualified key to value
     * @throws BadInputException if there is no such device, an engine runs on the processor only, or a setting typed says
     *     another device
     */
    public static Map<String, String> settings(String device, String engine, Map<String, String> typed) {
        Device chosen = Device.named(device);
        List<EngineProvider> providers = Chain.parse(engine).providers();
        Map<String, String> settings = new LinkedHashMap<>();
        for (EngineProvider provider : providers) {
            if (provider.capabilities().contains(Capability.DEVICE)) {
                String key = provider.name() + ".device";
                String other = typed.getOrDefault(key, chosen.typed());
                if (!other.equals(chosen.typed())) {
                    throw new BadInputException("--device " + device + " and --set " + key + "=" + other
                            + " contradict each other; say one of them");
                }
                settings.put(key, chosen.typed());
            } else if (chosen != Device.CPU) {
                throw new BadInputException("engine " + provider.name() + " runs on the processor; leave out --device "
                        + device + ", which is for " + able()
                        + (providers.size() > 1 ? " (in a chain: --set NAME.device=" + device + ")" : ""));
            }
        }
        return settings;
    }

    private static String able() {
        return Engines.all().stream()
                .filter(provider -> provider.capabilities().contains(Capability.DEVICE))
                .map(EngineProvider::name)
                .collect(Collectors.joining(", "));
    }
}
