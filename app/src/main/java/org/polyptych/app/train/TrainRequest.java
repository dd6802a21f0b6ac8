package org.polyptych.app.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.CheckpointSettings;
import org.polyptych.io.ReaderSettings;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingLimits;
import org.polyptych.physics.prepare.DataSettings;

/**
 * What is typed after {@code train}, checked as far as it can be without opening anything.
 *
 * @param scans as typed, resolved
 * @param objects of the scans, one each in their order, or none
 * @param images objects by themselves
 * @param from a trained network to go on from
 * @param settings of the trainer
 */
public record TrainRequest(
        TrainerProvider provider,
        List<String> scans,
        List<Path> objects,
        List<Path> images,
        Optional<Path> from,
        Record settings,
        ReaderSettings reader,
        DataSettings data,
        TrainingLimits limits,
        TrainingConditions conditions) {
    private static final String DATA = "data";
    private static final String STOP = "stop";
    private static final String CHECKPOINT = "checkpoint";

    /** Groups of settings that every trainer has, by name. */
    public static final Map<String, Class<? extends Record>> COMMON = common();

    private static Map<String, Class<? extends Record>> common() {
        Map<String, Class<? extends Record>> groups = new LinkedHashMap<>();
        groups.put(DATA, DataSettings.class);
        groups.put(STOP, TrainingLimits.Budget.class);
        groups.put(CHECKPOINT, CheckpointSettings.class);
        groups.put(ReaderSettings.GROUP, ReaderSettings.class);
        return groups;
    }

    public TrainRequest {
        if (!objects.isEmpty() && objects.size() != scans.size()) {
            throw new BadInputException("--object is said " + objects.size() + " times for " + scans.size()
                    + (scans.size() == 1 ? " scan" : " scans") + "; say it once a scan, in their order, or not at all");
        }
        if (conditions.threads() < 1 || conditions.threads() > 1024) {
            throw new BadInputException("threads must be 1 to 1024, got " + conditions.threads());
        }
    }

    /**
     * Reads settings.
     *
     * @param typed qualified key to value
     * @param rounds that of the option, which goes before the setting
     * @throws BadInputException for an unknown key, with the nearest, or a value out of range
     */
    public static TrainRequest of(
            TrainerProvider provider,
            List<String> scans,
            List<Path> objects,
            List<Path> images,
            Optional<Path> from,
            Map<String, String> typed,
            OptionalInt rounds,
            long seed,
            int threads,
            Device device) {
        Map<String, Class<? extends Record>> groups = new LinkedHashMap<>(COMMON);
        groups.put(provider.name(), provider.settingsType());
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        typed.forEach((key, value) -> {
            int dot = key.indexOf('.');
            String group = dot < 0 ? "" : key.substring(0, dot);
            if (!groups.containsKey(group)) {
                throw new BadInputException("unknown setting '" + key + "' for train " + provider.name()
                        + ": did you mean '" + NearestName.of(key, keys(groups)) + "'?");
            }
            values.computeIfAbsent(group, g -> new LinkedHashMap<>()).put(key.substring(dot + 1), value);
        });
        rounds.ifPresent(number -> values.computeIfAbsent(provider.name(), g -> new LinkedHashMap<>())
                .put(TrainerProvider.ROUNDS, String.valueOf(number)));
        Map<String, String> reader = values.getOrDefault(ReaderSettings.GROUP, new LinkedHashMap<>());
        reader.computeIfPresent(
                ReaderSettings.POSITIONS,
                (key, value) -> ReaderSettings.resolved(value, Path.of("").toAbsolutePath()));
        return new TrainRequest(
                provider,
                scans,
                objects,
                images,
                from,
                read(provider.settingsType(), provider.name(), values),
                ReaderSettings.of(reader),
                read(DataSettings.class, DATA, values),
                new TrainingLimits(
                        read(TrainingLimits.Budget.class, STOP, values).seconds(),
                        read(CheckpointSettings.class, CHECKPOINT, values)),
                new TrainingConditions(seed, threads, device));
    }

    /** Settings of the groups data and file that are not as they are by default, qualified key to value. */
    Map<String, String> changedData() {
        Map<String, String> changed = new LinkedHashMap<>();
        putChanged(changed, DATA, data, read(DataSettings.class, DATA, Map.of()));
        putChanged(changed, ReaderSettings.GROUP, reader, ReaderSettings.of(Map.of()));
        return changed;
    }

    private static void putChanged(Map<String, String> to, String group, Record settings, Record byDefault) {
        Map<String, String> usual = SettingsReader.write(byDefault);
        SettingsReader.write(settings).forEach((key, value) -> {
            if (!value.equals(usual.get(key))) {
                to.put(group + "." + key, value);
            }
        });
    }

    private static <R extends Record> R read(Class<R> type, String group, Map<String, Map<String, String>> values) {
        return SettingsReader.read(type, group, values.getOrDefault(group, Map.of()));
    }

    private static List<String> keys(Map<String, Class<? extends Record>> groups) {
        return groups.entrySet().stream()
                .flatMap(group -> SettingsReader.components(group.getValue()).stream()
                        .map(component -> group.getKey() + "." + component.getName()))
                .toList();
    }
}
