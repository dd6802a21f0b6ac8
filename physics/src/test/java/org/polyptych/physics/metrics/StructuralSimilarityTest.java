package org.polyptych.physics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;

class StructuralSimilarityTest {

    /** metric_goldens.py: scipy convolve2d with the 11 x 11 window, borders left out. */
    @Test
    void theMapIsThatOfScipy() {
        GoldenPair pair = GoldenPair.of(24, 20);

        StructuralSimilarity similarity =
                StructuralSimilarity.of(pair.found().amplitude(), pair.truth().amplitude(), 1.7);

        assertThat(similarity.map().rows()).isEqualTo(14);
        assertThat(similarity.map().columns()).isEqualTo(10);
        assertThat(similarity.mean()).isEqualTo(0.71833632, within(1e-6));
        assertThat(similarity.map().at(0, 0)).isEqualTo(0.71390923f, within(1e-5f));
        assertThat(similarity.map().at(13, 9)).isEqualTo(0.71543032f, within(1e-5f));
    }

    /** Flat images have no variance: (2 * 1 * 0.5 + C1) / (1 + 0.25 + C1) with C1 = 1e-4. */
    @Test
    void ofFlatImagesOnlyTheMeansDiffer() {
        assertThat(StructuralSimilarity.of(flat(0.5f), flat(1), 1).mean())
                .isEqualTo(1.0001 / 1.2501, within(1e-6))
                .isEqualTo(0.800016, within(1e-5));
        assertThat(StructuralSimilarity.of(flat(1), flat(1), 1).mean()).isEqualTo(1, within(1e-7));
    }

    @Test
    void onlyWindowsWhoseMiddleIsChosenCount() {
        GoldenPair pair = GoldenPair.of(24, 20);
        StructuralSimilarity similarity =
                StructuralSimilarity.of(pair.found().amplitude(), pair.truth().amplitude(), 1.7);
        boolean[] chosen = new boolean[24 * 20];
        chosen[5 * 20 + 5] = true;
        chosen[0] = true;

        assertThat(similarity.mean(chosen)).isEqualTo(similarity.map().at(0, 0), within(1e-9));
        assertThatThrownBy(() -> similarity.mean(new boolean[24 * 20])).isInstanceOf(BadInputException.class);
    }

    @Test
    void nanSmallImagesAndNoRangeAreRefused() {
        RealImage broken = flat(1);
        broken.values()[7] = Float.NaN;

        assertThatThrownBy(() -> StructuralSimilarity.of(broken, flat(1), 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> StructuralSimilarity.of(flat(1), flat(1), 0)).hasMessageContaining("range");
        assertThatThrownBy(() -> StructuralSimilarity.of(RealImage.zeros(10, 30), RealImage.zeros(10, 30), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("11 x 11");
    }

    private static RealImage flat(float value) {
        RealImage image = RealImage.zeros(16, 16);
        Arrays.fill(image.values(), value);
        return image;
    }
}
