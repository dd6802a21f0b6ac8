package org.polyptych.engines;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.core.RandomStream;
import org.polyptych.core.settings.Setting;
import org.polyptych.core.settings.SettingsReader;

/**
 * Random legal settings of a record, as a user would type them: each component is left at its default, moved by up to
 * three decades (numbers) or set to one of the ends of its range, as far as the record accepts it.
 */
public final class RandomSettings {
    private static final String[] ENDS = {"0", "1", "1e-12", "1e6", "2", "100"};

    private RandomSettings() {}

    public static Map<String, String> of(Class<? extends Record> type, RandomStream random) {
        Map<String, String> values = new LinkedHashMap<>();
        for (RecordComponent component : SettingsReader.components(type)) {
            if (random.uniform() < 0.3) {
                continue;
            }
            String value = value(component, random);
            Map<String, String> more = new LinkedHashMap<>(values);
            more.put(component.getName(), value);
            try {
                SettingsReader.read(type, "", more);
                values.put(component.getName(), value);
            } catch (org.polyptych.core.BadInputException e) {
                // not legal: stays at its default
            }
        }
        return values;
    }

    private static String value(RecordComponent component, RandomStream random) {
        Setting setting = SettingsReader.setting(component);
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return String.valueOf(random.uniform() < 0.5);
        }
        if (type.isEnum()) {
            Object[] all = type.getEnumConstants();
            return all[(int) (random.uniform() * all.length)].toString();
        }
        if (type == int.class || type == long.class) {
            return String.valueOf(1 + (long) (random.uniform() * 12));
        }
        if (random.uniform() < 0.4) {
            return ENDS[(int) (random.uniform() * ENDS.length)];
        }
        if (type == String.class) {
            return random.uniform() < 0.5 ? setting.value() : String.valueOf(random.uniform());
        }
        double moved = Double.parseDouble(setting.value()) * Math.pow(10, 6 * random.uniform() - 3);
        return String.valueOf(moved);
    }
}
