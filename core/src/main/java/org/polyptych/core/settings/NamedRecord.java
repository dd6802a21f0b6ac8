package org.polyptych.core.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;

/** Settings records chosen by name in one piece of text: {@code name} or {@code name:key=value,key=value}. */
public final class NamedRecord {
    private NamedRecord() {}

    /** The name in front of the colon. */
    public static String name(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    /**
     * @param what the kind of thing, for messages, such as {@code object}
     * @param kinds what there is, by name
     * @throws BadInputException for a name or key that is not known (with the nearest one), or a value out of range
     */
    public static <T> T parse(String what, String text, Map<String, ? extends Class<? extends T>> kinds) {
        String name = name(text);
        Class<? extends T> kind = kinds.get(name);
        if (kind == null) {
            throw new BadInputException("unknown " + what + " '" + name + "': did you mean '"
                    + NearestName.of(name, kinds.keySet()) + "'? Known: " + String.join(", ", kinds.keySet()));
        }
        return kind.cast(SettingsReader.read(
                kind.asSubclass(Record.class), name, values(what, text, text.substring(name.length()))));
    }

    private static Map<String, String> values(String what, String text, String rest) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : rest.isEmpty() ? new String[0] : rest.substring(1).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new BadInputException(
                        what + " '" + text + "': expected name:key=value,key=value, got '" + part + "'");
            }
            String key = part.substring(0, equals).strip();
            if (values.put(key, part.substring(equals + 1)) != null) {
                throw new BadInputException(what + " '" + text + "': " + key + " is said twice");
            }
        }
        return values;
    }

    /** The text that {@link #parse} makes an equal record of, every setting written out. */
    public static String write(String name, Record settings) {
        return SettingsReader.write(settings).entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(",", name + ":", ""))
                .replaceFirst(":$", "");
    }
}
