package org.polyptych.physics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;

class SpokeContrastTest {
    private static final double CENTRE_Y = 98.3;
    private static final double CENTRE_X = 104.8;
    private static final int SPOKES = 24;

    /** 0.4 cos(n theta) whose amplitude falls with the local period p as exp(-(6 / p)^2), on a slope. */
    private static RealImage star() {
        RealImage image = RealImage.zeros(200, 210);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 210; x++) {
                double r = Math.hypot(y - CENTRE_Y, x - CENTRE_X);
                double theta = Math.atan2(y - CENTRE_Y, x - CENTRE_X);
                image.values()[y * 210 + x] =
                        (float) (0.4 * blur(r) * Math.cos(SPOKES * theta + 0.7) + 0.01 * y - 0.02 * x);
            }
        }
        return image;
    }

    private static double blur(double radius) {
        double period = 2 * Math.PI * radius / SPOKES;
        return Math.exp(-36 / (period * period));
    }

    @Test
    void theContrastByRadiusIsTheOneDrawn() {
        SpokeContrast measured = SpokeContrast.of(star(), new SpokeCentre(CENTRE_Y, CENTRE_X, SPOKES), 30, 80);

        for (int i = 0; i < measured.radii().length; i += 10) {
            // reading between pixels loses up to 1 - (2 / 3 + cos(2 pi / p) / 3) of a period of p pixels
            assertThat(measured.amplitudes()[i]).isEqualTo(0.4 * blur(measured.radii()[i]), within(0.012));
        }
        assertThat(measured.contrast()[0]).isLessThan(0.7);
        assertThat(measured.contrast()[50]).isEqualTo(1, within(0.05));
    }

    @Test
    void thePeriodIsTheLengthOfArcOfOneSpoke() {
        SpokeContrast measured = SpokeContrast.of(star(), new SpokeCentre(CENTRE_Y, CENTRE_X, SPOKES), 48, 80);

        // 2 pi 48 / 24 pixels of 10 nm
        assertThat(measured.period(0, 10e-9)).isEqualTo(125.66e-9, within(0.01e-9));
    }

    @Test
    void centreAndNumberOfSpokesAreFound() {
        SpokeCentre found = SpokeCentre.find(star(), 95, 112, 30, 65);

        assertThat(found.spokes()).isEqualTo(SPOKES);
        assertThat(found.y()).isEqualTo(CENTRE_Y, within(0.1));
        assertThat(found.x()).isEqualTo(CENTRE_X, within(0.1));
    }

    @Test
    void aProfileAlongACircleRepeatsWithEverySpoke() {
        double[] profile = new SpokeCentre(CENTRE_Y, CENTRE_X, SPOKES).profile(star(), 60);

        for (int i = 0; i < profile.length; i += 97) {
            double theta = 2 * Math.PI * i / profile.length;
            double slope = 0.01 * (CENTRE_Y + 60 * Math.sin(theta)) - 0.02 * (CENTRE_X + 60 * Math.cos(theta));
            assertThat(profile[i]).isEqualTo(0.4 * blur(60) * Math.cos(SPOKES * theta + 0.7) + slope, within(0.02));
        }
    }

    @Test
    void circlesThatLeaveTheImageAreRefused() {
        assertThatThrownBy(() -> SpokeContrast.of(star(), new SpokeCentre(CENTRE_Y, CENTRE_X, SPOKES), 30, 120))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("inside the image");
        assertThatThrownBy(() -> new SpokeCentre(CENTRE_Y, CENTRE_X, SPOKES).profile(star(), 110))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("beyond the image");
    }
}
