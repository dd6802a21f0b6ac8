package org.polyptych.io;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;

/**
 * A grey picture, PNG or TIFF.
 *
 * @param image of whole-number formats the part of white, 0 (black) to 1 (white); of floating-point TIFF the numbers
 * @param isScaled true for whole-number formats, whose numbers mean nothing by themselves
 */
public record PictureFile(RealImage image, boolean isScaled) {
    private static final List<String> ENDINGS = List.of(".png", ".tif", ".tiff");
    private static final long MOST_PIXELS = 1L << 28;

    /** Whether the file's name ends like that of a picture. */
    public static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Reads the first picture of a file.
     *
     * @throws BadInputException if the file is missing, no picture, cut short, coloured, or too large
     */
    public static PictureFile read(Path file) {
        return read(file, false);
    }

    /**
     * The numbers as they are stored, of whole-number formats too, of a file that has one picture.
     *
     * @throws BadInputException also if there are several pictures, or the numbers of this one are looked up in a palette
     */
    static PictureFile stored(Path file) {
        return read(file, true);
    }

    private static PictureFile read(Path file, boolean stored) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": no such file");
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new BadInputException(file + ": not a PNG or TIFF picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new BadInputException(file + ": a picture of " + reader.getHeight(0) + " x "
                            + reader.getWidth(0) + " pixels is too large; at most 16384 x 16384");
                }
                if (stored && reader.getNumImages(true) > 1) {
                    throw new BadInputException(file + ": holds " + reader.getNumImages(true)
                            + " pictures; one is needed: save their mean");
                }
                return of(file, reader.read(0), stored);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new BadInputException(file + ": this picture cannot be read: " + e.getMessage(), e);
        }
    }

    private static PictureFile of(Path file, BufferedImage picture, boolean stored) {
        int rows = picture.getHeight();
        int columns = picture.getWidth();
        Raster raster = picture.getRaster();
        int type = raster.getDataBuffer().getDataType();
        boolean floating = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
        boolean plain = raster.getNumBands() == 1 && picture.getColorModel().getNumComponents() == 1;
        if (stored && !plain) {
            throw new BadInputException(file + ": a picture in colours or with a palette holds no counts; save grey");
        }
        double white = floating || stored ? 1 : (1L << picture.getColorModel().getComponentSize(0)) - 1;
        RealImage image = RealImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double value = plain ? raster.getSampleDouble(x, y, 0) / white : grey(file, picture.getRGB(x, y));
                if (!Double.isFinite(value)) {
                    throw new BadInputException(file + ": the picture holds values that are NaN or infinite");
                }
                image.values()[y * columns + x] = (float) value;
            }
        }
        return new PictureFile(image, !floating && !stored);
    }

    private static double grey(Path file, int argb) {
        int red = argb >> 16 & 255;
        if ((argb >>> 24) != 255 || red != (argb >> 8 & 255) || red != (argb & 255)) {
            throw new BadInputException(
                    file + ": the picture is coloured or transparent; a grey one is needed (convert it first)");
        }
        return red / 255.0;
    }
}
