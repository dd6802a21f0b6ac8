package org.polyptych.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.polyptych.io.hdf5.FrameLayout;
import org.polyptych.io.hdf5.FramePlaces;

/**
 * Frames read past the HDF5 library, by any number of threads at once: their bytes come straight from the files, are
 * decoded and understood here. {@link #fetch} brings bytes from the disk into the memory in which the system keeps what
 * was read last, and leaves them there: that memory costs the heap nothing, and goes to whoever needs it more.
 */
final class RawFrames implements AutoCloseable {
    private final FramePlaces places;
    private final List<FileChannel> files = new ArrayList<>();
    /** For pieces in chunks; null for others. */
    private final ChunkReader[] chunks;

    private final ThreadLocal<NumberRoom> rooms;
    private final ThreadLocal<Touch> touches;

    /** @throws IOException if one of the files cannot be opened */
    RawFrames(FramePlaces places) throws IOException {
        this.places = places;
        int pieces = places.pieces().size();
        this.chunks = new ChunkReader[pieces];
        try {
            for (int p = 0; p < pieces; p++) {
                FramePlaces.Piece piece = places.pieces().get(p);
                FileChannel file = FileChannel.open(piece.file(), StandardOpenOption.READ);
                files.add(file);
                chunks[p] = piece.layout() instanceof FrameLayout.Chunks layout
                        ? new ChunkReader(file, layout, places.rows(), places.columns())
                        : null;
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        this.rooms = ThreadLocal.withInitial(() -> new NumberRoom(places.form(), places.rows() * places.columns()));
        this.touches = ThreadLocal.withInitial(Touch::new);
    }

    boolean isUnsigned() {
        return places.form().isUnsigned();
    }

    /** In which of the files a frame lies. */
    int pieceOf(int frame) {
        return places.pieceOf(frame);
    }

    /** So many neighbouring frames are best read by one thread. */
    int together() {
        return IntStream.range(0, chunks.length)
                .map(p -> chunks[p] == null ? 1 : chunks[p].framesTogether())
                .max()
                .orElse(1);
    }

    /**
     * The stored numbers of a frame.
     *
     * @return an array that the same thread's next reading overwrites
     * @throws IOException if they cannot be read, or are not what was expected
     */
    float[] values(int frame) throws IOException {
        NumberRoom room = rooms.get();
        int p = places.pieceOf(frame);
        int j = places.inPieceOf(frame);
        int bytes = places.frameBytes();
        if (places.pieces().get(p).layout() instanceof FrameLayout.Plain plain) {
            ByteBuffer direct = room.direct(bytes);
            readFully(files.get(p), direct, plain.first() + (long) j * bytes);
            return room.numbers(direct.flip());
        }
        ChunkReader.Part part = chunks[p].frame(j);
        return room.numbers(ByteBuffer.wrap(part.bytes(), part.at(), bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Fills what remains of a buffer. */
    static void readFully(FileChannel file, ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int got = file.read(into, at);
            if (got < 0) {
                throw new EOFException("the file ends early");
            }
            at += got;
        }
    }

    /** Brings frames from the disk, neighbours together; failures show when they are read. */
    void fetch(int[] frames) {
        Touch touch = touches.get();
        for (int p = 0; p < chunks.length; p++) {
            int piece = p;
            int[] here = IntStream.of(frames)
                    .filter(frame -> places.pieceOf(frame) == piece)
                    .map(places::inPieceOf)
                    .toArray();
            if (here.length > 0) {
                touch.all(files.get(p), extents(p, here));
            }
        }
    }

    /** Where in their file frames lie: pairs of the first byte and how many there are. */
    private List<long[]> extents(int p, int[] frames) {
        if (places.pieces().get(p).layout() instanceof FrameLayout.Plain plain) {
            long bytes = places.frameBytes();
            return IntStream.of(frames)
                    .mapToObj(j -> new long[] {plain.first() + j * bytes, bytes})
                    .toList();
        }
        return chunks[p].extents(frames);
    }

    @Override
    public void close() {
        for (FileChannel file : files) {
            try {
                file.close();
            } catch (IOException e) {
                // it was only read
            }
        }
    }
}
