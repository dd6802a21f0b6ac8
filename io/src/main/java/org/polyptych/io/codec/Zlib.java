package org.polyptych.io.codec;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate with zlib's header, as HDF5's gzip filter, Blosc and Zarr write it. */
public final class Zlib implements Decoder {
    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        Bytes.check(from, at, length, into, to, room);
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(from, at, length);
            int done = 0;
            while (!inflater.finished()) {
                int got = inflater.inflate(into, to + done, room - done);
                done += got;
                if (got == 0 && !inflater.finished()) {
                    throw Bytes.damaged(
                            done == room
                                    ? "zlib data for more than the " + room + " bytes expected"
                                    : "zlib data cut short");
                }
            }
            return done;
        }
    }
}
