package org.polyptych.io.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.polyptych.core.BadInputException;
import org.polyptych.io.codec.Decoder;

/** Reads chunks of a Zarr array from their files. Safe for use by several threads. */
record ZarrChunks(ZarrArray array) {
    /** What a step of decoding may add to the bytes of a chunk: checksums. */
    private static final int SLACK = 64;
    /** A chunk that does not shrink takes little more than it holds. */
    private static final int LARGEST_GROWTH = 2;

    /**
     * The numbers of a chunk, in the order in which they lie in it.
     *
     * @param index of the chunk in each dimension
     * @throws BadInputException if it is damaged
     */
    float[] values(int[] index) {
        int n = (int) array.chunks().values();
        float[] values = new float[n];
        int[] files = array.files();
        int[] sizes = array.chunks().sizes();
        int[] file = new int[index.length];
        for (int d = 0; d < index.length; d++) {
            file[d] = index[d] / (files[d] / sizes[d]);
        }
        Path path = array.keys().of(array.folder(), file);
        try {
            Optional<byte[]> stored = stored(path, index, n);
            if (stored.isEmpty()) {
                Arrays.fill(values, array.fill());
                return values;
            }
            byte[] bytes = decoded(
                    stored.get(), array.chunks().decoders(), n * array.sample().bytes());
            array.sample().decode(ByteBuffer.wrap(bytes).order(array.order()), values, n);
            return values;
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be read: " + e.getMessage(), e);
        } catch (DataFormatException | IndexOutOfBoundsException e) {
            throw new BadInputException(path + ": a damaged chunk: " + e.getMessage(), e);
        }
    }

    private Optional<byte[]> stored(Path path, int[] index, int n) throws IOException, DataFormatException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        long most = (long) LARGEST_GROWTH * n * array.sample().bytes() + (1 << 16);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (array.shards().isEmpty()) {
                return Optional.of(read(channel, 0, channel.size(), most));
            }
            ZarrArray.Shards shards = array.shards().get();
            int indexBytes = shards.indexBytes();
            long at = shards.atEnd() ? channel.size() - indexBytes : 0;
            byte[] packed = read(channel, at, indexBytes, indexBytes);
            ByteBuffer pairs = ByteBuffer.wrap(decoded(packed, shards.indexDecoders(), indexBytes / 16 * 16))
                    .order(ByteOrder.LITTLE_ENDIAN);
            int place = 0;
            for (int d = 0; d < index.length; d++) {
                int inFile = array.files()[d] / array.chunks().sizes()[d];
                place = place * inFile + index[d] % inFile;
            }
            long offset = pairs.getLong(16 * place);
            long bytes = pairs.getLong(16 * place + 8);
            boolean missing = offset == -1 && bytes == -1;
            return missing ? Optional.empty() : Optional.of(read(channel, offset, bytes, most));
        }
    }

    private static byte[] read(FileChannel channel, long offset, long bytes, long most)
            throws IOException, DataFormatException {
        if (offset < 0 || bytes < 0 || bytes > most || offset > channel.size() - bytes) {
            throw new DataFormatException(bytes + " bytes at " + offset + " of " + channel.size());
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new DataFormatException("cut short");
            }
        }
        return buffer.array();
    }

    private static byte[] decoded(byte[] stored, List<Decoder> decoders, int bytes) throws DataFormatException {
        byte[] here = stored;
        int length = stored.length;
        for (Decoder decoder : decoders) {
            byte[] next = new byte[bytes + SLACK];
            length = decoder.decode(here, 0, length, next, 0, next.length);
            here = next;
        }
        if (length != bytes) {
            throw new DataFormatException(length + " bytes instead of " + bytes);
        }
        return here;
    }
}
