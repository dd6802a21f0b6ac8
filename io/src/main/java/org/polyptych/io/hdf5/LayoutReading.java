package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5D_CHUNKED;
import static org.bytedeco.hdf5.global.hdf5.H5D_CONTIGUOUS;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_chunk_info_by_coord;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_offset;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_type;
import static org.bytedeco.hdf5.global.hdf5.H5Fget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Iget_file_id;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_external_count;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_layout;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_userblock;

import java.util.Arrays;
import java.util.Optional;

/** Looks how the frames of a dataset [frame, y, x] lie in its file; to be used only under the lock. */
final class LayoutReading {
    private static final int RANK = 3;
    /** Of Java's memory, which bounds what one chunk may take. */
    private static final int MEMORY_SHARE = 16;
    /** A chunk that filters could not shorten is longer than it was by no more than its half and this. */
    private static final int LENGTHENED = 4096;

    private LayoutReading() {}

    /** Nothing if they lie, or are written, in a way that is not known here. */
    static Optional<FrameLayout> of(long dataset, long[] shape) {
        long most = Math.min(Integer.MAX_VALUE / 2, Runtime.getRuntime().maxMemory() / MEMORY_SHARE) / Long.BYTES;
        if (shape.length != RANK || shape[0] > Integer.MAX_VALUE || !fits(shape[1], shape[2], most)) {
            return Optional.empty();
        }
        String failure = "HDF5: cannot see how a dataset is stored";
        try (Handle type = Handle.type(H5Dget_type(dataset), failure);
                Handle properties = Handle.properties(H5Dget_create_plist(dataset), failure)) {
            Optional<NumberForm> form = NumberForm.of(type.id());
            if (form.isEmpty()) {
                return Optional.empty();
            }
            int layout = H5Pget_layout(properties.id());
            if (layout == H5D_CONTIGUOUS && H5Pget_external_count(properties.id()) == 0) {
                long first = H5Dget_offset(dataset);
                return first < 0 ? Optional.empty() : Optional.of(new FrameLayout.Plain(form.get(), first));
            }
            return layout == H5D_CHUNKED ? chunks(dataset, properties.id(), form.get(), shape, most) : Optional.empty();
        }
    }

    private static boolean fits(long a, long b, long most) {
        return b == 0 || a <= most / b;
    }

    private static Optional<FrameLayout> chunks(
            long dataset, long properties, NumberForm form, long[] shape, long most) {
        long[] chunk = new long[RANK];
        FilterPipeline filters = FilterPipeline.of(properties);
        if (H5Pget_chunk(properties, RANK, chunk) != RANK
                || !filters.isKnown()
                || Arrays.stream(chunk).anyMatch(size -> size < 1)
                || !fits(chunk[1], chunk[2], most)
                || !fits(chunk[0], chunk[1] * chunk[2], most)) {
            return Optional.empty();
        }
        int[] grid = new int[RANK];
        long count = 1;
        for (int d = 0; d < RANK; d++) {
            grid[d] = (int) Math.ceilDiv(shape[d], chunk[d]);
            count *= grid[d];
            if (count > most) {
                return Optional.empty();
            }
        }
        FrameLayout.Chunks places = new FrameLayout.Chunks(
                form,
                (int) shape[0],
                Arrays.stream(chunk).mapToInt(size -> (int) size).toArray(),
                grid,
                new long[(int) count],
                new int[(int) count],
                new int[(int) count],
                filters);
        return find(dataset, places, userBlock(dataset)) ? Optional.of(places) : Optional.empty();
    }

    /** Bytes of another program in front of the file, which addresses of chunks (1.14.3) do not count. */
    private static long userBlock(long dataset) {
        String failure = "HDF5: cannot see in which file a dataset lies";
        long[] bytes = new long[1];
        try (Handle file = Handle.file(H5Iget_file_id(dataset), failure);
                Handle properties = Handle.properties(H5Fget_create_plist(file.id()), failure)) {
            Handle.check(H5Pget_userblock(properties.id(), bytes), failure);
        }
        return bytes[0];
    }

    /** Fills in where chunks lie; false if one of them cannot be. */
    private static boolean find(long dataset, FrameLayout.Chunks places, long userBlock) {
        int[] mask = new int[1];
        long[] address = new long[1];
        long[] size = new long[1];
        int[] chunk = places.chunk();
        int[] grid = places.grid();
        long longest = places.chunkBytes() + places.chunkBytes() / 2L + LENGTHENED;
        for (int k = 0; k < places.offsets().length; k++) {
            long[] start = {
                (long) (k / grid[2] / grid[1]) * chunk[0],
                (long) (k / grid[2] % grid[1]) * chunk[1],
                (long) (k % grid[2]) * chunk[2]
            };
            if (H5Dget_chunk_info_by_coord(dataset, start, mask, address, size) < 0 || size[0] > longest) {
                return false;
            }
            boolean written = address[0] >= 0 && size[0] > 0;
            places.offsets()[k] = written ? userBlock + address[0] : -1;
            places.stored()[k] = (int) size[0];
            places.masks()[k] = mask[0];
        }
        return true;
    }
}
