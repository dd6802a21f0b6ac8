package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Dget_offset;
import static org.bytedeco.hdf5.global.hdf5.H5Fget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5O_INFO_BASIC;
import static org.bytedeco.hdf5.global.hdf5.H5Oget_info3;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_sizes;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_userblock;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.hdf5.H5O_info2_t;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * Strings of variable length without the C library's help, wherever they lie in the usual way: as an attribute in its
 * object's header, or as a contiguous dataset, of a file with addresses of 8 bytes and no user block. Under the lock only.
 *
 * @param file open
 * @param path of the same file
 */
record HeapTexts(long file, Path path) {
    private static final int WORD = 8;
    private static final int REFERENCE = 16;

    /** An attribute's strings; empty if it lies elsewhere. */
    Optional<List<String>> ofAttribute(long object, String name, int count, String failure) {
        if (!isUsual(failure)) {
            return Optional.empty();
        }
        try (H5O_info2_t info = new H5O_info2_t()) {
            if (!isHere(object, info)) {
                return Optional.empty();
            }
            byte[] token = new byte[WORD];
            for (int k = 0; k < WORD; k++) {
                token[k] = info.token().__data(k);
            }
            long header = ByteBuffer.wrap(token).order(ByteOrder.LITTLE_ENDIAN).getLong();
            try (RawBytes raw = RawBytes.open(path, failure)) {
                return AttributeBytes.find(raw, header, name).map(value -> new GlobalHeap(raw).texts(value, count));
            }
        }
    }

    /** A dataset's strings; empty if they lie elsewhere. */
    Optional<List<String>> ofDataset(long dataset, int count, String failure) {
        try (H5O_info2_t info = new H5O_info2_t()) {
            if (!isUsual(failure) || !isHere(dataset, info)) {
                return Optional.empty();
            }
        }
        long address = H5Dget_offset(dataset);
        if (address <= 0) {
            return Optional.empty();
        }
        try (RawBytes raw = RawBytes.open(path, failure)) {
            return Optional.of(new GlobalHeap(raw).texts(raw.at(address, (long) count * REFERENCE), count));
        }
    }

    /** Whether an object lies in this very file, not behind a link in another one, whose addresses mean nothing here. */
    private boolean isHere(long object, H5O_info2_t info) {
        try (H5O_info2_t root = new H5O_info2_t()) {
            return H5Oget_info3(file, root, H5O_INFO_BASIC) >= 0
                    && H5Oget_info3(object, info, H5O_INFO_BASIC) >= 0
                    && info.fileno() == root.fileno();
        }
    }

    private boolean isUsual(String failure) {
        try (Handle properties = Handle.properties(H5Fget_create_plist(file), failure);
                SizeTPointer addresses = new SizeTPointer(1);
                SizeTPointer lengths = new SizeTPointer(1)) {
            long[] userBlock = new long[1];
            return H5Pget_sizes(properties.id(), addresses, lengths) >= 0
                    && addresses.get() == WORD
                    && lengths.get() == WORD
                    && H5Pget_userblock(properties.id(), userBlock) >= 0
                    && userBlock[0] == 0;
        }
    }
}
