package org.polyptych.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.polyptych.core.BadInputException;

/** The numbers of an npy taken piece by piece, in the order of the file, so that nothing large is held twice. */
public final class NpyStream implements AutoCloseable {
    private final InputStream in;
    private final String label;
    private final NpyHeader header;

    private NpyStream(InputStream in, String label, NpyHeader header) {
        this.in = in;
        this.label = label;
        this.header = header;
    }

    /** Reads the header; closes the stream if it is not one. */
    static NpyStream of(InputStream in, String label) throws IOException {
        try {
            return new NpyStream(in, label, NpyFile.header(in, label));
        } catch (RuntimeException | IOException e) {
            in.close();
            throw e;
        }
    }

    public NpyHeader header() {
        return header;
    }

    /** For messages: the file, and the array in it. */
    public String label() {
        return label;
    }

    /**
     * The next numbers, real ones.
     *
     * @throws BadInputException if they are cut short or complex
     */
    public void next(double[] into) {
        if (header.type().isComplex()) {
            throw new BadInputException(label + ": holds complex numbers where real ones are expected");
        }
        byte[] bytes;
        try {
            bytes = NpyFile.exactly(in, into.length * header.type().bytes, label);
        } catch (IOException e) {
            throw new BadInputException(label + " cannot be read: " + e.getMessage(), e);
        }
        header.type().numbers(ByteBuffer.wrap(bytes).order(header.order()), into);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // it was only read
        }
    }
}
