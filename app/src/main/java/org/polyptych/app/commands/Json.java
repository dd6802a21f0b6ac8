package org.polyptych.app.commands;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints: one object, indented, from records and maps. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The number, or null where it is none: JSON knows no NaN. */
    static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
