package org.polyptych.physics.regulariser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

class TotalVariationStepTest {
    private static ComplexImage stepped(ComplexImage image, double lambda) {
        ComplexImage out = image.copy();
        new TotalVariationStep(image.rows(), image.columns()).apply(out, lambda);
        return out;
    }

    /** |x - O|^2 / 2 + lambda TV(x). */
    private static double objective(ComplexImage x, ComplexImage image, double lambda) {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            double re = (double) x.re()[i] - image.re()[i];
            double im = (double) x.im()[i] - image.im()[i];
            sum += (re * re + im * im) / 2;
        }
        return sum + lambda * new TotalVariation(1e-9).value(x);
    }

    /** Two pixels 1 apart come nearer by lambda each, and meet where that is more than half the way. */
    @Test
    void twoPixelsComeNearerByLambda() {
        ComplexImage pair = new ComplexImage(1, 2, new float[] {0, 1}, new float[] {0, 0});
        ComplexImage x = stepped(pair, 0.2);
        assertThat(x.re()[0]).isCloseTo(0.2f, within(1e-4f));
        assertThat(x.re()[1]).isCloseTo(0.8f, within(1e-4f));
        ComplexImage met = stepped(pair, 0.9);
        assertThat(met.re()[0]).isCloseTo(0.5f, within(1e-3f));
        assertThat(met.re()[1]).isCloseTo(0.5f, within(1e-3f));
    }

    @Test
    void itComesNearTheMinimumOfItsObjective() {
        ComplexImage image = RegulariserTest.noise(12, 10, 8);
        double lambda = 0.1;
        ComplexImage x = stepped(image, lambda);
        double reached = objective(x, image, lambda);
        assertThat(reached).isLessThan(objective(image, image, lambda));
        RandomStream random = new RandomStream(9, 0);
        for (int k = 0; k < 200; k++) {
            ComplexImage other = x.copy();
            double size = Math.pow(10, -3 * random.uniform());
            for (int i = 0; i < other.size(); i++) {
                other.re()[i] += (float) (size * random.gaussian());
                other.im()[i] += (float) (size * random.gaussian());
            }
            assertThat(objective(other, image, lambda)).isGreaterThan(reached * (1 - 1e-3));
        }
    }

    @Test
    void flatImagesStayAndNothingIsDoneWithoutStrength() {
        ComplexImage flat = ComplexImage.constant(5, 6, 0.7f, -0.2f);
        assertThat(stepped(flat, 0.3).re()).isEqualTo(flat.re());
        ComplexImage image = RegulariserTest.noise(5, 6, 2);
        assertThat(stepped(image, 0).im()).isEqualTo(image.im());
    }

    @Test
    void scaledWithItsStrengthItGivesTheScaledImage() {
        ComplexImage image = RegulariserTest.noise(8, 8, 3);
        ComplexImage larger = image.copy();
        larger.scale(64);
        ComplexImage once = stepped(image, 0.1);
        ComplexImage scaled = stepped(larger, 6.4);
        for (int i = 0; i < image.size(); i++) {
            assertThat(scaled.re()[i] / 64).isCloseTo(once.re()[i], within(1e-5f));
        }
    }
}
