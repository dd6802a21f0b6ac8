package org.polyptych.app.compare;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.polyptych.app.plan.Half;
import org.polyptych.app.plan.Plan;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Chain;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.Engines;
import org.polyptych.engines.RunSettings;
import org.polyptych.io.ReaderSettings;

/**
 * One engine of a comparison, or one chain of engines.
 *
 * @param text as {@code reconstruct --engine} takes it: a name, or names with numbers of iterations, {@code dm*50,epie*50}
 * @param plan of the run with all frames
 */
public record Contender(String text, Plan plan) {
    /**
     * The engine with what of the request is for it.
     *
     * @throws BadInputException for an unknown engine, or a setting of its own that cannot be
     */
    static Contender of(String text, CompareRequest request) {
        List<String> names = names(text);
        Map<String, String> settings = new LinkedHashMap<>();
        request.settings().forEach((key, value) -> {
            String group = group(key);
            if (names.contains(group) || isCommon(group)) {
                settings.put(key, value);
            }
        });
        for (String name : names) {
            EngineProvider provider = Engines.named(name);
            SettingsReader.read(provider.settingsType(), name, own(name, settings));
        }
        OptionalInt iterations = request.iterationsOf().containsKey(text)
                ? OptionalInt.of(request.iterationsOf().get(text))
                : Chain.parse(text).single() ? request.iterations() : OptionalInt.empty();
        return new Contender(
                text,
                new Plan(
                        request.scan(),
                        text,
                        iterations,
                        request.seed(),
                        request.threads(),
                        request.frames(),
                        Optional.empty(),
                        request.probe(),
                        request.object(),
                        request.mask(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        settings));
    }

    /** The names of the engines in a text, each once. */
    static List<String> names(String text) {
        return Chain.parse(text).providers().stream().map(EngineProvider::name).toList();
    }

    static String group(String key) {
        return key.substring(0, Math.max(0, key.indexOf('.')));
    }

    static boolean isCommon(String group) {
        return RunSettings.GROUPS.containsKey(group) || group.equals(ReaderSettings.GROUP);
    }

    private static Map<String, String> own(String name, Map<String, String> settings) {
        Map<String, String> own = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            if (group(key).equals(name)) {
                own.put(key.substring(name.length() + 1), value);
            }
        });
        return own;
    }

    List<String> engines() {
        return names(text);
    }

    /** The name of its folder: the text, with only letters, digits, dots and dashes. */
    String folder() {
        return text.replace("*", "").replaceAll("[^A-Za-z0-9.-]+", "+");
    }

    /** The plan for half of the frames, from a seed and a start of its own. */
    Plan half(Half half, long seed, Optional<Path> start) {
        return new Plan(
                plan.scan(),
                text,
                plan.iterations(),
                seed,
                plan.threads(),
                plan.frames(),
                Optional.of(half),
                plan.probeFile(),
                start.or(plan::objectFile),
                plan.maskFile(),
                plan.backgroundFile(),
                plan.sharing(),
                Optional.empty(),
                plan.settings());
    }

    /** What the engine says to the settings, in one line, if it cannot do what they ask. */
    Optional<String> refusal() {
        try {
            return beyondCommonLoss(plan.reconstruction().run());
        } catch (BadInputException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** {@link CommonLoss} predicts frames from object, probe and the scan alone. */
    private static Optional<String> beyondCommonLoss(RunSettings run) {
        Map<String, Boolean> beyond = new LinkedHashMap<>();
        beyond.put("fly.length", run.fly().moves());
        beyond.put("background.counts", run.background().any());
        beyond.put("probe.variations", run.probe().variations() > 1);
        beyond.put("data.upsample", run.data().upsample() > 1);
        beyond.put("geometry.distance", run.geometry().distance());
        return beyond.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(setting -> "compare judges all engines by one loss, which knows nothing of " + setting.getKey()
                        + "; leave it out, or use reconstruct")
                .findFirst();
    }

    /** BibTeX of its engines. */
    List<String> bibtex() {
        return engines().stream().map(name -> Engines.named(name).bibtex()).toList();
    }

    /** The groups of settings that some contenders know. */
    static Set<String> groups(List<String> texts) {
        Set<String> groups = new LinkedHashSet<>(RunSettings.GROUPS.keySet());
        groups.add(ReaderSettings.GROUP);
        texts.forEach(text -> groups.addAll(names(text)));
        return groups;
    }
}
