package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.prepare.CoarseScan;

class ResampledTest {
    /** A wave of 8 coarse pixels' length across a specimen at some place. */
    private static Specimen wave(int side, double pixel, double centreY, double centreX) {
        ComplexImage image = ComplexImage.zeros(side, side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double at = centreY + (y - side / 2) * pixel;
                double along = centreX + (x - side / 2) * pixel;
                image.re()[y * side + x] = (float) Math.cos(2 * Math.PI * (at + 0.5 * along) / 8);
                image.im()[y * side + x] = (float) Math.sin(2 * Math.PI * along / 8);
            }
        }
        return Specimen.of(image, pixel, pixel, centreY, centreX);
    }

    @Test
    void anObjectKeepsItsContentAndItsPlace() {
        Specimen fine = wave(61, 0.5, 0.3, -0.7);
        Specimen found = Resampled.specimen(wave(48, 1, -0.4, 0.9), fine);
        assertThat(found.pixelHeight()).isEqualTo(0.5);
        for (int i = 0; i < fine.image().size(); i++) {
            assertThat(found.image().re()[i]).isCloseTo(fine.image().re()[i], within(0.02f));
            assertThat(found.image().im()[i]).isCloseTo(fine.image().im()[i], within(0.02f));
        }
    }

    @Test
    void aFlatObjectStaysFlatBeyondItsBorderToo() {
        Specimen small = Specimen.of(ComplexImage.constant(9, 9, 0.5f, -2), 1, 1, 0, 0);
        Specimen found = Resampled.specimen(small, wave(40, 0.5, 3, 3));
        for (int i = 0; i < found.image().size(); i++) {
            assertThat(found.image().re()[i]).isCloseTo(0.5f, within(1e-6f));
            assertThat(found.image().im()[i]).isCloseTo(-2f, within(1e-6f));
        }
    }

    @Test
    void theSameGridIsLeftAlone() {
        Specimen some = wave(16, 1, 0, 0);
        assertThat(Resampled.specimen(some, some.copy())).isSameAs(some);
    }

    @Test
    void aProbeKeepsItsCountsAndIsTheSameWhenCutAgain() {
        Probe coarse = CoarseScan.of(
                SimulatedScan.wellPosed()
                        .side(64)
                        .frames(1)
                        .modes(2)
                        .scan()
                        .probe()
                        .orElseThrow(),
                2);
        Probe fine = Resampled.probe(coarse, 64, 64);
        assertThat(fine.rows()).isEqualTo(64);
        assertThat(fine.power()).isCloseTo(coarse.power(), within(1e-5 * coarse.power()));
        Probe again = CoarseScan.of(fine, 2);
        for (int i = 0; i < 32 * 32; i++) {
            assertThat(again.mode(1).re()[i]).isCloseTo(coarse.mode(1).re()[i], within(1e-3f));
        }
    }
}
