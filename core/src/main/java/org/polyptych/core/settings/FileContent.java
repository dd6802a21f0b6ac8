package org.polyptych.core.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ContentHash;

/** What is in a file that a setting names. */
final class FileContent {
    private static final int PIECE = 1 << 16;

    private FileContent() {}

    /** @throws BadInputException if it cannot be read */
    static String hash(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": there is no such file");
        }
        ContentHash hash = new ContentHash();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece;
            while ((piece = in.readNBytes(PIECE)).length > 0) {
                hash.add((long) piece.length);
                for (int i = 0; i < piece.length; i += Long.BYTES) {
                    hash.add(word(piece, i));
                }
            }
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return hash.text();
    }

    /** Up to eight bytes, zeros after the end. */
    private static long word(byte[] piece, int from) {
        long word = 0;
        for (int i = from; i < Math.min(piece.length, from + Long.BYTES); i++) {
            word = word << Byte.SIZE | piece[i] & 0xff;
        }
        return word;
    }
}
