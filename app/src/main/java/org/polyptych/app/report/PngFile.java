package org.polyptych.app.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** PNG, in memory or to a file. */
public final class PngFile {
    static {
        // no temporary files: they would be left behind by a kill
        ImageIO.setUseCache(false);
    }

    private PngFile() {}

    /** Writes beside the file and renames, so that the file is whole or absent. */
    public static void write(Path file, BufferedImage picture) throws IOException {
        writeWhole(file, bytes(picture));
    }

    /** The picture as the bytes of a PNG file. */
    static byte[] bytes(BufferedImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static void writeWhole(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
