package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5D_CHUNKED;
import static org.bytedeco.hdf5.global.hdf5.H5D_CONTIGUOUS;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_chunk_info_by_coord;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_offset;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_type;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_external_count;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_filter2;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_layout;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_nfilters;
import static org.bytedeco.hdf5.global.hdf5.H5Z_FILTER_DEFLATE;
import static org.bytedeco.hdf5.global.hdf5.H5Z_FILTER_SHUFFLE;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * Where in its file each frame of a dataset [frame, y, x] lies, so that several threads can read at once, which the
 * library does not let them: one behind the other, or each in a chunk of its own, perhaps shuffled and compressed by
 * gzip.
 *
 * @param form of the numbers
 * @param first where frame 0 begins, if they lie one behind the other
 * @param offsets where each frame begins; null if they lie one behind the other
 * @param stored how many bytes of the file each takes; null if as many as it has
 * @param frameBytes how many bytes a frame has
 */
public record FramePlaces(
        NumberForm form, long first, long[] offsets, int[] stored, int frameBytes, boolean shuffled, boolean deflated) {
    private static final int FRAMES_RANK = 3;

    /** Where frame j begins. */
    public long offset(int j) {
        return offsets == null ? first + (long) j * frameBytes : offsets[j];
    }

    /** Bytes that frame j takes in the file. */
    public int stored(int j) {
        return stored == null ? frameBytes : stored[j];
    }

    /**
     * Looks where they are; to be called only under the lock.
     *
     * @return nothing if they lie or are written in another way than these
     */
    static Optional<FramePlaces> of(long dataset, long[] shape) {
        if (shape.length != FRAMES_RANK || shape[1] * shape[2] * Long.BYTES > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        String failure = "HDF5: cannot see how a dataset is stored";
        try (Handle type = Handle.type(H5Dget_type(dataset), failure);
                Handle properties = Handle.properties(H5Dget_create_plist(dataset), failure)) {
            Optional<NumberForm> form = NumberForm.of(type.id());
            if (form.isEmpty()) {
                return Optional.empty();
            }
            int bytes = (int) (shape[1] * shape[2] * form.get().bytes());
            int layout = H5Pget_layout(properties.id());
            if (layout == H5D_CONTIGUOUS && H5Pget_external_count(properties.id()) == 0) {
                long first = H5Dget_offset(dataset);
                return first < 0
                        ? Optional.empty()
                        : Optional.of(new FramePlaces(form.get(), first, null, null, bytes, false, false));
            }
            return layout == H5D_CHUNKED
                    ? chunked(dataset, properties.id(), form.get(), shape, bytes)
                    : Optional.empty();
        }
    }

    private static Optional<FramePlaces> chunked(
            long dataset, long properties, NumberForm form, long[] shape, int bytes) {
        long[] chunk = new long[FRAMES_RANK];
        int[] filters = filters(properties);
        boolean deflated = Arrays.equals(filters, new int[] {H5Z_FILTER_DEFLATE});
        boolean shuffled = Arrays.equals(filters, new int[] {H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE});
        if (H5Pget_chunk(properties, FRAMES_RANK, chunk) != FRAMES_RANK
                || !Arrays.equals(chunk, new long[] {1, shape[1], shape[2]})
                || !(filters.length == 0 || deflated || shuffled)) {
            return Optional.empty();
        }
        int count = Math.toIntExact(shape[0]);
        long[] offsets = new long[count];
        int[] stored = new int[count];
        int[] left = new int[1];
        long[] address = new long[1];
        for (int j = 0; j < count; j++) {
            long[] size = new long[1];
            int status = H5Dget_chunk_info_by_coord(dataset, new long[] {j, 0, 0}, left, address, size);
            boolean usual = status >= 0 && left[0] == 0 && address[0] >= 0 && size[0] > 0 && size[0] <= 2L * bytes;
            if (!usual) {
                return Optional.empty();
            }
            offsets[j] = address[0];
            stored[j] = (int) size[0];
        }
        return Optional.of(new FramePlaces(form, 0, offsets, stored, bytes, shuffled, shuffled || deflated));
    }

    private static int[] filters(long properties) {
        int[] filters = new int[Math.max(0, H5Pget_nfilters(properties))];
        try (SizeTPointer values = new SizeTPointer(1)) {
            for (int k = 0; k < filters.length; k++) {
                values.put(0);
                filters[k] = H5Pget_filter2(properties, k, new int[1], values, new int[0], 0, new byte[1], new int[1]);
            }
        }
        return filters;
    }
}
