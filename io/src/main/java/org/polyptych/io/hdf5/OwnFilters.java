package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Z_CLASS_T_VERS;
import static org.bytedeco.hdf5.global.hdf5.H5Z_FLAG_REVERSE;
import static org.bytedeco.hdf5.global.hdf5.H5Zregister;
import static org.bytedeco.hdf5.global.hdf5.H5allocate_memory;
import static org.bytedeco.hdf5.global.hdf5.H5free_memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import org.bytedeco.hdf5.H5Z_class2_t;
import org.bytedeco.hdf5.H5Z_func_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.polyptych.io.codec.Decoder;

/**
 * Gives the library our decoders, so that it reads whatever they can read: masks and other small datasets beside the
 * frames, virtual datasets, unusual shapes. One thread at a time, as all that it does; frames are read past it where
 * they lie in the usual ways.
 */
final class OwnFilters {
    private static final int[] NUMBERS = {Filter.LZF, Filter.BLOSC, Filter.LZ4, Filter.BITSHUFFLE, Filter.ZSTANDARD};
    /** Of Java's memory, which bounds what one chunk may take. */
    private static final int MEMORY_SHARE = 3;
    /** The library keeps pointers to these. */
    private static final List<Pointer> KEPT = new ArrayList<>();

    private OwnFilters() {}

    /** To be called once, when the library has been loaded. */
    static void register() {
        for (int number : NUMBERS) {
            Undo undo = new Undo(number);
            BytePointer name = new BytePointer(new Filter(number, "", new int[0]).text());
            H5Z_class2_t description = new H5Z_class2_t();
            description
                    .version(H5Z_CLASS_T_VERS)
                    .id(number)
                    .encoder_present(0)
                    .decoder_present(1)
                    .name(name)
                    .filter(undo);
            H5Zregister(description);
            KEPT.addAll(List.of(undo, name, description));
        }
    }

    /** What the library calls for a chunk. */
    private static final class Undo extends H5Z_func_t {
        private final int number;

        Undo(int number) {
            this.number = number;
        }

        /** Nothing may be thrown through the library: 0 is its sign of failure. */
        @Override
        public long call(
                int flags, long count, IntPointer values, long bytes, SizeTPointer capacity, PointerPointer buffer) {
            try {
                return (flags & H5Z_FLAG_REVERSE) == 0 ? 0 : decoded(count, values, bytes, capacity, buffer);
            } catch (Throwable e) {
                return 0;
            }
        }

        private long decoded(long count, IntPointer values, long bytes, SizeTPointer capacity, PointerPointer<?> buffer)
                throws DataFormatException {
            int[] settings = new int[(int) count];
            if (count > 0) {
                new IntPointer(values).capacity(count).get(settings);
            }
            Decoder decoder = new Filter(number, "", settings).decoder().orElseThrow();
            byte[] stored = new byte[Math.toIntExact(bytes)];
            Pointer before = buffer.get(0);
            new BytePointer(before).capacity(bytes).get(stored);
            byte[] plain = plain(decoder, stored, settings);
            Pointer after = H5allocate_memory(plain.length, false);
            new BytePointer(after).capacity(plain.length).put(plain);
            H5free_memory(before);
            buffer.put(0, after);
            capacity.put(plain.length);
            return plain.length;
        }

        /** A filter is not told how much should come out. */
        private byte[] plain(Decoder decoder, byte[] stored, int[] settings) throws DataFormatException {
            long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
            long promised = number == Filter.LZF && settings.length > 2
                    ? settings[2]
                    : decoder.promised(stored, 0, stored.length);
            if (promised >= 0) {
                if (promised > most) {
                    throw new DataFormatException();
                }
                byte[] plain = new byte[(int) promised];
                int n = decoder.decode(stored, 0, stored.length, plain, 0, plain.length);
                return n == plain.length ? plain : Arrays.copyOf(plain, n);
            }
            for (long room = Math.max(1 << 16, 4L * stored.length); ; room *= 4) {
                byte[] plain = new byte[(int) Math.min(room, most)];
                try {
                    return Arrays.copyOf(plain, decoder.decode(stored, 0, stored.length, plain, 0, plain.length));
                } catch (DataFormatException e) {
                    if (room >= most) {
                        throw e;
                    }
                }
            }
        }
    }
}
