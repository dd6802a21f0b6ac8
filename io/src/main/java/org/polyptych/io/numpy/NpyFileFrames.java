package org.polyptych.io.numpy;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.polyptych.core.BadInputException;
import org.polyptych.io.FileMark;
import org.polyptych.io.NpyFile;
import org.polyptych.io.NpyHeader;
import org.polyptych.io.ReadOut;
import org.polyptych.physics.Frames;

/** Frames that stay in an npy and are read when asked for, by any number of threads at once. */
final class NpyFileFrames implements Frames {
    private static final Cleaner CLEANER = Cleaner.create();

    private final FileMark mark;
    private final FileChannel channel;
    private final long offset;
    private final NpyHeader header;
    private final StackLayout.Sizes sizes;
    private final ReadOut readOut;

    /** @throws BadInputException if the file holds less than its header promises */
    NpyFileFrames(Path file, NpyHeader header, StackLayout.Sizes sizes, ReadOut readOut) {
        this.mark = FileMark.of(file);
        this.offset = NpyFile.dataOffset(file);
        this.header = header;
        this.sizes = sizes;
        this.readOut = readOut;
        long needed = offset + header.size() * header.type().bytes();
        if (mark.bytes() < needed) {
            throw new BadInputException(
                    file + ": the npy data are cut short, " + (needed - mark.bytes()) + " bytes are missing");
        }
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
        FileChannel toClose = channel;
        CLEANER.register(this, () -> {
            try {
                toClose.close();
            } catch (IOException e) {
                // it was only read
            }
        });
    }

    @Override
    public int count() {
        return sizes.frames();
    }

    @Override
    public int rows() {
        return sizes.rows();
    }

    @Override
    public int columns() {
        return sizes.columns();
    }

    /** @throws BadInputException if the file has changed since it was opened, or holds what no detector gives */
    @Override
    public void read(int[] indices, float[] buffer) {
        int pixels = rows() * columns();
        ByteBuffer bytes = ByteBuffer.allocate(pixels * header.type().bytes()).order(header.order());
        double[] numbers = new double[pixels];
        for (int k = 0; k < indices.length; k++) {
            bytes.clear();
            read(bytes, offset + (long) indices[k] * bytes.capacity());
            header.type().numbers(bytes.flip(), numbers);
            for (int i = 0; i < pixels; i++) {
                buffer[k * pixels + i] =
                        NumpyFrames.amplitude(mark.path().toString(), readOut, numbers[i], indices[k], i, columns());
            }
        }
        mark.check();
    }

    private void read(ByteBuffer bytes, long from) {
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, from + bytes.position()) < 0) {
                    throw new BadInputException(mark.path() + ": the npy data are cut short");
                }
            }
        } catch (IOException e) {
            throw new BadInputException(mark.path() + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
