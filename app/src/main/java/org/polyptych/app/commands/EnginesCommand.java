package org.polyptych.app.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyptych.core.settings.Setting;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.Engines;
import org.polyptych.engines.Reconstruction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the engines and their settings. */
@Command(name = "engines", description = "List the engines: what each does, can do, and its settings.")
final class EnginesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** A setting as it is shown; {@code presets} are other defaults, {@code NAME=VALUE}. */
    record SettingLine(String key, String defaultValue, String doc, List<String> presets) {}

    /** An engine as it is shown; {@code common} settings are those of every engine. */
    record EngineLine(
            String name, String description, List<String> capabilities, int iterations, List<SettingLine> settings) {}

    /** All there is. */
    record Listing(List<EngineLine> engines, List<SettingLine> common) {}

    @Override
    public void run() {
        Listing listing = listing();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(listing));
            return;
        }
        for (EngineLine engine : listing.engines()) {
            out.println(engine.name() + ": " + engine.description());
            out.println(
                    "  can do: " + (engine.capabilities().isEmpty() ? "-" : String.join(", ", engine.capabilities())));
            out.println("  iterations: " + engine.iterations() + " unless said otherwise");
            engine.settings().forEach(setting -> print(out, setting));
            out.println();
        }
        out.println("Settings of every engine:");
        listing.common().forEach(setting -> print(out, setting));
    }

    private static void print(PrintWriter out, SettingLine setting) {
        String others = setting.presets().isEmpty() ? "" : " [presets: " + String.join(", ", setting.presets()) + "]";
        out.printf(Locale.ROOT, "  %-24s %s%s%n", setting.key() + "=" + setting.defaultValue(), setting.doc(), others);
    }

    private static Listing listing() {
        List<EngineLine> engines = new ArrayList<>();
        List<SettingLine> common = List.of();
        for (EngineProvider provider : Engines.all()) {
            List<SettingLine> shared = new ArrayList<>();
            List<SettingLine> own = new ArrayList<>();
            Reconstruction.groups(List.of(provider))
                    .forEach((group, type) ->
                            (group.equals(provider.name()) ? own : shared).addAll(settings(group, type)));
            common = shared;
            engines.add(new EngineLine(
                    provider.name(),
                    provider.description(),
                    provider.capabilities().stream()
                            .sorted()
                            .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                            .toList(),
                    provider.defaultIterations(),
                    own));
        }
        return new Listing(engines, common);
    }

    private static List<SettingLine> settings(String group, Class<? extends Record> type) {
        List<SettingLine> lines = new ArrayList<>();
        for (var component : SettingsReader.components(type)) {
            Setting setting = SettingsReader.setting(component);
            lines.add(new SettingLine(
                    group + "." + component.getName(), setting.value(), setting.doc(), List.of(setting.presets())));
        }
        return lines;
    }
}
