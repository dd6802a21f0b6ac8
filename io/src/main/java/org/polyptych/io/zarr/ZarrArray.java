package org.polyptych.io.zarr;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;
import org.polyptych.io.codec.Decoder;
import org.polyptych.io.frames.Sample;

/**
 * What the metadata of a Zarr array say, of version 2 or 3.
 *
 * @param folder of the array
 * @param shape sizes of its dimensions
 * @param sample how a number is stored
 * @param order of its bytes
 * @param fill the number where a chunk is missing
 * @param keys how the files of the chunks are called
 * @param files sizes of what one file holds: a chunk, or a shard of several
 * @param chunks how the numbers of a chunk became bytes
 * @param shards where one file holds several chunks
 */
record ZarrArray(
        Path folder,
        long[] shape,
        Sample sample,
        ByteOrder order,
        float fill,
        Keys keys,
        int[] files,
        Chunks chunks,
        Optional<Shards> shards) {

    private static final int MOST_DIMENSIONS = 8;

    /**
     * Chunks of an array.
     *
     * @param sizes of a chunk
     * @param dimensions in which order they lie in the chunk, the slowest first
     * @param decoders from what is stored to the bytes of the numbers
     */
    record Chunks(int[] sizes, int[] dimensions, List<Decoder> decoders) {
        long values() {
            return Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
        }
    }

    /**
     * An index of chunks in a file of several.
     *
     * @param indexDecoders from what is stored to pairs of numbers of 64 bits, little-endian
     * @param indexBytes as stored
     * @param atEnd whether the index is at the end of the file
     */
    record Shards(List<Decoder> indexDecoders, int indexBytes, boolean atEnd) {}

    /**
     * Names of files.
     *
     * @param prefix in front of the numbers; empty if there is none
     * @param separator between the numbers
     */
    record Keys(String prefix, String separator) {
        Path of(Path folder, int[] numbers) {
            String joined = Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(separator));
            return folder.resolve(prefix + (numbers.length == 0 ? "0" : joined));
        }
    }

    ZarrArray {
        boolean whole =
                shape.length == files.length && shape.length == chunks.sizes.length && shape.length <= MOST_DIMENSIONS;
        if (!whole
                || Arrays.stream(files).anyMatch(n -> n < 1)
                || Arrays.stream(chunks.sizes).anyMatch(n -> n < 1)) {
            throw new BadInputException(folder + ": chunks of " + text(chunks.sizes) + " for an array of " + text(shape)
                    + "; the metadata are damaged");
        }
        double bytes = 1;
        for (int d = 0; d < shape.length; d++) {
            bytes *= chunks.sizes[d];
            if (files[d] % chunks.sizes[d] != 0 || shape[d] < 0 || shape[d] > Integer.MAX_VALUE) {
                throw new BadInputException(folder + ": an array of " + text(shape) + " in files of " + text(files)
                        + " and chunks of " + text(chunks.sizes) + "; the metadata are damaged");
            }
        }
        // plain bytes and floats of a chunk are in memory together
        if (bytes * (sample.bytes() + Float.BYTES)
                > Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 8)) {
            throw new BadInputException(
                    folder + ": chunks of " + text(chunks.sizes) + " numbers are too large for this machine");
        }
    }

    static String text(int[] sizes) {
        return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    }

    static String text(long[] sizes) {
        return Arrays.stream(sizes).mapToObj(Long::toString).collect(Collectors.joining(" x "));
    }
}
