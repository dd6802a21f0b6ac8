package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5D_VIRTUAL;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_layout;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_virtual_count;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_virtual_dsetname;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_virtual_filename;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_virtual_srcspace;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_virtual_vspace;
import static org.bytedeco.hdf5.global.hdf5.H5S_SEL_ALL;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_regular_hyperslab;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_select_type;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_simple_extent_dims;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_simple_extent_ndims;
import static org.bytedeco.hdf5.global.hdf5.H5Sis_regular_hyperslab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * One of the datasets that a virtual dataset shows as if they were its own.
 *
 * @param file as the virtual dataset names it
 * @param dataset in that file
 * @param inVirtual which frames of the virtual dataset it holds; null if it does not hold whole frames
 * @param inSource the same in the source
 * @param to what of the virtual dataset it fills
 * @param from what of the source it takes
 */
record VirtualSource(String file, String dataset, Run inVirtual, Run inSource, MappedSpace to, MappedSpace from) {
    private static final int LONGEST_NAME = 4096;
    private static final int RANK = 3;

    /** Whether the name stands for many files, numbered by the library ({@code %b}). */
    boolean isNumbered() {
        return file.replace("%%", "").contains("%") || dataset.replace("%%", "").contains("%");
    }

    /** Some frames: every so many of them begin a block. */
    record Run(long start, long stride, long count, long block) {
        long frames() {
            return count * block;
        }

        long frame(long k) {
            return start + k / block * stride + k % block;
        }
    }

    /** The source of one block, where the name stands for many. */
    VirtualSource numbered(long k) {
        return new VirtualSource(numbered(file, k), numbered(dataset, k), null, null, to, from);
    }

    private static String numbered(String name, long k) {
        return Arrays.stream(name.split("%%", -1))
                .map(part -> part.replace("%b", Long.toString(k)))
                .collect(Collectors.joining("%"));
    }

    /** All sources of a dataset, none if it is not virtual; to be called only under the lock. */
    static List<VirtualSource> of(long dataset, String label) {
        String failure = label + " cannot be read; the file is damaged";
        List<VirtualSource> sources = new ArrayList<>();
        try (Handle properties = Handle.properties(H5Dget_create_plist(dataset), failure);
                SizeTPointer count = new SizeTPointer(1)) {
            if (H5Pget_layout(properties.id()) != H5D_VIRTUAL) {
                return List.of();
            }
            Handle.check(H5Pget_virtual_count(properties.id(), count), failure);
            for (long k = 0; k < count.get(); k++) {
                byte[] file = new byte[LONGEST_NAME];
                byte[] name = new byte[LONGEST_NAME];
                Handle.check(H5Pget_virtual_filename(properties.id(), k, file, file.length), failure);
                Handle.check(H5Pget_virtual_dsetname(properties.id(), k, name, name.length), failure);
                try (Handle virtual = Handle.space(H5Pget_virtual_vspace(properties.id(), k), failure);
                        Handle source = Handle.space(H5Pget_virtual_srcspace(properties.id(), k), failure)) {
                    Run inVirtual = run(virtual.id()).orElse(null);
                    Run inSource = run(source.id()).orElse(null);
                    boolean alike = inVirtual != null && inSource != null && inVirtual.frames() == inSource.frames();
                    sources.add(new VirtualSource(
                            text(file),
                            text(name),
                            alike ? inVirtual : null,
                            alike ? inSource : null,
                            MappedSpace.of(virtual.id(), failure),
                            MappedSpace.of(source.id(), failure)));
                }
            }
        }
        return sources;
    }

    private static String text(byte[] name) {
        int length = 0;
        while (length < name.length && name[length] != 0) {
            length++;
        }
        return new String(name, 0, length, StandardCharsets.UTF_8);
    }

    /** So large that products of two cannot run over. */
    private static boolean isPlausible(long[] sizes) {
        return Arrays.stream(sizes).allMatch(n -> n > 0 && n <= Integer.MAX_VALUE);
    }

    /** The frames that are selected in a space; nothing unless they are whole ones, in a regular order. */
    private static Optional<Run> run(long space) {
        if (H5Sget_simple_extent_ndims(space) != RANK) {
            return Optional.empty();
        }
        long[] shape = new long[RANK];
        H5Sget_simple_extent_dims(space, shape, (long[]) null);
        if (H5Sget_select_type(space) == H5S_SEL_ALL) {
            return Optional.of(new Run(0, shape[0], 1, shape[0]));
        }
        long[] start = new long[RANK];
        long[] stride = new long[RANK];
        long[] count = new long[RANK];
        long[] block = new long[RANK];
        boolean known = H5Sis_regular_hyperslab(space) > 0
                && H5Sget_regular_hyperslab(space, start, stride, count, block) >= 0
                && isPlausible(count)
                && isPlausible(block)
                && isPlausible(shape)
                && start[0] <= shape[0]
                && stride[0] <= Integer.MAX_VALUE;
        for (int d = 1; known && d < RANK; d++) {
            known = start[d] == 0 && (count[d] == 1 || stride[d] == block[d]) && count[d] * block[d] == shape[d];
        }
        return known && start[0] + (count[0] - 1) * stride[0] + block[0] <= shape[0]
                ? Optional.of(new Run(start[0], stride[0], count[0], block[0]))
                : Optional.empty();
    }
}
