package org.polyptych.io.frames;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.polyptych.core.BadInputException;
import org.polyptych.io.FileMark;

/**
 * A plain file from which any number of threads read pieces at once. It stays open until it is closed, or nobody holds
 * this object any more; should it change meanwhile, the next reading says so.
 */
public final class SharedFile implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int PIECE = 1 << 20;

    private final FileMark mark;
    private final FileChannel channel;
    private final Cleaner.Cleanable closing;

    /** @param channel null: the file is opened for each reading */
    private SharedFile(FileMark mark, FileChannel channel) {
        this.mark = mark;
        this.channel = channel;
        this.closing = channel == null ? null : CLEANER.register(this, () -> close(channel));
    }

    /** @throws BadInputException if the file is missing or cannot be read */
    public static SharedFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(path + ": no such file");
        }
        try {
            FileMark mark = FileMark.of(path);
            return new SharedFile(mark, FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be read", e);
        }
    }

    /**
     * A file that is opened for each reading, where there are more than a program may hold open.
     *
     * @throws BadInputException if the file is missing
     */
    public static SharedFile oneOfMany(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(path + ": no such file");
        }
        return new SharedFile(FileMark.of(path), null);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // it was only read
        }
    }

    @Override
    public void close() {
        if (closing != null) {
            closing.clean();
        }
    }

    public Path path() {
        return mark.path();
    }

    /** Bytes that the file had when it was opened. */
    public long size() {
        return mark.bytes();
    }

    /**
     * A piece of the file, in the given order of bytes.
     *
     * @throws BadInputException if it does not lie in the file, or the file has changed
     */
    public ByteBuffer read(long offset, int bytes, ByteOrder order) {
        if (offset < 0 || bytes < 0 || offset > size() - bytes) {
            throw new BadInputException(path() + ": cut short: " + bytes + " bytes at " + offset
                    + " are asked for, but the file has " + size());
        }
        ByteBuffer piece = ByteBuffer.allocate(bytes).order(order);
        try {
            if (channel != null) {
                fill(piece, channel, offset);
            } else {
                try (FileChannel once = FileChannel.open(path(), StandardOpenOption.READ)) {
                    fill(piece, once, offset);
                }
            }
        } catch (IOException e) {
            throw new BadInputException(path() + ": cannot be read: " + e.getMessage(), e);
        }
        mark.check();
        return piece.flip();
    }

    private void fill(ByteBuffer piece, FileChannel from, long offset) throws IOException {
        while (piece.hasRemaining()) {
            if (from.read(piece, offset + piece.position()) < 0) {
                mark.check();
                throw new BadInputException(path() + ": cut short at " + (offset + piece.position()) + " bytes");
            }
        }
    }

    /** The first bytes of the file: as many as asked for, or all it has. */
    public ByteBuffer front(int most, ByteOrder order) {
        return read(0, (int) Math.min(most, size()), order);
    }

    /** Brings a piece from the disk into the memory in which the system keeps what was read last. */
    public void fetch(long offset, long bytes) {
        if (channel == null || offset < 0 || offset >= size()) {
            return; // whoever reads the piece will say so
        }
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, Math.max(1, bytes)));
        long end = offset + Math.min(size() - offset, bytes);
        try {
            for (long at = offset; at < end; at += piece.capacity()) {
                piece.clear().limit((int) Math.min(piece.capacity(), end - at));
                if (channel.read(piece, at) < 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // whoever reads the piece will say so
        }
    }
}
