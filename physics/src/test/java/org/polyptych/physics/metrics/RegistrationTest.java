package org.polyptych.physics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

class RegistrationTest {
    private static final double TOLERANCE = 0.02;
    private final BlobField field = new BlobField(7);

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0",
        "0.3, -0.45, 0, 0, 0",
        "3.37, -7.81, 0, 0, 0",
        "-0.5, 0.25, 0.4, -0.6, 0",
        "4.2, 2.6, 4.3, -3.7, 0",
        "-11.63, 6.18, -5.5, 2.25, 0.03",
        "0.71, 0.13, 1.5, 0.5, 0.05",
    })
    void aKnownShiftIsFoundWhateverRampScaleAndNoise(
            double down, double right, double cyclesDown, double cyclesAcross, double noise) {
        ComplexImage reference = BlobField.noisy(field.drawn(144, 128, 0, 0), noise, 3);
        ComplexImage image = BlobField.noisy(
                BlobField.ramped(field.drawn(144, 128, down, right), cyclesDown, cyclesAcross, 2.5, 1.1), noise, 4);

        Alignment found = Registration.align(reference, image);

        assertThat(found.shiftY()).isEqualTo(down, within(TOLERANCE));
        assertThat(found.shiftX()).isEqualTo(right, within(TOLERANCE));
        assertThat(found.rampY() * 144 / (2 * Math.PI)).isEqualTo(cyclesDown, within(0.01));
        assertThat(found.rampX() * 128 / (2 * Math.PI)).isEqualTo(cyclesAcross, within(0.01));
    }

    @Test
    void theAlignedImageIsTheReference() {
        ComplexImage reference = field.drawn(128, 128, 0, 0);
        ComplexImage image = BlobField.ramped(field.drawn(128, 128, 5.4, -2.7), 2.2, -1.3, 0.2, 2);

        Alignment found = Registration.align(reference, image);

        assertThat(found.scale()).isEqualTo(5, within(0.02));
        assertThat(ComplexError.nrmse(image, reference)).isGreaterThan(0.5);
        Region inner = Region.central(found.reference(), 96, 96);
        assertThat(ComplexError.nrmse(inner.of(found.image()), inner.of(found.reference())))
                .isLessThan(0.003);
    }

    @Test
    void imagesOfDifferentSizeBelongTogetherByTheirMiddlePixels() {
        ComplexImage reference = field.drawn(131, 128, 0, 0);
        ComplexImage image = field.drawn(96, 117, 3.25, 1.5);

        Alignment found = Registration.align(reference, image);

        assertThat(found.shiftY()).isEqualTo(3.25, within(TOLERANCE));
        assertThat(found.shiftX()).isEqualTo(1.5, within(TOLERANCE));
        assertThat(found.region().rows()).isEqualTo(96);
        assertThat(found.image().rows()).isEqualTo(found.reference().rows());
    }

    @Test
    void whatTheImageDoesNotShowIsNotCompared() {
        ComplexImage reference = field.drawn(128, 128, 0, 0);
        ComplexImage image = field.drawn(128, 128, 20, 0);

        Region region = Registration.align(reference, image).region();

        // rows 108 to 127 of the reference would lie below the image
        assertThat(region).isEqualTo(new Region(0, 0, 108, 128));
    }

    @Test
    void pixelsWithoutWeightDoNotMatter() {
        ComplexImage reference = field.drawn(128, 128, 0, 0);
        ComplexImage image = field.drawn(128, 128, 1.3, -0.6);
        RealImage weight = RealImage.zeros(128, 128);
        for (int y = 0; y < 128; y++) {
            for (int x = 0; x < 128; x++) {
                weight.values()[y * 128 + x] = Math.clamp((x - 40) / 20f, 0, 1);
                if (x <= 30) {
                    // a strong pattern that did not move
                    image.re()[y * 128 + x] = reference.re()[y * 128 + x] = (x + y) % 9 < 4 ? 3 : -3;
                }
            }
        }

        Alignment weighted = Registration.align(reference, image, Region.whole(reference), weight);
        Alignment even = Registration.align(reference, image);

        assertThat(weighted.shiftY()).isEqualTo(1.3, within(TOLERANCE));
        assertThat(weighted.shiftX()).isEqualTo(-0.6, within(TOLERANCE));
        assertThat(even.shiftY()).isNotCloseTo(1.3, within(0.5));
    }

    @Test
    void nanAndImagesWithoutCommonPartAreRefused() {
        ComplexImage image = field.drawn(64, 64, 0, 0);
        ComplexImage broken = image.copy();
        broken.re()[5] = Float.NaN;

        assertThatThrownBy(() -> Registration.align(image, broken)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> Registration.align(image, field.drawn(8, 8, 0, 0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("16 pixels");
    }
}
