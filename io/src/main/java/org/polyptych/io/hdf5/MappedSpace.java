package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5S_SEL_ALL;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_regular_hyperslab;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_select_hyper_blocklist;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_select_hyper_nblocks;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_select_type;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_simple_extent_ndims;
import static org.bytedeco.hdf5.global.hdf5.H5Sis_regular_hyperslab;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.polyptych.core.BadInputException;

/**
 * What one mapping of a virtual dataset selects on one of its sides.
 *
 * @param boxes of each its runs along all dimensions; null if everything is selected
 */
record MappedSpace(List<Run[]> boxes) {
    private static final long UNLIMITED = -1;
    private static final int MOST_BOXES = 1 << 20;

    /** Some indices of one dimension: blocks, or one block, that may go on without an end. */
    record Run(long start, long stride, long count, long block) {
        boolean isUnlimited() {
            return count == UNLIMITED || block == UNLIMITED;
        }

        /** How many of the indices a dimension of this size has. */
        long within(long size) {
            if (size <= start) {
                return 0;
            }
            if (block == UNLIMITED) {
                return size - start;
            }
            long blocks = (size - start) / stride;
            long there = blocks * block + Math.min((size - start) % stride, block);
            return count == UNLIMITED ? there : Math.min(there, count * block);
        }

        /** How many blocks begin in a dimension of this size. */
        long blocksWithin(long size) {
            long there = size <= start ? 0 : 1 + (size - start - 1) / stride;
            return count == UNLIMITED ? there : Math.min(there, count);
        }

        /** The size that a dimension needs for so many of the indices. */
        long sizeFor(long indices) {
            if (indices == 0) {
                return 0;
            }
            long k = indices - 1;
            return 1 + (block == UNLIMITED ? start + k : start + k / block * stride + k % block);
        }
    }

    /** To be called only under the lock. */
    static MappedSpace of(long space, String failure) {
        int rank = H5Sget_simple_extent_ndims(space);
        if (rank < 1 || H5Sget_select_type(space) == H5S_SEL_ALL) {
            return new MappedSpace(null);
        }
        List<Run[]> boxes = new ArrayList<>();
        if (H5Sis_regular_hyperslab(space) > 0) {
            long[] start = new long[rank];
            long[] stride = new long[rank];
            long[] count = new long[rank];
            long[] block = new long[rank];
            Handle.check(H5Sget_regular_hyperslab(space, start, stride, count, block), failure);
            Run[] box = new Run[rank];
            for (int d = 0; d < rank; d++) {
                box[d] = checked(new Run(start[d], stride[d], count[d], block[d]), failure);
            }
            boxes.add(box);
            return new MappedSpace(boxes);
        }
        long blocks = H5Sget_select_hyper_nblocks(space);
        Handle.check(blocks > MOST_BOXES ? -1 : blocks, failure);
        long[] corners = new long[(int) (2 * rank * blocks)];
        Handle.check(H5Sget_select_hyper_blocklist(space, 0, blocks, corners), failure);
        for (int b = 0; b < blocks; b++) {
            Run[] box = new Run[rank];
            for (int d = 0; d < rank; d++) {
                long first = corners[2 * b * rank + d];
                long length = corners[(2 * b + 1) * rank + d] - first + 1;
                box[d] = checked(new Run(first, length, 1, length), failure);
            }
            boxes.add(box);
        }
        return new MappedSpace(boxes);
    }

    /** Numbers of which products of two cannot run over. */
    private static Run checked(Run run, String failure) {
        boolean count = run.count == UNLIMITED || run.count >= 1 && run.count <= Integer.MAX_VALUE;
        boolean block = run.block == UNLIMITED || run.block >= 1 && run.block <= Integer.MAX_VALUE;
        boolean place = run.start >= 0 && run.start < 1L << 48 && run.stride >= 1 && run.stride < 1L << 32;
        if (!count || !block || !place) {
            throw new BadInputException(failure);
        }
        return run;
    }

    /**
     * Marks the places in the leading dimensions at which anything is selected.
     *
     * @param shape of the whole dataset
     * @param leading how many dimensions count
     */
    void mark(BitSet places, long[] shape, int leading) {
        if (boxes == null) {
            places.set(0, places(shape, leading));
            return;
        }
        for (Run[] box : boxes) {
            mark(places, box, shape, 0, leading, 0);
        }
    }

    private static void mark(BitSet places, Run[] box, long[] shape, int d, int leading, long before) {
        if (d == leading) {
            places.set((int) before);
            return;
        }
        long found = box[d].within(shape[d]);
        for (long k = 0; k < found; k++) {
            mark(places, box, shape, d + 1, leading, before * shape[d] + box[d].sizeFor(k + 1) - 1);
        }
    }

    /** How many places leading dimensions have. */
    static int places(long[] shape, int leading) {
        long places = 1;
        for (int d = 0; d < leading; d++) {
            places = Math.multiplyExact(places, shape[d]);
        }
        return Math.toIntExact(places);
    }
}
