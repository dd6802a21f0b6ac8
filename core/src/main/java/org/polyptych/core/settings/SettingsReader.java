package org.polyptych.core.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ContentHash;
import org.polyptych.core.NearestName;

/**
 * Makes settings records from text and back. Components may be int, long, double, boolean, String, {@link Path} (a file, empty
 * for none; relative to the current folder) or an enum (typed in lower case); each needs a {@link Setting}. Or a component is
 * a record of settings itself, which several have in common: its components stand in its place, under their own names. A
 * record's constructor says what is out of range by an {@link IllegalArgumentException} that starts with the component's name.
 */
public final class SettingsReader {
    /** What a file's setting is that names none. */
    public static final Path NO_FILE = Path.of("");

    private static final String PRESET = "preset";

    private SettingsReader() {}

    /** The record with every component at its default. */
    public static <R extends Record> R defaults(Class<R> type) {
        return read(type, "", Map.of());
    }

    /**
     * The record with the given values and defaults for the rest: where there is a component {@code preset}, those that it
     * stands for.
     *
     * @param group name in front of the keys in messages, such as {@code rpie}; may be empty
     * @throws BadInputException for an unknown key (with the nearest known one), a value of the wrong type or out of
     *     range
     */
    public static <R extends Record> R read(Class<R> type, String group, Map<String, String> values) {
        List<RecordComponent> components = components(type);
        List<String> names = components.stream().map(RecordComponent::getName).toList();
        for (String key : values.keySet()) {
            if (!names.contains(key)) {
                throw new BadInputException("unknown setting '" + qualified(group, key) + "': did you mean '"
                        + qualified(group, NearestName.of(key, names)) + "'?");
            }
        }
        String preset = components.stream()
                .filter(component -> component.getName().equals(PRESET))
                .findFirst()
                .map(component -> values.getOrDefault(PRESET, setting(component).value())
                        .strip()
                        .toLowerCase(Locale.ROOT))
                .orElse("");
        return make(type, group, values, preset);
    }

    private static <R extends Record> R make(Class<R> type, String group, Map<String, String> values, String preset) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            types[i] = components[i].getType();
            arguments[i] = types[i].isRecord()
                    ? make(types[i].asSubclass(Record.class), group, values, preset)
                    : parse(
                            qualified(group, name),
                            values.getOrDefault(name, usual(setting(components[i]), preset)),
                            types[i]);
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new BadInputException(qualified(group, e.getCause().getMessage()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings record " + type.getName() + " has no canonical constructor", e);
        }
    }

    /** The settings of a record in order, those of records in it in their place. */
    public static List<RecordComponent> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> component.getType().isRecord()
                        ? components(component.getType().asSubclass(Record.class)).stream()
                        : Stream.of(component))
                .toList();
    }

    /** The default of a component under a preset. */
    public static String usual(Setting setting, String preset) {
        return Arrays.stream(setting.presets())
                .filter(text -> text.startsWith(preset + "="))
                .map(text -> text.substring(preset.length() + 1))
                .findFirst()
                .orElse(setting.value());
    }

    /** The values of a record as they would be typed, in order. */
    public static Map<String, String> write(Record settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = value(settings, component);
            if (value instanceof Record inner) {
                values.putAll(write(inner));
            } else {
                values.put(
                        component.getName(),
                        value instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : String.valueOf(value));
            }
        }
        return values;
    }

    private static Object value(Record settings, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The values of a record as {@link #write} gives them, but of a file what is in it, as {@code file} and a {@link
     * ContentHash}, wherever it lies: of two records with the same identity one may stand for the other.
     *
     * @throws BadInputException if a file cannot be read
     */
    public static Map<String, String> identity(Record settings) {
        Map<String, String> values = write(settings);
        for (RecordComponent component : components(settings.getClass())) {
            if (component.getType() == Path.class) {
                values.computeIfPresent(
                        component.getName(), (name, file) -> file.isEmpty() ? "" : FileContent.hash(Path.of(file)));
            }
        }
        return values;
    }

    /** The text of a file's setting with a folder other than the current one in front, if it is relative. */
    public static String resolved(String file, Path folder) {
        String value = file.strip();
        try {
            return value.isEmpty() ? "" : folder.resolve(value).normalize().toString();
        } catch (InvalidPathException e) {
            return value; // refused where it is read, with its key
        }
    }

    /** The names of the components that are files. */
    public static List<String> files(Class<? extends Record> type) {
        return components(type).stream()
                .filter(component -> component.getType() == Path.class)
                .map(RecordComponent::getName)
                .toList();
    }

    /** The doc and default of a component. */
    public static Setting setting(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(
                    component.getDeclaringRecord().getName() + "." + component.getName() + " lacks @Setting");
        }
        return setting;
    }

    private static String qualified(String group, String key) {
        return group.isEmpty() ? key : group + "." + key;
    }

    private static double finite(String key, double value) {
        if (!Double.isFinite(value)) {
            throw new BadInputException(key + " must be a finite number, got " + value);
        }
        return value;
    }

    private static Object parse(String key, String text, Class<?> type) {
        String value = text.strip();
        try {
            if (type == int.class) {
                return Integer.parseInt(value);
            }
            if (type == long.class) {
                return Long.parseLong(value);
            }
            if (type == double.class) {
                return finite(key, Double.parseDouble(value));
            }
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    key + " must be a " + (type == double.class ? "number" : "whole number") + ", got '" + value + "'");
        }
        if (type == boolean.class) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                case "false", "no", "off" -> false;
                default -> throw new BadInputException(key + " must be true or false, got '" + value + "'");
            };
        }
        if (type.isEnum()) {
            List<String> known = Arrays.stream(type.getEnumConstants())
                    .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
                    .toList();
            int index = known.indexOf(value.toLowerCase(Locale.ROOT));
            if (index < 0) {
                throw new BadInputException(
                        key + " must be one of " + String.join(", ", known) + ", got '" + value + "'");
            }
            return type.getEnumConstants()[index];
        }
        if (type == String.class) {
            return value;
        }
        if (type == Path.class) {
            try {
                return value.isEmpty()
                        ? NO_FILE
                        : Path.of(value).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw new BadInputException(key + " must name a file, got '" + value + "': " + e.getReason(), e);
            }
        }
        throw new IllegalStateException(key + " has the unsupported type " + type);
    }
}
