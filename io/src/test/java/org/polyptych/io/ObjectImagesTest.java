package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.process.FloatProcessor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;

class ObjectImagesTest {
    @TempDir
    private Path folder;

    private Path tiff(String name, int columns, float... values) {
        Path file = folder.resolve(name);
        IJ.saveAsTiff(
                new ImagePlus("f", new FloatProcessor(columns, values.length / columns, values)), file.toString());
        return file;
    }

    @Test
    void an_amplitude_takes_the_phase_beside_it() {
        tiff("cell_phase.tif", 2, 0, 1, -2, 3);
        ObjectImages read = ObjectImages.read(tiff("cell_amplitude.tif", 2, 1, 2, 3, 4));
        ComplexImage image = read.images().getFirst();
        assertThat(image.re()[1]).isCloseTo((float) (2 * Math.cos(1)), within(1e-6f));
        assertThat(image.im()[2]).isCloseTo((float) (3 * Math.sin(-2)), within(1e-6f));
        assertThat(read.pixelHeight()).isNaN();
    }

    @Test
    void without_one_its_phase_is_zero() {
        ComplexImage image =
                ObjectImages.read(tiff("amplitude.tif", 2, 1, 2, 3, 4)).images().getFirst();
        assertThat(image.re()).containsExactly(1, 2, 3, 4);
        assertThat(image.im()).containsOnly(0);
    }

    @Test
    void a_phase_of_another_size_is_refused() {
        Path phase = tiff("phase.tif", 1, 0, 1);
        Path amplitude = tiff("amplitude.tif", 2, 1, 2, 3, 4);
        assertThatThrownBy(() -> ObjectImages.read(amplitude))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(phase + ": must be the phases in rad")
                .hasMessageContaining("2 x 2 pixels; it has 2 x 1");
    }

    @Test
    void the_pixels_of_a_result_are_known() {
        Path file = folder.resolve("result.h5");
        ProductFile.write(file, SomeResult.simple());
        ObjectImages read = ObjectImages.read(file);
        assertThat(read.pixelHeight()).isEqualTo(SomeResult.simple().specimen().pixelHeight());
        assertThat(read.images()).isNotEmpty();
    }
}
