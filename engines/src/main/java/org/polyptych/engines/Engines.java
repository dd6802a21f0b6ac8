package org.polyptych.engines;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;

/** The engines there are, ours and those of others on the class path. */
public final class Engines {
    private Engines() {}

    /** All, by name. */
    public static List<EngineProvider> all() {
        return ServiceLoader.load(EngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(EngineProvider::name))
                .toList();
    }

    /** @throws BadInputException if there is none of that name; suggests the nearest */
    public static EngineProvider named(String name) {
        List<EngineProvider> all = all();
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("unknown engine '" + name + "': did you mean '"
                        + NearestName.of(
                                name, all.stream().map(EngineProvider::name).toList())
                        + "'? ('polyptych engines' lists them)"));
    }
}
