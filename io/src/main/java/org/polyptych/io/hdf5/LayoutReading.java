package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5D_CHUNKED;
import static org.bytedeco.hdf5.global.hdf5.H5D_CONTIGUOUS;
import static org.bytedeco.hdf5.global.hdf5.H5Dchunk_iter;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_offset;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_type;
import static org.bytedeco.hdf5.global.hdf5.H5Fget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Iget_file_id;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_external_count;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_layout;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_userblock;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.hdf5.H5D_chunk_iter_op_t;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

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

    /** Fills in where chunks lie; false if one of them cannot be. In one go: each look-up by place goes through all. */
    private static boolean find(long dataset, FrameLayout.Chunks places, long userBlock) {
        Arrays.fill(places.offsets(), -1);
        try (ChunkVisitor visitor = new ChunkVisitor(places, userBlock)) {
            return H5Dchunk_iter(dataset, H5P_DEFAULT, visitor, null) >= 0 && visitor.isGood;
        }
    }

    /** Is shown every chunk that was written. */
    private static final class ChunkVisitor extends H5D_chunk_iter_op_t {
        private static final int GO_ON = 0;
        private static final int STOP = 1;

        private final FrameLayout.Chunks places;
        private final long userBlock;
        private final long longest;
        private boolean isGood = true;

        ChunkVisitor(FrameLayout.Chunks places, long userBlock) {
            this.places = places;
            this.userBlock = userBlock;
            this.longest = places.chunkBytes() + places.chunkBytes() / 2L + LENGTHENED;
        }

        @Override
        public int call(LongPointer start, int mask, long address, long size, Pointer data) {
            int k = 0;
            for (int d = 0; d < RANK; d++) {
                long at = start.get(d) / places.chunk()[d];
                isGood &= at >= 0 && at < places.grid()[d];
                k = k * places.grid()[d] + (int) at;
            }
            if (!isGood || size > longest || places.offsets()[k] >= 0) { // seen twice: it may go in circles
                isGood = false;
                return STOP;
            }
            if (address >= 0 && size > 0) {
                places.offsets()[k] = userBlock + address;
                places.stored()[k] = (int) size;
                places.masks()[k] = mask;
            }
            return GO_ON;
        }
    }
}
