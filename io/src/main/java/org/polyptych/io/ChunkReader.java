package org.polyptych.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.polyptych.io.hdf5.FilterPipeline;
import org.polyptych.io.hdf5.FrameLayout;

/**
 * Frames that lie in chunks: a part of a frame in each, or one, or several. Chunks that hold several frames are decoded
 * once and kept for a while, for all threads.
 */
final class ChunkReader {
    /** Bytes of decoded chunks that are kept. */
    private static final long KEPT_BYTES = 64 << 20;

    private static final int MOST_KEPT = 64;

    private final FileChannel file;
    private final FrameLayout.Chunks layout;
    private final int rows;
    private final int columns;
    private final int frameBytes;
    private final ThreadLocal<Room> rooms;
    /** Frames of the same chunks, each at its number modulo the length; guarded by the lock of the same index. */
    private final Slab[] kept;

    private final Object[] locks;

    /** Where a frame's bytes stand. */
    record Part(byte[] bytes, int at) {}

    private record Slab(int number, byte[] bytes) {}

    /** What a thread needs. */
    private final class Room {
        byte[] stored = new byte[0];
        final FilterPipeline.Room filters = new FilterPipeline.Room(layout.chunkBytes());
        final byte[] whole = new byte[isWhole() ? 0 : frameBytes];
    }

    ChunkReader(FileChannel file, FrameLayout.Chunks layout, int rows, int columns) {
        this.file = file;
        this.layout = layout;
        this.rows = rows;
        this.columns = columns;
        this.frameBytes = rows * columns * layout.form().bytes();
        this.rooms = ThreadLocal.withInitial(Room::new);
        long slabs = Math.clamp(KEPT_BYTES / ((long) frameBytes * framesTogether()), 1, MOST_KEPT);
        this.kept = new Slab[(int) slabs];
        this.locks = IntStream.range(0, kept.length).mapToObj(k -> new Object()).toArray();
    }

    /** So many frames come out of the same chunks. */
    int framesTogether() {
        return Math.min(layout.chunk()[0], layout.count());
    }

    /** Whether a chunk holds whole frames. */
    private boolean isWhole() {
        return layout.chunk()[1] == rows && layout.chunk()[2] == columns;
    }

    /**
     * @return bytes that the same thread's next reading may overwrite
     * @throws IOException if a chunk is missing or damaged
     */
    Part frame(int j) throws IOException {
        int number = j / layout.chunk()[0];
        if (framesTogether() == 1) {
            Room room = rooms.get();
            return new Part(decoded(number, room, room.whole), 0);
        }
        return new Part(shared(number), j % layout.chunk()[0] * frameBytes);
    }

    private byte[] shared(int number) throws IOException {
        int place = number % kept.length;
        synchronized (locks[place]) {
            if (kept[place] == null || kept[place].number != number) {
                int frames = Math.min(layout.chunk()[0], layout.count() - number * layout.chunk()[0]);
                byte[] room = new byte[frames * frameBytes];
                byte[] bytes = decoded(number, rooms.get(), room);
                kept[place] = new Slab(number, bytes == room ? room : Arrays.copyOf(bytes, room.length));
            }
            return kept[place].bytes;
        }
    }

    /**
     * The frames of one row of chunks.
     *
     * @param into where they are put together, if each chunk holds a part of them
     */
    private byte[] decoded(int number, Room room, byte[] into) throws IOException {
        if (isWhole()) {
            return chunk(layout.at(number, 0, 0), room);
        }
        for (int y = 0; y < layout.grid()[1]; y++) {
            for (int x = 0; x < layout.grid()[2]; x++) {
                place(chunk(layout.at(number, y, x), room), y * layout.chunk()[1], x * layout.chunk()[2], into);
            }
        }
        return into;
    }

    /** Copies what of a chunk lies within the frames. */
    private void place(byte[] chunk, int top, int left, byte[] into) {
        int[] size = layout.chunk();
        int bytes = layout.form().bytes();
        int frames = into.length / frameBytes;
        int height = Math.min(size[1], rows - top);
        int width = Math.min(size[2], columns - left);
        for (int k = 0; k < frames; k++) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(
                        chunk,
                        (k * size[1] + y) * size[2] * bytes,
                        into,
                        k * frameBytes + ((top + y) * columns + left) * bytes,
                        width * bytes);
            }
        }
    }

    /** A chunk as it was before it was written. */
    private byte[] chunk(int index, Room room) throws IOException {
        if (layout.offsets()[index] < 0) {
            throw new IOException("a chunk that was never written");
        }
        int length = layout.stored()[index];
        if (room.stored.length < length) {
            room.stored = new byte[Math.max(length, layout.chunkBytes())];
        }
        RawFrames.readFully(file, ByteBuffer.wrap(room.stored, 0, length), layout.offsets()[index]);
        try {
            return layout.filters().undo(room.stored, length, layout.masks()[index], layout.chunkBytes(), room.filters);
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
    }

    /** Where in the file the chunks of some frames lie: pairs of the first byte and how many there are. */
    List<long[]> extents(int[] frames) {
        List<long[]> extents = new ArrayList<>();
        int[] numbers =
                IntStream.of(frames).map(j -> j / layout.chunk()[0]).distinct().toArray();
        for (int number : numbers) {
            int first = layout.at(number, 0, 0);
            for (int k = first; k < first + layout.grid()[1] * layout.grid()[2]; k++) {
                if (layout.offsets()[k] >= 0) {
                    extents.add(new long[] {layout.offsets()[k], layout.stored()[k]});
                }
            }
        }
        return extents;
    }
}
