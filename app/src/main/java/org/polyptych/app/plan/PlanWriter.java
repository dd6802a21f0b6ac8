package org.polyptych.app.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.core.settings.Setting;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ReaderSettings;

/** Writes a plan as YAML: complete, every setting with its value and, as a comment, what it means. */
public final class PlanWriter {
    private static final int COMMENT_COLUMN = 26;

    private PlanWriter() {}

    /**
     * The text of a plan.
     *
     * @param head lines for a comment at the top
     */
    public static String write(Plan plan, List<String> head) {
        Reconstruction reconstruction = plan.reconstruction();
        StringBuilder text = new StringBuilder();
        head.forEach(line -> text.append(("# " + line).stripTrailing()).append('\n'));
        key(text, "scan", quoted(plan.scan()));
        plan.sharing().ifPresent(sharing -> {
            for (int k = 0; k < sharing.others().size(); k++) {
                key(text, Plan.FURTHER_SCAN + (k + 2), quoted(sharing.others().get(k)));
            }
            key(text, "share", sharing.what().toString());
        });
        key(text, "engine", quoted(reconstruction.chain().text()));
        if (reconstruction.chain().single()) {
            key(text, "iterations", String.valueOf(reconstruction.iterations()));
        }
        key(text, "seed", String.valueOf(plan.seed()));
        plan.threads().ifPresent(threads -> key(text, "threads", String.valueOf(threads)));
        plan.frames().ifPresent(frames -> key(text, "frames", quoted(frames.toString())));
        plan.half().ifPresent(half -> key(text, "half", half.toString()));
        plan.probeFile().ifPresent(file -> key(text, "probe-file", quoted(file.toString())));
        plan.objectFile().ifPresent(file -> key(text, "object-file", quoted(file.toString())));
        plan.maskFile().ifPresent(file -> key(text, "mask-file", quoted(file.toString())));
        plan.backgroundFile().ifPresent(file -> key(text, "background-file", quoted(file.toString())));
        plan.output().ifPresent(folder -> key(text, "output", quoted(folder.toString())));
        group(text, ReaderSettings.GROUP, plan.reader());
        reconstruction.run().groups().forEach((name, settings) -> group(text, name, settings));
        Map<String, Record> engines = new LinkedHashMap<>();
        reconstruction.links().forEach(link -> engines.put(link.provider().name(), link.settings()));
        engines.forEach((name, settings) -> group(text, name, settings));
        return text.toString();
    }

    private static void key(StringBuilder text, String key, String value) {
        text.append(key).append(": ").append(value).append('\n');
    }

    private static void group(StringBuilder text, String name, Record settings) {
        var values = SettingsReader.write(settings);
        if (values.isEmpty()) {
            return;
        }
        text.append('\n').append(name).append(":\n");
        for (var component : SettingsReader.components(settings.getClass())) {
            Setting setting = SettingsReader.setting(component);
            String line = "  " + component.getName() + ": " + quoted(values.get(component.getName()));
            text.append(line)
                    .append(" ".repeat(Math.max(2, COMMENT_COLUMN - line.length())))
                    .append("# ")
                    .append(setting.doc())
                    .append('\n');
        }
    }

    /** The value as a YAML scalar: bare where that is safe, else in double quotes. */
    private static String quoted(String value) {
        if (value.matches("[A-Za-z0-9_./+-][A-Za-z0-9_./+ -]*") && !value.endsWith(" ") && !value.startsWith("- ")) {
            return value;
        }
        StringBuilder text = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
