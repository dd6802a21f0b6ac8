package org.polyptych.app.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.polyptych.app.ScanSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Chain;
import org.polyptych.engines.Engines;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.RunSettings;
import org.polyptych.io.ReaderSettings;
import org.polyptych.physics.prepare.FrameSelection;

/** Goes from the text of a plan to the plan, and collects every mistake on the way. */
public final class PlanCheck {
    private static final Pattern FURTHER = Pattern.compile(Plan.FURTHER_SCAN + "[1-9][0-9]{0,2}");

    private final Path folder;
    private final PlanText text;
    private final List<PlanMistake> mistakes;

    private PlanCheck(Path folder, PlanText text) {
        this.folder = folder;
        this.text = text;
        this.mistakes = new ArrayList<>(text.mistakes());
    }

    /**
     * What came out.
     *
     * @param plan present if there is no mistake
     * @param mistakes in the order of lines
     */
    public record Outcome(Optional<Plan> plan, List<PlanMistake> mistakes) {}

    /**
     * Reads and checks a file; paths in it are relative to its folder.
     *
     * @throws BadInputException if the file is missing or no text
     */
    public static Outcome of(Path file) {
        return new PlanCheck(file.toAbsolutePath().normalize().getParent(), PlanText.read(file)).outcome();
    }

    /** @throws BadInputException with the first mistake, if there is any */
    public static Plan valid(Path file) {
        Outcome outcome = of(file);
        if (!outcome.mistakes().isEmpty()) {
            PlanMistake first = outcome.mistakes().getFirst();
            int more = outcome.mistakes().size() - 1;
            throw new BadInputException(file + ":" + first.line() + ": " + first.message()
                    + (more == 0 ? "" : " (and " + more + " more: 'polyptych validate " + file + "' lists them)"));
        }
        return outcome.plan().orElseThrow();
    }

    private Outcome outcome() {
        boolean readable = mistakes.stream().noneMatch(m -> m.message().startsWith("not valid YAML"));
        Map<String, PlanText.Entry> top = new LinkedHashMap<>();
        for (PlanText.Entry entry : text.entries()) {
            if (entry.group().isEmpty()) {
                top.put(entry.key(), entry);
            }
        }
        Optional<Chain> engine = engine(top.get("engine"), readable);
        checkNames(top, engine);
        Optional<String> scan = scan(top.get("scan"), readable);
        OptionalInt iterations = whole(top.get("iterations"), 1, Integer.MAX_VALUE);
        if (iterations.isPresent() && engine.isPresent() && !engine.get().single()) {
            mistake(
                    top.get("iterations").line(),
                    "the chain " + engine.get().text() + " says its iterations already; leave out this key");
        }
        OptionalInt threads = whole(top.get("threads"), 1, 1024);
        long seed = seed(top.get("seed"));
        Optional<FrameSelection> frames = frames(top.get("frames"));
        Optional<Half> half = half(top.get("half"));
        Optional<Path> probe = file(top.get("probe-file"), true);
        Optional<Path> object = file(top.get("object-file"), true);
        Optional<Path> mask = file(top.get("mask-file"), true);
        Optional<Path> background = file(top.get("background-file"), true);
        Optional<Sharing> sharing = sharing(top);
        Optional<Path> output = file(top.get("output"), false);
        Map<String, String> settings = engine.map(this::settings).orElse(Map.of());
        mistakes.sort(Comparator.comparingInt(PlanMistake::line));
        return new Outcome(
                mistakes.isEmpty()
                        ? Optional.of(new Plan(
                                scan.orElseThrow(),
                                engine.orElseThrow().text(),
                                iterations,
                                seed,
                                threads,
                                frames,
                                half,
                                probe,
                                object,
                                mask,
                                background,
                                sharing,
                                output,
                                settings))
                        : Optional.empty(),
                List.copyOf(mistakes));
    }

