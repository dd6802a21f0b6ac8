package org.polyptych.app.plan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.polyptych.core.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * The YAML of a plan as a list of keys and values with their lines. Knows the shape of a plan (keys, and groups of
 * keys, one deep), not which keys there are.
 *
 * @param entries in the order of the file; of a key that is there twice, the first
 * @param groups name to line
 * @param mistakes of syntax and shape
 */
public record PlanText(List<Entry> entries, Map<String, Integer> groups, List<PlanMistake> mistakes) {

    /**
     * A key with its value.
     *
     * @param group empty for a key at the top
     * @param value as typed; empty where there is none
     */
    public record Entry(String group, String key, String value, int line) {
        /** As typed after {@code --set}: {@code probe.modes}. */
        public String qualified() {
            return group.isEmpty() ? key : group + "." + key;
        }
    }

    /** @throws BadInputException if the file cannot be read at all */
    public static PlanText read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": there is no such plan file");
        }
        try {
            return parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": not a text file in UTF-8, so not a plan", e);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Never fails: what is wrong is in {@link #mistakes()}. */
    public static PlanText parse(String yaml) {
        PlanText text = new PlanText(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                text.mistake(1, "the plan is empty; it needs at least the keys 'scan' and 'engine'");
            } else if (first != JsonToken.START_OBJECT) {
                text.mistake(line(parser), "a plan is a list of 'key: value' lines");
            } else {
                text.readKeys(parser);
                if (parser.nextToken() != null) {
                    text.mistake(line(parser), "a second document begins; a plan is one document");
                }
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            text.mistake(line, "not valid YAML: " + firstSentence(e.getOriginalMessage()));
        }
        return text;
    }

    private void readKeys(JsonParser parser) {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            int line = line(parser);
            JsonToken value = parser.nextToken();
            if (!seen.add(key)) {
                mistake(line, "the key '" + key + "' is there twice");
                parser.skipChildren();
            } else if (value == JsonToken.START_OBJECT) {
                groups.put(key, line);
                readGroup(parser, key);
            } else {
                readValue(parser, "", key, line);
            }
        }
    }

    private void readGroup(JsonParser parser, String group) {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            int line = line(parser);
            parser.nextToken();
            if (!seen.add(key)) {
                mistake(line, "the key '" + group + "." + key + "' is there twice");
                parser.skipChildren();
            } else {
                readValue(parser, group, key, line);
            }
        }
    }

    private void readValue(JsonParser parser, String group, String key, int line) {
        JsonToken token = parser.currentToken();
        if (token != null && token.isScalarValue()) {
            String value = token == JsonToken.VALUE_NULL ? "" : parser.getString();
            entries.add(new Entry(group, key, value.strip(), line));
        } else {
            mistake(line, "'" + (group.isEmpty() ? key : group + "." + key) + "' must be a single value");
            parser.skipChildren();
        }
    }

    private void mistake(int line, String message) {
        mistakes.add(new PlanMistake(line, message));
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** The parser's messages go on with an excerpt of the file. */
    private static String firstSentence(String message) {
        return message.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .limit(2)
                .toList()
                .toString();
    }
}
