package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/** What a frame's pattern is to be answered with. */
class ObjectPatchesTest {
    private static final XrayGeometry GEOMETRY = new XrayGeometry(32, 32, 1e-8, 1e-8, 8800, 2);

    /** Slow enough that interpolation finds it: value at (row, column), which need not be whole. */
    private static double wave(double row, double column) {
        return 2 + Math.sin(0.3 * row) + Math.cos(0.2 * column + 1);
    }

    private static Specimen object(double pixel, double scale) {
        ComplexImage image = ComplexImage.zeros((int) (60 * scale), (int) (50 * scale));
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) wave(i / image.columns() / scale, i % image.columns() / scale);
            image.im()[i] = -0.5f * image.re()[i];
        }
        return Specimen.of(image, pixel, pixel, 0, 0);
    }

    @Test
    void on_whole_pixels_it_is_the_objects_own() {
        Specimen object = object(1e-8, 1);
        Positions positions = new Positions(new double[] {-3e-8}, new double[] {4e-8});
        ComplexImage patch = new ObjectPatches("scan", object, positions, GEOMETRY, 16).of(0);
        ComplexImage cut = object.image().crop(30 - 3 - 8, 25 + 4 - 8, 16, 16);
        assertThat(patch.re()).isEqualTo(cut.re());
        assertThat(patch.im()).isEqualTo(cut.im());
    }

    @Test
    void between_pixels_it_is_what_the_object_would_be_there() {
        Positions positions = new Positions(new double[] {-3.3e-8}, new double[] {4.6e-8});
        ComplexImage patch = new ObjectPatches("scan", object(1e-8, 1), positions, GEOMETRY, 16).of(0);
        isTheWave(patch, 30 - 3.3, 25 + 4.6);
    }

    @Test
    void an_object_with_finer_pixels_serves_too() {
        Positions positions = new Positions(new double[] {-3e-8}, new double[] {4.25e-8});
        ComplexImage patch = new ObjectPatches("scan", object(0.5e-8, 2), positions, GEOMETRY, 16).of(0);
        isTheWave(patch, 30 - 3, 25 + 4.25);
    }

    /** To 0.5%, a sixth of what half a pixel off would make. */
    private static void isTheWave(ComplexImage patch, double row, double column) {
        double offBy = 0;
        double error = 0;
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                double expected = wave(row + y - 8, column + x - 8);
                error = Math.max(error, Math.abs(patch.re()[y * 16 + x] - expected));
                offBy = Math.max(offBy, Math.abs(wave(row + y - 7.5, column + x - 8) - expected));
                assertThat((double) patch.im()[y * 16 + x])
                        .isCloseTo(-0.5 * patch.re()[y * 16 + x], Offset.offset(1e-5));
            }
        }
        assertThat(error).isLessThan(0.01).isLessThan(offBy / 6);
    }

    @Test
    void an_object_of_another_place_is_refused_with_the_frame() {
        Positions positions = new Positions(new double[] {0, 25e-8}, new double[] {0, 0});
        assertThatThrownBy(() -> new ObjectPatches("lines.h5", object(1e-8, 1), positions, GEOMETRY, 16))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("lines.h5")
                .hasMessageContaining("frame 1 do not lie on the object of 60 x 50 pixels");
    }
}