    private Optional<Chain> engine(PlanText.Entry entry, boolean readable) {
        if (entry == null) {
            if (readable) {
                mistake(1, "the key 'engine' is missing ('polyptych engines' lists them)");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(Chain.parse(entry.value()));
        } catch (BadInputException e) {
            mistake(entry.line(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Keys and groups that do not exist; without an engine any name may be its group. */
    private void checkNames(Map<String, PlanText.Entry> top, Optional<Chain> engine) {
        List<String> groups = new ArrayList<>(List.of(ReaderSettings.GROUP));
        groups.addAll(RunSettings.GROUPS.keySet());
        engine.ifPresent(e -> e.providers().forEach(provider -> groups.add(provider.name())));
        List<String> all = new ArrayList<>(Plan.KEYS);
        all.addAll(groups);
        top.forEach((key, entry) -> {
            if (groups.contains(key)) {
                if (!entry.value().isEmpty()) {
                    mistake(entry.line(), "'" + key + "' is a group: its settings stand indented below it");
                }
            } else if (!Plan.KEYS.contains(key) && !FURTHER.matcher(key).matches()) {
                mistake(entry.line(), unknown(key, all));
            }
        });
        text.groups().forEach((name, line) -> {
            if (Plan.KEYS.contains(name)) {
                mistake(line, "'" + name + "' must be a single value");
            } else if (!groups.contains(name) && isEngine(name)) {
                engine.ifPresent(
                        e -> mistake(line, "'" + name + "' has settings of another engine than '" + e.text() + "'"));
            } else if (!groups.contains(name) && engine.isPresent()) {
                mistake(line, unknown(name, all));
            }
        });
    }

    private static boolean isEngine(String name) {
        return Engines.all().stream().anyMatch(e -> e.name().equals(name));
    }

    private static String unknown(String key, List<String> known) {
        return "unknown key '" + key + "': did you mean '" + NearestName.of(key, known) + "'?";
    }

    private Optional<String> scan(PlanText.Entry entry, boolean readable) {
        if (entry == null || entry.value().isEmpty()) {
            if (readable && !text.groups().containsKey("scan")) {
                mistake(
                        entry == null ? 1 : entry.line(),
                        "the key '" + (entry == null ? "scan" : entry.key()) + "' is missing: the file with the data");
            }
            return Optional.empty();
        }
        String scan = ScanSource.resolved(entry.value(), folder);
        if (!ScanSource.exists(scan)) {
            mistake(entry.line(), entry.key() + ": there is no file " + scan);
        }
        return Optional.of(scan);
    }

    /** The keys share, scan-2, scan-3 and so on. */
    private Optional<Sharing> sharing(Map<String, PlanText.Entry> top) {
        List<String> others = new ArrayList<>();
        for (int k = 2; top.containsKey(Plan.FURTHER_SCAN + k); k++) {
            scan(top.get(Plan.FURTHER_SCAN + k), true).ifPresent(others::add);
        }
        top.forEach((key, entry) -> {
            if (FURTHER.matcher(key).matches()
                    && Integer.parseInt(key.substring(Plan.FURTHER_SCAN.length())) > others.size() + 1) {
                mistake(entry.line(), "'" + key + "' leaves out a number: further scans are scan-2, scan-3, ...");
            }
        });
        PlanText.Entry what = top.get("share");
        if (what == null) {
            if (!others.isEmpty()) {
                mistake(
                        top.get(Plan.FURTHER_SCAN + 2).line(),
                        "several scans need the key 'share': what they have in common, probe or object");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new Sharing(Sharing.What.named(what.value()), others));
        } catch (BadInputException e) {
            mistake(what.line(), e.getMessage());
            return Optional.empty();
        }
    }

    private OptionalInt whole(PlanText.Entry entry, int least, int most) {
        if (entry == null) {
            return OptionalInt.empty();
        }
        try {
            int value = Integer.parseInt(entry.value());
            if (value >= least && value <= most) {
                return OptionalInt.of(value);
            }
            mistake(
                    entry.line(),
                    entry.key() + " must be " + least + (most == Integer.MAX_VALUE ? " or more" : " to " + most)
                            + ", got " + value);
        } catch (NumberFormatException e) {
            mistake(entry.line(), entry.key() + " must be a whole number, got '" + entry.value() + "'");
        }
        return OptionalInt.empty();
    }

    private long seed(PlanText.Entry entry) {
        try {
            return entry == null ? Plan.DEFAULT_SEED : Long.parseLong(entry.value());
        } catch (NumberFormatException e) {
            mistake(entry.line(), "seed must be a whole number, got '" + entry.value() + "'");
            return Plan.DEFAULT_SEED;
        }
    }

    private Optional<FrameSelection> frames(PlanText.Entry entry) {
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value().isEmpty()) { // YAML takes !17 for a tag
            mistake(entry.line(), "'frames' has no value; put it in quotes, such as \"!17,23:27\"");
            return Optional.empty();
        }
        try {
            return Optional.of(FrameSelection.parse(entry.value()));
        } catch (BadInputException e) {
            mistake(entry.line(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Half> half(PlanText.Entry entry) {
        if (entry == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Half.named(entry.value()));
        } catch (BadInputException e) {
            mistake(entry.line(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Path> file(PlanText.Entry entry, boolean mustExist) {
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value().isEmpty()) {
            mistake(entry.line(), "'" + entry.key() + "' has no value");
            return Optional.empty();
        }
        Path path = folder.resolve(entry.value()).normalize();
        if (mustExist && !Files.isRegularFile(path)) {
            mistake(entry.line(), entry.key() + ": there is no file " + path);
        }
        return Optional.of(path);
    }

    private Map<String, String> settings(Chain engine) {
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, Class<? extends Record>> groups = new LinkedHashMap<>(Reconstruction.groups(engine.providers()));
        groups.put(ReaderSettings.GROUP, ReaderSettings.class);
        groups.forEach((group, type) -> {
            List<PlanText.Entry> entries = text.entries().stream()
                    .filter(entry -> entry.group().equals(group))
                    .toList();
            Map<String, String> values = new LinkedHashMap<>();
            entries.forEach(entry -> values.put(entry.key(), entry.value()));
            if (group.equals(ReaderSettings.GROUP)) {
                values.computeIfPresent(
                        ReaderSettings.POSITIONS, (key, value) -> ReaderSettings.resolved(value, folder));
            }
            for (String file : SettingsReader.files(type)) {
                values.computeIfPresent(file, (key, value) -> SettingsReader.resolved(value, folder));
                String named = values.getOrDefault(file, "");
                if (!named.isEmpty() && !Files.isRegularFile(Path.of(named))) {
                    mistake(line(entries, file), group + "." + file + ": there is no file " + named);
                }
            }
            values.forEach((key, value) -> settings.put(group + "." + key, value));
            Optional<String> whole = failure(type, group, values);
            int before = mistakes.size();
            if (whole.isPresent()) {
                for (PlanText.Entry entry : entries) {
                    failure(type, group, Map.of(entry.key(), entry.value()))
                            .ifPresent(message -> mistake(entry.line(), message));
                }
                if (mistakes.size() == before) { // each is right alone, they contradict each other
                    mistake(text.groups().get(group), whole.get());
                }
            }
        });
        return settings;
    }

    private static int line(List<PlanText.Entry> entries, String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .mapToInt(PlanText.Entry::line)
                .findFirst()
                .orElse(1);
    }

    private static Optional<String> failure(Class<? extends Record> type, String group, Map<String, String> values) {
        try {
            SettingsReader.read(type, group, values);
            return Optional.empty();
        } catch (BadInputException e) {
            return Optional.of(e.getMessage());
        }
    }

    private void mistake(int line, String message) {
        mistakes.add(new PlanMistake(line, message));
    }
}
