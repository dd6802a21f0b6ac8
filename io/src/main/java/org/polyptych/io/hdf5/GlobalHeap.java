package org.polyptych.io.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Strings of variable length, which lie in the file's global heap (HDF5 file format, version 3, section III.E). The C
 * library follows a damaged one round in circles, out of memory's bounds or into gigabytes (1.14.3; its issue 1707).
 */
final class GlobalHeap {
    private static final int SIGNATURE = 0x4c4f4347; // GCOL
    private static final int HEAD = 16;
    private static final int OBJECT_HEAD = 16;
    /** Length, address of the collection, index in it. */
    private static final int REFERENCE = 16;

    private final RawBytes file;
    private final Map<Long, ByteBuffer> collections = new HashMap<>();

    GlobalHeap(RawBytes file) {
        this.file = file;
    }

    /** @param references as many as there are strings, one after the other */
    List<String> texts(ByteBuffer references, int count) {
        if (references.capacity() < (long) count * REFERENCE) {
            throw file.damaged();
        }
        List<String> texts = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            int at = k * REFERENCE;
            long length = Integer.toUnsignedLong(references.getInt(at));
            texts.add(length == 0 ? "" : text(references.getLong(at + 4), references.getInt(at + 12), length));
        }
        return texts;
    }

    private String text(long address, int index, long length) {
        ByteBuffer heap = collections.computeIfAbsent(address, this::collection);
        for (long at = HEAD; at + OBJECT_HEAD <= heap.capacity(); ) {
            int here = Short.toUnsignedInt(heap.getShort((int) at));
            long size = heap.getLong((int) at + 8);
            if (here == 0 || size < 0 || size > heap.capacity() - at - OBJECT_HEAD) {
                break; // free space is the last object
            }
            if (here == index) {
                if (length > size) {
                    break;
                }
                byte[] bytes = new byte[(int) length];
                heap.get((int) at + OBJECT_HEAD, bytes);
                return upToZero(bytes);
            }
            at += OBJECT_HEAD + (size + 7) / 8 * 8;
        }
        throw file.damaged();
    }

    private ByteBuffer collection(long address) {
        ByteBuffer head = file.at(address, HEAD);
        if (head.getInt(0) != SIGNATURE || head.get(4) != 1) {
            throw file.damaged();
        }
        return file.at(address, head.getLong(8));
    }

    private static String upToZero(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
