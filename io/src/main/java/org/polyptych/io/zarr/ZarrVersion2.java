package org.polyptych.io.zarr;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polyptych.core.BadInputException;
import org.polyptych.io.codec.Decoder;
import org.polyptych.io.frames.Sample;
import tools.jackson.databind.JsonNode;

/** Arrays of Zarr version 2: the file {@code .zarray} in their folder. */
final class ZarrVersion2 {
    static final String FILE = ".zarray";
    private static final Pattern TYPE = Pattern.compile("([<>|])([a-zA-Z])(\\d{1,2})");

    private ZarrVersion2() {}

    /** @throws BadInputException if the array is of something else than plain numbers, or packed in an unknown way */
    static ZarrArray array(Path folder, JsonNode json) {
        Path file = folder.resolve(FILE);
        Matcher type = TYPE.matcher(json.path("dtype").asString(""));
        Optional<Sample> sample =
                type.matches() ? ZarrJson.sample(type.group(2), Integer.parseInt(type.group(3))) : Optional.empty();
        if (sample.isEmpty()) {
            throw new BadInputException(file + ": numbers of dtype " + json.path("dtype") + " are not known");
        }
        int[] sizes = ZarrJson.sizes(json.path("chunks"), file, "chunks");
        boolean fortran = json.path("order").asString("C").equals("F");
        int[] dimensions = new int[sizes.length];
        for (int d = 0; d < sizes.length; d++) {
            dimensions[d] = fortran ? sizes.length - 1 - d : d;
        }
        String separator = json.path("dimension_separator").asString(".");
        return new ZarrArray(
                folder,
                ZarrJson.longs(json.path("shape"), file, "shape"),
                sample.get(),
                type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                ZarrJson.fill(json.path("fill_value")),
                new ZarrArray.Keys("", separator.equals("/") ? "/" : "."),
                sizes,
                new ZarrArray.Chunks(sizes, dimensions, decoders(json, file, sample.get())),
                Optional.empty());
    }

    /** Filters were applied first to last and then the compressor, so that they are undone from the end. */
    private static List<Decoder> decoders(JsonNode json, Path file, Sample sample) {
        List<JsonNode> applied = new ArrayList<>();
        json.path("filters").forEach(applied::add);
        if (json.path("compressor").isObject()) {
            applied.add(json.path("compressor"));
        }
        return applied.reversed().stream()
                .map(codec -> ZarrCodecs.of(
                                codec.path("id").asString(""),
                                codec.path("elementsize").asInt(sample.bytes()))
                        .orElseThrow(() -> new BadInputException(
                                file + ": codec " + codec.path("id") + " is not known; known: " + ZarrCodecs.KNOWN)))
                .toList();
    }
}
