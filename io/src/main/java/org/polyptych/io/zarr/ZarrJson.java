package org.polyptych.io.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.frames.Sample;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The texts of a Zarr store. */
final class ZarrJson {
    private static final int LONGEST = 1 << 24;

    private ZarrJson() {}

    /** @throws BadInputException if the file is there and is not JSON */
    static Optional<JsonNode> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > LONGEST) {
                throw new BadInputException(file + ": too long for the metadata of an array");
            }
            return Optional.of(JsonMapper.shared().readTree(Files.readAllBytes(file)));
        } catch (IOException | JacksonException e) {
            throw new BadInputException(file + ": not JSON, or damaged", e);
        }
    }

    /** Sizes from a list of numbers. */
    static int[] sizes(JsonNode list, Path file, String key) {
        long[] longs = longs(list, file, key);
        int[] sizes = new int[longs.length];
        for (int d = 0; d < sizes.length; d++) {
            if (longs[d] < 0 || longs[d] > Integer.MAX_VALUE) {
                throw new BadInputException(file + ": '" + key + "' has " + longs[d]);
            }
            sizes[d] = (int) longs[d];
        }
        return sizes;
    }

    static long[] longs(JsonNode list, Path file, String key) {
        if (!list.isArray()) {
            throw new BadInputException(file + ": '" + key + "' must be a list of whole numbers");
        }
        long[] values = new long[list.size()];
        for (int d = 0; d < values.length; d++) {
            if (!list.get(d).isIntegralNumber() || !list.get(d).canConvertToLong()) {
                throw new BadInputException(file + ": '" + key + "' must be a list of whole numbers");
            }
            values[d] = list.get(d).asLong();
        }
        return values;
    }

    /** The number where a chunk is missing: NaN and infinities are texts, and null is 0. */
    static float fill(JsonNode value) {
        if (value.isNumber()) {
            return (float) value.asDouble();
        }
        return switch (value.isString() ? value.asString() : "") {
            case "NaN" -> Float.NaN;
            case "Infinity" -> Float.POSITIVE_INFINITY;
            case "-Infinity" -> Float.NEGATIVE_INFINITY;
            default -> 0;
        };
    }

    /** The kind of numbers. @param kind u, i or f */
    static Optional<Sample> sample(String kind, int bytes) {
        return switch (kind + bytes) {
            case "u1" -> Optional.of(Sample.UINT8);
            case "i1" -> Optional.of(Sample.INT8);
            case "u2" -> Optional.of(Sample.UINT16);
            case "i2" -> Optional.of(Sample.INT16);
            case "u4" -> Optional.of(Sample.UINT32);
            case "i4" -> Optional.of(Sample.INT32);
            case "u8" -> Optional.of(Sample.UINT64);
            case "i8" -> Optional.of(Sample.INT64);
            case "f4" -> Optional.of(Sample.FLOAT32);
            case "f8" -> Optional.of(Sample.FLOAT64);
            default -> Optional.empty();
        };
    }
}
