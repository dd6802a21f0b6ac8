package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Pget_filter2;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_nfilters;
import static org.bytedeco.hdf5.global.hdf5.H5Zfilter_avail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.bytedeco.javacpp.SizeTPointer;
import org.polyptych.io.codec.Decoder;

/** What the chunks of a dataset went through when they were written, in that order; undone the other way round. */
public final class FilterPipeline {
    private static final int MOST_VALUES = 64;
    private static final int LONGEST_NAME = 256;
    /** What filters may add to bytes that they cannot shorten: headers, lengths of blocks, checksums. */
    private static final int ROOM = 4096;

    private static final int ROOM_SHARE = 64;

    private final List<Filter> filters;
    /** Null where a filter is not known here. */
    private final Decoder[] decoders;

    FilterPipeline(List<Filter> filters) {
        this.filters = List.copyOf(filters);
        this.decoders =
                filters.stream().map(filter -> filter.decoder().orElse(null)).toArray(Decoder[]::new);
    }

    /** Of a dataset's creation properties; to be called only under the lock. */
    static FilterPipeline of(long properties) {
        List<Filter> filters = new ArrayList<>();
        int count = Math.max(0, H5Pget_nfilters(properties));
        try (SizeTPointer room = new SizeTPointer(1)) {
            for (int k = 0; k < count; k++) {
                int[] values = new int[MOST_VALUES];
                byte[] name = new byte[LONGEST_NAME];
                room.put(MOST_VALUES);
                int number = H5Pget_filter2(properties, k, new int[1], room, values, LONGEST_NAME, name, new int[1]);
                int used = (int) Math.clamp(room.get(), 0, MOST_VALUES);
                filters.add(new Filter(number, text(name), Arrays.copyOf(values, used)));
            }
        }
        return new FilterPipeline(filters);
    }

    private static String text(byte[] name) {
        int length = 0;
        while (length < name.length && name[length] != 0) {
            length++;
        }
        return new String(name, 0, length, StandardCharsets.UTF_8).strip();
    }

    /** Whether all of them can be undone past the library. */
    boolean isKnown() {
        return Arrays.stream(decoders).allMatch(decoder -> decoder != null);
    }

    /** Number and name of the first that neither the library nor we can undo; to be called only under the lock. */
    Optional<String> unknown() {
        return filters.stream()
                .filter(filter -> filter.decoder().isEmpty() && H5Zfilter_avail(filter.number()) <= 0
                        || filter.number() == Filter.BITSHUFFLE
                                && filter.decoder().isEmpty())
                .findFirst()
                .map(Filter::text);
    }

    /** Whether chunks lie in the file as they are. */
    public boolean isEmpty() {
        return filters.isEmpty();
    }

    /** What a thread keeps to undo filters of chunks of one size. */
    public static final class Room {
        private final byte[] even;
        private final byte[] odd;

        /** @param chunkBytes of a chunk as it was before it was written */
        public Room(int chunkBytes) {
            int bytes = Math.addExact(chunkBytes, ROOM + chunkBytes / ROOM_SHARE);
            even = new byte[bytes];
            odd = new byte[bytes];
        }
    }

    /**
     * Undoes the filters.
     *
     * @param stored a chunk as it lies in the file, its first {@code length} bytes
     * @param mask bit k set: filter k was left out for this chunk
     * @param chunkBytes how many bytes must come out
     * @return an array that begins with those bytes: {@code stored} itself, or one of the room's
     * @throws DataFormatException if the chunk is damaged
     */
    public byte[] undo(byte[] stored, int length, int mask, int chunkBytes, Room room) throws DataFormatException {
        byte[] bytes = stored;
        int n = length;
        for (int k = decoders.length - 1; k >= 0; k--) {
            if ((mask >>> k & 1) == 0) {
                byte[] into = bytes == room.even ? room.odd : room.even;
                n = decoders[k].decode(bytes, 0, n, into, 0, into.length);
                bytes = into;
            }
        }
        if (n != chunkBytes) {
            throw new DataFormatException("a chunk of " + n + " bytes where " + chunkBytes + " are expected");
        }
        return bytes;
    }
}
