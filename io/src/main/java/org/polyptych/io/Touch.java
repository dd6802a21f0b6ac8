package org.polyptych.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Comparator;
import java.util.List;

/** Reads parts of a file without wanting them, so that the system has them at hand when somebody does. */
final class Touch {
    /** Bytes between two wanted parts that are read along. */
    private static final long GAP = 1 << 16;

    private static final int PIECE = 1 << 20;

    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);

    /** @param extents pairs of the first byte and how many there are */
    void all(FileChannel file, List<long[]> extents) {
        List<long[]> sorted = extents.stream()
                .sorted(Comparator.comparingLong(extent -> extent[0]))
                .toList();
        int k = 0;
        while (k < sorted.size()) {
            long from = sorted.get(k)[0];
            long to = from;
            while (k < sorted.size() && sorted.get(k)[0] - to <= GAP) {
                to = Math.max(to, sorted.get(k)[0] + sorted.get(k)[1]);
                k++;
            }
            range(file, from, to);
        }
    }

    private void range(FileChannel file, long from, long to) {
        try {
            for (long at = from; at < to; at += PIECE) {
                piece.clear().limit((int) Math.min(PIECE, to - at));
                if (file.read(piece, at) < 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // whoever reads it will say so
        }
    }
}
