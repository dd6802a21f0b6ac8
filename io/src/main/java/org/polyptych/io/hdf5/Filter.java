package org.polyptych.io.hdf5;

import java.util.Map;
import java.util.Optional;
import org.polyptych.io.codec.Bitshuffled;
import org.polyptych.io.codec.Blosc;
import org.polyptych.io.codec.ByteShuffle;
import org.polyptych.io.codec.Decoder;
import org.polyptych.io.codec.Fletcher32;
import org.polyptych.io.codec.Lz4;
import org.polyptych.io.codec.Lz4Blocks;
import org.polyptych.io.codec.Lzf;
import org.polyptych.io.codec.Zlib;
import org.polyptych.io.codec.Zstandard;

/**
 * One step of what a chunk went through when it was written.
 *
 * @param number under which it is registered with the HDF Group
 * @param name as the file has it; may be empty
 * @param values its settings, as the file has them
 */
record Filter(int number, String name, int[] values) {
    static final int DEFLATE = 1;
    static final int SHUFFLE = 2;
    static final int FLETCHER32 = 3;
    static final int LZF = 32000;
    static final int BLOSC = 32001;
    static final int LZ4 = 32004;
    static final int BITSHUFFLE = 32008;
    static final int ZSTANDARD = 32015;

    /** Places of bitshuffle's settings; the first two are its version. */
    private static final int NUMBER_BYTES = 2;

    private static final int BLOCK = 3;
    private static final int METHOD = 4;
    private static final int BY_LZ4 = 2;
    private static final int BY_ZSTANDARD = 3;

    /** What others are called, for those who have to look for a program that knows them. */
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(4, "szip"),
            Map.entry(5, "nbit"),
            Map.entry(6, "scale-offset"),
            Map.entry(307, "bzip2"),
            Map.entry(LZF, "lzf"),
            Map.entry(BLOSC, "blosc"),
            Map.entry(LZ4, "lz4"),
            Map.entry(BITSHUFFLE, "bitshuffle"),
            Map.entry(32013, "zfp"),
            Map.entry(ZSTANDARD, "zstd"),
            Map.entry(32017, "SZ"),
            Map.entry(32024, "SZ3"),
            Map.entry(32026, "blosc2"));

    /** Number and name, for messages. */
    String text() {
        String known = NAMES.getOrDefault(number, name);
        return known.isEmpty() ? String.valueOf(number) : number + " (" + known + ")";
    }

    /** How to undo it here; nothing if that is not known. */
    Optional<Decoder> decoder() {
        try {
            return switch (number) {
                case DEFLATE -> Optional.of(new Zlib());
                case SHUFFLE -> Optional.of(new ByteShuffle(value(0)));
                case FLETCHER32 -> Optional.of(new Fletcher32());
                case LZF -> Optional.of(new Lzf());
                case BLOSC -> Optional.of(new Blosc());
                case LZ4 -> Optional.of(new Lz4Blocks());
                case BITSHUFFLE -> bitshuffle();
                case ZSTANDARD -> Optional.of(new Zstandard());
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // settings that no writer makes
        }
    }

    private Optional<Decoder> bitshuffle() {
        int size = value(NUMBER_BYTES);
        int block = value(BLOCK);
        return switch (value(METHOD)) {
            case 0 -> Optional.of(new Bitshuffled(size, block, null));
            case BY_LZ4 -> Optional.of(new Bitshuffled(size, block, new Lz4()));
            case BY_ZSTANDARD -> Optional.of(new Bitshuffled(size, block, new Zstandard()));
            default -> Optional.empty();
        };
    }

    private int value(int k) {
        return k < values.length ? values[k] : 0;
    }
}
