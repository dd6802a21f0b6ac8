package org.polyptych.neural.train;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;

/** What can be trained: ours, and what others have put on the class path. Does not load libtorch. */
public final class Trainers {
    private Trainers() {}

    /** All, by name. */
    public static List<TrainerProvider> all() {
        return ServiceLoader.load(TrainerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(TrainerProvider::name))
                .toList();
    }

    /** @throws BadInputException if there is none of that name; suggests the nearest */
    public static TrainerProvider named(String name) {
        List<TrainerProvider> all = all();
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("there is nothing to train called '" + name + "'"
                        + (all.isEmpty()
                                ? ""
                                : ": did you mean '"
                                        + NearestName.of(
                                                name,
                                                all.stream()
                                                        .map(TrainerProvider::name)
                                                        .toList())
                                        + "'?")
                        + " ('polyptych train' lists what there is)"));
    }
}
