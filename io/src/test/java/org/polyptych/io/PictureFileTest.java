package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.process.FloatProcessor;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;

class PictureFileTest {
    @TempDir
    Path folder;

    private Path written(int type, int[] sample, String format) throws Exception {
        BufferedImage picture = new BufferedImage(5, 3, type);
        picture.getRaster().setPixel(4, 1, sample);
        Path file = folder.resolve("picture." + format);
        assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
        return file;
    }

    @ParameterizedTest
    @CsvSource({"png", "tiff"})
    void greyPicturesArePartsOfWhite(String format) throws Exception {
        PictureFile eight = PictureFile.read(written(BufferedImage.TYPE_BYTE_GRAY, new int[] {51}, format));
        assertThat(eight.isScaled()).isTrue();
        assertThat(eight.image().rows()).isEqualTo(3);
        assertThat(eight.image().at(1, 4)).isCloseTo(0.2f, within(1e-6f));
        assertThat(eight.image().at(0, 0)).isZero();
        PictureFile sixteen = PictureFile.read(written(BufferedImage.TYPE_USHORT_GRAY, new int[] {65535}, format));
        assertThat(sixteen.image().at(1, 4)).isEqualTo(1f);
        PictureFile rgb = PictureFile.read(written(BufferedImage.TYPE_INT_RGB, new int[] {51, 51, 51}, format));
        assertThat(rgb.image().at(1, 4)).isCloseTo(0.2f, within(1e-6f));
    }

    /** As ImageJ writes it: big-endian, with its own tags. */
    @Test
    void floatingPointTiffIsTakenAsItIs() {
        Path file = folder.resolve("float.tif");
        float[] values = {-1.5f, 0, 2.25f, 1e-3f, 7, 8};
        IJ.saveAsTiff(new ImagePlus("f", new FloatProcessor(3, 2, values)), file.toString());
        PictureFile read = PictureFile.read(file);
        assertThat(read.isScaled()).isFalse();
        assertThat(read.image().values()).containsExactly(values);
    }

    @Test
    void aColouredPictureIsRefused() throws Exception {
        Path file = written(BufferedImage.TYPE_INT_RGB, new int[] {200, 10, 10}, "png");
        assertThatThrownBy(() -> PictureFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("coloured");
    }

    @Test
    void damagedFilesAreRefused() throws Exception {
        byte[] whole = Files.readAllBytes(written(BufferedImage.TYPE_BYTE_GRAY, new int[] {51}, "png"));
        for (int length = 0; length < whole.length - 12; length += 3) {
            Path file = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> PictureFile.read(file))
                    .as("%d bytes", length)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("cut.png");
        }
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        assertThatThrownBy(() -> PictureFile.read(text)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> PictureFile.read(folder.resolve("absent.png")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no such file");
    }
}
