package org.polyptych.io.zarr;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.codec.Decoder;
import org.polyptych.io.frames.Sample;
import tools.jackson.databind.JsonNode;

/**
 * Arrays of Zarr version 3: the file {@code zarr.json} in their folder. Of codecs: {@code bytes}, {@code transpose} (the
 * dimensions' order in a chunk), {@code sharding_indexed} (several chunks in a file), and those of bytes.
 */
final class ZarrVersion3 {
    static final String FILE = "zarr.json";
    private static final int PAIR = 2 * Long.BYTES;
    private static final int CHECKSUM = 4;

    private ZarrVersion3() {}

    /** @throws BadInputException if the array is of something else than plain numbers, or packed in an unknown way */
    static ZarrArray array(Path folder, JsonNode json) {
        Path file = folder.resolve(FILE);
        Sample sample = sample(json.path("data_type"), file);
        JsonNode grid = json.path("chunk_grid");
        if (!grid.path("name").asString("").equals("regular")) {
            throw new BadInputException(file + ": a chunk grid of name " + grid.path("name") + " is not known");
        }
        int[] files = ZarrJson.sizes(grid.path("configuration").path("chunk_shape"), file, "chunk_shape");
        JsonNode codecs = json.path("codecs");
        JsonNode first = codecs.path(0);
        boolean sharded = first.path("name").asString("").equals("sharding_indexed");
        if (sharded && codecs.size() > 1) {
            throw new BadInputException(file + ": codecs around sharding_indexed are not known");
        }
        JsonNode shard = first.path("configuration");
        int[] sizes = sharded ? ZarrJson.sizes(shard.path("chunk_shape"), file, "chunk_shape") : files;
        Chain chain = Chain.of(sharded ? shard.path("codecs") : codecs, sizes.length, sample.bytes(), file);
        return new ZarrArray(
                folder,
                ZarrJson.longs(json.path("shape"), file, "shape"),
                sample,
                chain.order,
                ZarrJson.fill(json.path("fill_value")),
                keys(json.path("chunk_key_encoding")),
                files,
                new ZarrArray.Chunks(sizes, chain.dimensions, chain.decoders),
                sharded ? Optional.of(shards(shard, files, sizes, file)) : Optional.empty());
    }

    private static Sample sample(JsonNode type, Path file) {
        String name = type.asString("");
        String kind =
                name.startsWith("uint") ? "u" : name.startsWith("int") ? "i" : name.startsWith("float") ? "f" : "";
        String bits = name.replaceFirst("^[a-z]*", "");
        Optional<Sample> sample = kind.isEmpty() || !bits.matches("\\d{1,3}")
                ? Optional.empty()
                : ZarrJson.sample(kind, Integer.parseInt(bits) / Byte.SIZE);
        return sample.orElseThrow(
                () -> new BadInputException(file + ": numbers of data_type " + type + " are not known"));
    }

    private static ZarrArray.Keys keys(JsonNode encoding) {
        boolean old = encoding.path("name").asString("default").equals("v2");
        String separator = encoding.path("configuration").path("separator").asString(old ? "." : "/");
        return new ZarrArray.Keys(old ? "" : "c" + separator, separator);
    }

    private static ZarrArray.Shards shards(JsonNode shard, int[] files, int[] sizes, Path file) {
        long chunks = 1;
        for (int d = 0; d < files.length && d < sizes.length; d++) {
            chunks = Math.min(Integer.MAX_VALUE, chunks * (files[d] / Math.max(1, sizes[d])));
        }
        Chain index = Chain.of(shard.path("index_codecs"), 1, Long.BYTES, file);
        boolean checked = shard.path("index_codecs").size() == 2;
        boolean known = index.order == ByteOrder.LITTLE_ENDIAN
                && index.decoders.size() == (checked ? 1 : 0)
                && (!checked
                        || shard.path("index_codecs")
                                .path(1)
                                .path("name")
                                .asString("")
                                .equals("crc32c"));
        if (!known || chunks > Integer.MAX_VALUE / (2 * PAIR)) {
            throw new BadInputException(file + ": an index of shards packed as " + shard.path("index_codecs")
                    + " is not known; known: bytes (little), crc32c");
        }
        boolean atEnd = shard.path("index_location").asString("end").equals("end");
        return new ZarrArray.Shards(index.decoders, (int) chunks * PAIR + (checked ? CHECKSUM : 0), atEnd);
    }

    /**
     * A list of codecs, undone.
     *
     * @param dimensions their order in a chunk, the slowest first
     */
    private record Chain(int[] dimensions, ByteOrder order, List<Decoder> decoders) {
        static Chain of(JsonNode codecs, int rank, int elementBytes, Path file) {
            int[] dimensions = new int[rank];
            Arrays.setAll(dimensions, d -> d);
            ByteOrder order = ByteOrder.LITTLE_ENDIAN;
            List<Decoder> decoders = new ArrayList<>();
            boolean bytes = false;
            for (JsonNode codec : codecs) {
                String name =
                        codec.isString() ? codec.asString() : codec.path("name").asString("");
                JsonNode configuration = codec.path("configuration");
                if (name.equals("bytes") || name.equals("endian")) {
                    bytes = true;
                    order = configuration.path("endian").asString("little").equals("big")
                            ? ByteOrder.BIG_ENDIAN
                            : ByteOrder.LITTLE_ENDIAN;
                } else if (name.equals("transpose") && !bytes) {
                    dimensions = transposed(dimensions, configuration.path("order"), file);
                } else if (bytes) {
                    decoders.addFirst(ZarrCodecs.of(
                                    name, configuration.path("elementsize").asInt(elementBytes))
                            .orElseThrow(() -> unknown(file, codec)));
                } else {
                    throw unknown(file, codec);
                }
            }
            if (!bytes) {
                throw new BadInputException(file + ": no codec 'bytes' among its codecs");
            }
            return new Chain(dimensions, order, List.copyOf(decoders));
        }

        private static BadInputException unknown(Path file, JsonNode codec) {
            return new BadInputException(
                    file + ": codec " + codec.path("name") + " is not known here; known: " + ZarrCodecs.KNOWN);
        }

        private static int[] transposed(int[] before, JsonNode order, Path file) {
            int[] permutation = order.isString() && order.asString().equals("F")
                    ? java.util.stream.IntStream.range(0, before.length)
                            .map(d -> before.length - 1 - d)
                            .toArray()
                    : order.isString() ? before.clone() : ZarrJson.sizes(order, file, "order");
            int[] sorted = permutation.clone();
            Arrays.sort(sorted);
            for (int d = 0; d < before.length; d++) {
                if (sorted.length != before.length || sorted[d] != d) {
                    throw new BadInputException(
                            file + ": transpose in the order " + order + " is no order of dimensions");
                }
            }
            return Arrays.stream(permutation).map(d -> before[d]).toArray();
        }
    }
}
