package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

class IlluminationTest {
    private static Probe probe() {
        return Probe.of(FrameKernelTest.noise(8, 6, 1), FrameKernelTest.noise(8, 6, 2));
    }

    private static Specimen specimen() {
        return Specimen.of(ComplexImage.constant(30, 40, 1, 0), 1, 1, 15, 20);
    }

    @Test
    void everyFrameBringsItsLight() {
        Positions positions = new Positions(new double[] {10, 12, 18}, new double[] {11, 12, 30});
        RealImage light = Illumination.of(specimen(), probe(), positions);
        double power = probe().power();
        assertThat(light.sum()).isCloseTo(3 * power, within(1e-5 * power));
        // the third frame lies apart: the probe's centre pixel at its position, dark beyond
        ComplexImage a = probe().mode(0);
        ComplexImage b = probe().mode(1);
        int c = 4 * 6 + 3;
        float centre = a.re()[c] * a.re()[c] + a.im()[c] * a.im()[c] + b.re()[c] * b.re()[c] + b.im()[c] * b.im()[c];
        assertThat(light.at(18, 30)).isCloseTo(centre, within(1e-5f));
        assertThat(light.at(18, 37)).isZero();
        assertThat(light.at(0, 0)).isZero();
    }

    /** At fractions of a pixel the shifted probe's power stays and reaches beyond its array's own pixels; a motion is a mean. */
    @Test
    void theModelsLightHasFractionsOfPixelsAndMotion() {
        Positions whole = new Positions(new double[] {10, 12, 18}, new double[] {11, 12, 30});
        RealImage plain = Illumination.of(specimen(), probe(), whole);
        RealImage modelled = Illumination.modelled(specimen(), probe(), whole, Conditions.NONE, false);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(modelled.values()[i]).isCloseTo(plain.values()[i], within(1e-4f));
        }
        Positions parts = new Positions(new double[] {10.3, 12.4}, new double[] {11.25, 12});
        RealImage shifted = Illumination.modelled(specimen(), probe(), parts, Conditions.NONE, false);
        assertThat(shifted.sum()).isCloseTo(2 * probe().power(), within(1e-5 * probe().power()));
        assertThat(shifted.values())
                .isNotEqualTo(Illumination.of(specimen(), probe(), parts).values());
        // two sub-positions, 0.8 apart, and twice the light in the second frame
        Conditions moving = new Conditions(Motion.same(1.6, 0, 2, 2), null, new double[] {1, 2});
        RealImage mean = Illumination.modelled(specimen(), probe(), parts, moving, false);
        double[] first = {9.9, 10.7};
        double[] second = {12, 12.8};
        double[] expected = new double[mean.size()];
        for (int k = 0; k < 2; k++) {
            add(expected, new Positions(new double[] {first[k]}, new double[] {11.25}), 0.5);
            add(expected, new Positions(new double[] {second[k]}, new double[] {12}), 1);
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) mean.values()[i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    private static void add(double[] sum, Positions at, double factor) {
        float[] light = Illumination.modelled(specimen(), probe(), at, Conditions.NONE, false)
                .values();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * light[i];
        }
    }

    @Test
    void whatFallsBesideTheObjectIsLost() {
        Positions corner = new Positions(new double[] {0}, new double[] {39});
        RealImage light = Illumination.of(specimen(), probe(), corner);
        assertThat(light.sum()).isPositive().isLessThan(probe().power());
        assertThat(light.at(0, 39)).isPositive();
    }

    @Test
    void aFinerObjectHasTheLightOfTheCoarseOneDividedAmongItsPixels() {
        Positions positions = new Positions(new double[] {10, 12.2, 18}, new double[] {11, 12, 29.7});
        XrayGeometry geometry = new XrayGeometry(8, 6, 1, 1, 8800, 1);
        RealImage coarse = Illumination.of(specimen(), probe(), positions, geometry);
        assertThat(coarse.values())
                .isEqualTo(Illumination.of(specimen(), probe(), positions).values());
        for (int factor : new int[] {2, 3, 8}) {
            FinerPixels pixels = new FinerPixels(specimen(), factor);
            Specimen fine =
                    pixels.specimen(new ComplexImage[][] {{ComplexImage.zeros(pixels.rows(), pixels.columns())}});
            RealImage light = Illumination.of(fine, probe(), positions, geometry);
            for (int y = 0; y < light.rows(); y++) {
                for (int x = 0; x < light.columns(); x++) {
                    assertThat(factor * factor * light.at(y, x))
                            .isCloseTo(coarse.at(y / factor, x / factor), within(1e-4f));
                }
            }
        }
    }

    /** Half a pixel is rounded as the frames' patches are, or the light would lie beside them. */
    @Test
    void halvesAreRoundedAsThePatchesAre() {
        for (double row : new double[] {12.5, 13.5, 14.5}) {
            Positions positions = new Positions(new double[] {row}, new double[] {20});
            FramePlacements placements = FramePlacements.of(specimen(), positions, 8, 6, true);
            RealImage light = Illumination.of(specimen(), probe(), positions);
            assertThat(light.at(placements.top(0), placements.left(0))).isPositive();
            assertThat(light.at(placements.top(0) - 1, placements.left(0))).isZero();
        }
    }
}
