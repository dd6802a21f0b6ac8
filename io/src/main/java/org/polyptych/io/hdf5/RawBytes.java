package org.polyptych.io.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.polyptych.core.BadInputException;

/**
 * The bytes of an HDF5 file as the format's specification (version 3) lays them out, for the few things the C library
 * cannot be trusted with. Nothing is believed: what leads out of the file is damage.
 */
final class RawBytes implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 26;

    private final FileChannel channel;
    private final String failure;

    private RawBytes(FileChannel channel, String failure) {
        this.channel = channel;
        this.failure = failure;
    }

    /** @param failure what to say if the file is damaged */
    static RawBytes open(Path path, String failure) {
        try {
            return new RawBytes(FileChannel.open(path, StandardOpenOption.READ), failure);
        } catch (IOException e) {
            throw new BadInputException(failure + ": " + e.getMessage(), e);
        }
    }

    /** Some bytes, little-endian. */
    ByteBuffer at(long address, long length) {
        try {
            if (address < 0 || length < 0 || length > MOST_BYTES || address > channel.size() - length) {
                throw damaged();
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining() && channel.read(bytes, address + bytes.position()) >= 0) {
                // until all are there
            }
            if (bytes.hasRemaining()) {
                throw damaged();
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new BadInputException(failure + ": " + e.getMessage(), e);
        }
    }

    BadInputException damaged() {
        return new BadInputException(failure + ": the file is damaged");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it was only read from
        }
    }
}
