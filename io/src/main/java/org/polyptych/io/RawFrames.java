package org.polyptych.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.polyptych.io.hdf5.FramePlaces;
import org.polyptych.io.hdf5.NumberForm;

/**
 * Frames read past the HDF5 library, by any number of threads at once: their bytes come straight from the file and are
 * understood here. {@link #fetch} brings bytes from the disk into the memory in which the system keeps what was read
 * last, and leaves them there: that memory costs the heap nothing, and goes to whoever needs it more.
 */
final class RawFrames {
    /** Bytes between two wanted frames that are read along. */
    private static final long GAP = 1 << 16;

    private static final int PIECE = 1 << 20;

    private final FileChannel file;
    private final FramePlaces places;
    private final ThreadLocal<Room> rooms;
    private final ThreadLocal<ByteBuffer> pieces = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(PIECE));

    RawFrames(FileChannel file, FramePlaces places) {
        this.file = file;
        this.places = places;
        this.rooms = ThreadLocal.withInitial(() -> new Room(places));
    }

    /** What a thread needs to read a frame. */
    private static final class Room {
        final byte[] stored;
        final ByteBuffer bytes;
        final short[] shorts;
        final int[] ints;
        final float[] floats;
        ByteBuffer direct;

        Room(FramePlaces places) {
            NumberForm form = places.form();
            int pixels = places.frameBytes() / form.bytes();
            stored = new byte[places.shuffled() ? places.frameBytes() : 0];
            bytes = ByteBuffer.allocate(places.frameBytes()).order(ByteOrder.LITTLE_ENDIAN);
            shorts = new short[form.bytes() == Short.BYTES ? pixels : 0];
            ints = new int[form == NumberForm.INT32 || form == NumberForm.UINT32 ? pixels : 0];
            floats = new float[pixels];
            direct = ByteBuffer.allocateDirect(places.frameBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    boolean isUnsigned() {
        return places.form().isUnsigned();
    }

    /**
     * The stored numbers of a frame.
     *
     * @return an array that the same thread's next reading overwrites
     * @throws IOException if they cannot be read, or are not what was expected
     */
    float[] values(int frame) throws IOException {
        Room room = rooms.get();
        ByteBuffer bytes = bytes(room, frame);
        int n = room.floats.length;
        switch (places.form()) {
            case UINT8 -> {
                bytes.get(room.bytes.array(), 0, n);
                CountLoops.unsigned(room.bytes.array(), room.floats, n);
            }
            case UINT16 -> {
                bytes.asShortBuffer().get(room.shorts, 0, n);
                CountLoops.unsigned(room.shorts, room.floats, n);
            }
            case INT16 -> {
                bytes.asShortBuffer().get(room.shorts, 0, n);
                CountLoops.signed(room.shorts, room.floats, n);
            }
            case UINT32 -> {
                bytes.asIntBuffer().get(room.ints, 0, n);
                CountLoops.unsigned(room.ints, room.floats, n);
            }
            case INT32 -> {
                bytes.asIntBuffer().get(room.ints, 0, n);
                CountLoops.signed(room.ints, room.floats, n);
            }
            case FLOAT32 -> bytes.asFloatBuffer().get(room.floats, 0, n);
        }
        return room.floats;
    }

    /** The bytes of a frame as they were before they were compressed, from the buffer's position on. */
    private ByteBuffer bytes(Room room, int frame) throws IOException {
        int stored = places.stored(frame);
        if (room.direct.capacity() < stored) {
            room.direct = ByteBuffer.allocateDirect(stored).order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer direct = room.direct.clear().limit(stored);
        readFully(direct, places.offset(frame));
        direct.flip();
        if (!places.deflated()) {
            if (stored != places.frameBytes()) {
                throw new IOException("a frame of " + stored + " bytes");
            }
            return direct;
        }
        byte[] plain = room.bytes.array();
        inflate(direct, places.shuffled() ? room.stored : plain);
        if (places.shuffled()) {
            unshuffle(room.stored, plain, places.form().bytes());
        }
        return room.bytes.clear();
    }

    private void readFully(ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int got = file.read(into, at);
            if (got < 0) {
                throw new EOFException();
            }
            at += got;
        }
    }

    private static void inflate(ByteBuffer compressed, byte[] into) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            int at = 0;
            while (at < into.length) {
                int got = inflater.inflate(into, at, into.length - at);
                if (got == 0) {
                    throw new EOFException();
                }
                at += got;
            }
        } catch (DataFormatException e) {
            throw new IOException(e);
        } finally {
            inflater.end();
        }
    }

    /** Shuffled, the first bytes of all numbers come first, then the second ones, and so on. */
    private static void unshuffle(byte[] shuffled, byte[] into, int bytes) {
        int n = into.length / bytes;
        for (int b = 0; b < bytes; b++) {
            CountLoops.spread(shuffled, b * n, into, b, bytes, n);
        }
    }

    /** Brings frames from the disk, neighbours together; failures show when they are read. */
    void fetch(int[] frames) {
        int[] sorted = Arrays.stream(frames)
                .boxed()
                .sorted(Comparator.comparingLong(places::offset))
                .mapToInt(Integer::intValue)
                .toArray();
        int k = 0;
        while (k < sorted.length) {
            long from = places.offset(sorted[k]);
            long to = from + places.stored(sorted[k]);
            k++;
            while (k < sorted.length && places.offset(sorted[k]) - to <= GAP) {
                to = Math.max(to, places.offset(sorted[k]) + places.stored(sorted[k]));
                k++;
            }
            touch(from, to);
        }
    }

    private void touch(long from, long to) {
        ByteBuffer piece = pieces.get();
        try {
            for (long at = from; at < to; at += PIECE) {
                piece.clear().limit((int) Math.min(PIECE, to - at));
                if (file.read(piece, at) < 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // whoever reads the frame will say so
        }
    }
}
