package org.polyptych.neural.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.train.TrainingData;

class SplitImagesTest {
    static TrainingData.Image image(int rows, int columns) {
        ComplexImage image = ComplexImage.zeros(rows, columns);
        RandomStream random = new RandomStream(7, rows + 1000L * columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) random.gaussian();
            image.im()[i] = (float) random.gaussian();
        }
        return TrainingData.Image.of("a file", image);
    }

    @Test
    void what_judges_is_a_strip_that_is_not_learned_from() {
        SplitImages split = SplitImages.of(List.of(image(100, 60), image(64, 80)), 0.25, 32, 8);
        assertThat(split.training())
                .extracting(Region::rows, Region::columns)
                .containsExactly(tuple(75, 60), tuple(64, 60));
        // strips of 25 x 60 and 64 x 20, in squares of 24 and 16
        assertThat(split.validation()).hasSize(2 + 4);
        for (Region square : split.validation()) {
            boolean first = square.image().rows() == 100;
            assertThat(square.rows()).isEqualTo(first ? 24 : 16).isEqualTo(square.columns());
            assertThat(first ? square.top() : square.left()).isGreaterThanOrEqualTo(first ? 75 : 60);
            assertThat(square.cut().isFinite()).isTrue();
        }
    }

    @Test
    void squares_are_not_larger_than_patches_and_no_share_sets_nothing_apart() {
        SplitImages half = SplitImages.of(List.of(image(100, 60)), 0.5, 16, 8);
        assertThat(half.validation()).hasSize(9).allMatch(square -> square.rows() == 16);
        SplitImages none = SplitImages.of(List.of(image(100, 60)), 0, 60, 4);
        assertThat(none.validation()).isEmpty();
        assertThat(none.training().getFirst().size()).isEqualTo(6000);
    }

    @Test
    void images_that_do_not_serve_are_refused_by_name() {
        refused(
                image(40, 20),
                "a file: has 40 x 20 pixels, 8 of them along the longer side set apart, too small for"
                        + " patches of 32 x 32");
        TrainingData.Image real = image(64, 64);
        Arrays.fill(real.image().im(), 0);
        refused(real, "a file: is real (its imaginary part is 0 everywhere)");
        TrainingData.Image bad = image(64, 64);
        bad.image().re()[77] = Float.NaN;
        refused(bad, "a file: holds values that are NaN or infinite");
        refused(
                TrainingData.Image.of("a file", ComplexImage.constant(64, 64, 1, 1)),
                "a file: has the same value everywhere");
        assertThatThrownBy(() -> SplitImages.of(List.of(), 0, 32, 8))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--images");
    }

    private static void refused(TrainingData.Image image, String message) {
        assertThatThrownBy(() -> SplitImages.of(List.of(image(64, 64), image), 0.1, 32, 8))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(message);
    }
}
