package org.polyptych.neural.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * A safetensors file: the length of the header (8 bytes, least first), the header in JSON, the numbers. The header gives for
 * each array its name, type, shape and place; {@code __metadata__} in it maps texts to texts. No code.
 *
 * @param metadata texts by name
 * @param arrays in the order of the header
 */
record Safetensors(SequencedMap<String, String> metadata, SequencedMap<String, Weights> arrays) {
    static final String METADATA = "__metadata__";

    /** A header of more is refused: it would name more arrays than networks have. */
    static final int MOST_HEADER = 16 << 20;

    private static final int PIECE = 1 << 16;

    /**
     * Writes the file beside its place and renames it; all numbers as float32. It is on the disk when this returns: the
     * checkpoint of what made it may be deleted then.
     */
    void write(Path file) {
        byte[] header = header();
        WholeFile.write(file, part -> {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer start = little(8 + header.length);
                all(channel, start.putLong(header.length).put(header));
                for (Weights weights : arrays.values()) {
                    write(channel, weights.values());
                }
                channel.force(true);
            }
        });
        WholeFile.forceFolder(file.toAbsolutePath().getParent());
    }

    private byte[] header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(METADATA, metadata);
        long offset = 0;
        for (Map.Entry<String, Weights> array : arrays.entrySet()) {
            if (array.getKey().equals(METADATA)) {
                throw new IllegalArgumentException("no array can be called " + METADATA);
            }
            long end = offset + 4L * array.getValue().values().length;
            header.put(
                    array.getKey(),
                    Map.of("dtype", "F32", "shape", array.getValue().shape(), "data_offsets", List.of(offset, end)));
            offset = end;
        }
        String text = new JsonMapper().writeValueAsString(header);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Blanks up to a multiple of 8, so that the numbers are aligned for programs that map the file.
        byte[] padded = new byte[(bytes.length + 7) / 8 * 8];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        return padded;
    }

    private static void write(FileChannel channel, float[] values) throws IOException {
        ByteBuffer piece = little(4 * Math.min(PIECE, values.length));
        for (int k = 0; k < values.length; ) {
            piece.clear();
            int end = Math.min(values.length, k + PIECE);
            for (; k < end; k++) {
                piece.putFloat(values[k]);
            }
            all(channel, piece);
        }
    }

    private static void all(FileChannel channel, ByteBuffer bytes) throws IOException {
        bytes.flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Reads a file that this or another program wrote. What the header promises is held against the file before memory is
     * taken.
     *
     * @throws BadInputException if it cannot be read, is no such file, or is damaged
     */
    static Safetensors read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 10) {
                throw new BadInputException(file + ": is no model file (safetensors): " + size + " bytes are too few");
            }
            long length = read(file, channel, 0, 8).getLong();
            if (length < 2 || length > MOST_HEADER) {
                throw new BadInputException(file + ": is no model file (safetensors), or damaged: a header of "
                        + Long.toUnsignedString(length) + " bytes cannot be (at most " + MOST_HEADER + ")");
            }
            if (length > size - 8) {
                throw new BadInputException(file + ": is cut short: its header should have " + length
                        + " bytes, the file has " + size + "; copy it again");
            }
            SafetensorsHeader header = SafetensorsHeader.parse(
                    file.toString(), read(file, channel, 8, (int) length).array(), size - 8 - length);
            SequencedMap<String, Weights> arrays = new LinkedHashMap<>();
            for (SafetensorsHeader.Entry entry : header.entries()) {
                arrays.put(entry.name(), new Weights(entry.shape(), numbers(file, channel, 8 + length, entry)));
            }
            return new Safetensors(header.metadata(), arrays);
        } catch (IOException e) {
            throw Unreadable.file(file, e);
        }
    }

    private static float[] numbers(Path file, FileChannel channel, long start, SafetensorsHeader.Entry entry)
            throws IOException {
        float[] values = new float[Math.toIntExact(entry.count())];
        int bytes = entry.type().bytes;
        for (int k = 0; k < values.length; ) {
            int end = Math.min(values.length, k + PIECE);
            ByteBuffer piece = read(file, channel, start + entry.begin() + (long) k * bytes, (end - k) * bytes);
            for (; k < end; k++) {
                values[k] = entry.type().next(piece);
            }
        }
        return values;
    }

    private static ByteBuffer read(Path file, FileChannel channel, long position, int count) throws IOException {
        ByteBuffer bytes = little(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new BadInputException(file + ": ended while it was read; copy it again");
            }
        }
        return bytes.flip();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
