package org.polyptych.neural.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.polyptych.core.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the header of a safetensors file says, checked: every array lies in the file, they follow each other without overlap
 * or gap, and as much as their shapes ask for.
 */
record SafetensorsHeader(SequencedMap<String, String> metadata, List<Entry> entries) {
    /** Axes of an array; networks have 5 at most. */
    static final int MOST_AXES = 16;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * One array.
     *
     * @param begin bytes after the header
     */
    record Entry(String name, NumberType type, long[] shape, long count, long begin, long end) {}

    /**
     * @param file for messages
     * @param data bytes after the header
     */
    static SafetensorsHeader parse(String file, byte[] header, long data) {
        JsonNode root = tree(file, header);
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (property.getKey().equals(Safetensors.METADATA)) {
                metadata(file, property.getValue(), metadata);
            } else {
                entries.add(entry(
                        file + ": array '" + Quoted.of(property.getKey()) + "'",
                        property.getKey(),
                        property.getValue()));
            }
        }
        requireNeighbours(file, entries, data);
        return new SafetensorsHeader(metadata, entries);
    }

    private static JsonNode tree(String file, byte[] header) {
        try {
            // Strictly: a byte that is no text is damage, not a question mark.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header))
                    .toString();
            JsonNode root = MAPPER.readTree(text);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException e) {
            throw new BadInputException(
                    file + ": is no model file (safetensors), or its header is damaged: "
                            + Quoted.of(e.getOriginalMessage()),
                    e);
        } catch (CharacterCodingException e) {
            throw new BadInputException(
                    file + ": is no model file (safetensors), or its header is damaged: not a text", e);
        }
        throw new BadInputException(file + ": is no model file (safetensors): its header is not a JSON object");
    }

    private static void metadata(String file, JsonNode node, Map<String, String> metadata) {
        if (!node.isObject()) {
            throw new BadInputException(file + ": " + Safetensors.METADATA + " in the header is not a JSON object");
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isString()) {
                throw new BadInputException(file + ": " + Safetensors.METADATA + " '" + Quoted.of(property.getKey())
                        + "' in the header is not a text");
            }
            metadata.put(property.getKey(), property.getValue().stringValue());
        }
    }

    private static Entry entry(String what, String name, JsonNode node) {
        NumberType type = type(what, node.path("dtype"));
        long[] shape = numbers(what, "shape", node.path("shape"));
        long[] offsets = numbers(what, "data_offsets", node.path("data_offsets"));
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw new BadInputException(
                    what + ": data_offsets must be a beginning and an end, got " + Arrays.toString(offsets));
        }
        long count = count(what, shape);
        if (count > (offsets[1] - offsets[0]) / type.bytes || count * type.bytes != offsets[1] - offsets[0]) {
            throw new BadInputException(what + ": " + count + " numbers of " + type.bytes + " bytes are promised, its"
                    + " place has " + (offsets[1] - offsets[0]) + " bytes");
        }
        return new Entry(name, type, shape, count, offsets[0], offsets[1]);
    }

    private static NumberType type(String what, JsonNode node) {
        for (NumberType type : NumberType.values()) {
            if (node.isString() && node.stringValue().equals(type.name())) {
                return type;
            }
        }
        throw new BadInputException(what + ": numbers of type " + Quoted.of(node.toString())
                + " are not known; F32 is what model files have");
    }

    private static long[] numbers(String what, String key, JsonNode node) {
        if (node.size() > MOST_AXES) {
            throw new BadInputException(
                    what + ": " + key + " has " + node.size() + " numbers, more than " + MOST_AXES + " cannot be");
        }
        long[] numbers = new long[node.size()];
        for (int k = 0; k < numbers.length; k++) {
            JsonNode number = node.get(k);
            if (!node.isArray() || !number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
                throw new BadInputException(
                        what + ": " + key + " must be whole numbers of 0 or more, got " + Quoted.of(node.toString()));
            }
            numbers[k] = number.longValue();
        }
        if (!node.isArray()) {
            throw new BadInputException(what + ": has no " + key);
        }
        return numbers;
    }

    /**
     * Java's arrays hold no more than an int can count.
     *
     * @param shape of at most {@link #MOST_AXES}
     */
    static long count(String what, long[] shape) {
        try {
            return Weights.count(shape);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    what + ": a shape of " + Arrays.toString(shape) + " is more than one array can hold", e);
        }
    }

    private static void requireNeighbours(String file, List<Entry> entries, long data) {
        long end = 0;
        for (Entry entry : entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList()) {
            if (entry.end() > data) {
                throw new BadInputException(
                        file + ": array '" + Quoted.of(entry.name()) + "' should end at byte " + entry.end()
                                + " after the header, but " + data + " are there: it is cut short; copy it again");
            }
            if (entry.begin() != end) {
                throw new BadInputException(
                        file + ": array '" + Quoted.of(entry.name()) + "' should begin at byte " + end
                                + " after the header, where the one before ends, not at " + entry.begin()
                                + ": the header is damaged");
            }
            end = entry.end();
        }
        if (end != data) {
            throw new BadInputException(
                    file + ": " + (data - end) + " bytes at its end belong to no array: the file is damaged");
        }
    }
}
