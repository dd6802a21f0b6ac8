package org.polyptych.electron.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.electron.calibration.BlobScan;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.Simulation;

class VirtualImagesTest {
    private static final Scan SCAN =
            BlobScan.turned(0, false, 5000e-10).raster(8, 5).scan();

    private static double[] values(List<VirtualImages.Image> images, String name) {
        return images.stream()
                .filter(i -> i.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    /** Every second line: what lies between is empty, or filled from the nearest. */
    @Test
    void gaps_of_a_scan_are_filled_where_that_is_asked_for() {
        Positions lines = new Positions(
                new double[] {0, 0, 0, 2e-9, 2e-9, 2e-9, 8e-9, 8e-9, 8e-9},
                new double[] {0, 1e-9, 2e-9, 0, 1e-9, 2e-9, 0, 1e-9, 2e-9});
        PositionGrid grid = PositionGrid.of(lines, 1e-9);
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        RealImage shown = grid.image(values);
        assertThat(shown.at(0, 1)).isEqualTo(2f);
        assertThat(shown.at(1, 1)).isNaN();
        assertThat(shown.at(5, 1)).isNaN();
        RealImage filled = grid.filled(values);
        assertThat(filled.at(4, 0)).isEqualTo(4f);
        assertThat(filled.at(6, 2)).isEqualTo(9f);
        assertThat(filled.at(2, 1)).isEqualTo(5f);
    }

    /** Every electron is counted once by bright and dark field, and by annuli that fill the detector. */
    @Test
    void what_one_detector_misses_the_others_count() {
        List<VirtualImages.Image> images =
                VirtualImages.of(SCAN, List.of(AnnularDetector.parse("0-2mrad"), AnnularDetector.parse("2-90mrad")));
        double[] bright = values(images, "bright-field");
        double[] dark = values(images, "dark-field");
        double[] inner = values(images, "annular-0-2mrad");
        double[] outer = values(images, "annular-2-90mrad");
        for (int j = 0; j < bright.length; j++) {
            double counts = 0;
            for (float a : SCAN.frames().frame(j)) {
                counts += a * a;
            }
            assertThat(bright[j] + dark[j]).isCloseTo(counts, within(1e-4 * counts));
            assertThat(inner[j] + outer[j]).isCloseTo(counts, within(1e-4 * counts));
            // 2 of 3 mrad: four ninths of the disc
            assertThat(inner[j] / bright[j]).isBetween(0.3, 0.6);
        }
    }

    /** A wedge bends the beam by its slope; where only half of the frames see one, theirs has a centre of mass beside. */
    @Test
    void the_centre_of_mass_is_the_slope_of_the_phase() {
        double slope = 2e7; // radians a metre, beginning at the middle column
        ComplexImage image = ComplexImage.zeros(128, 256);
        for (int i = 0; i < image.size(); i++) {
            double phase = slope * 2e-10 * Math.max(0, i % 256 - 128);
            image.re()[i] = (float) Math.cos(phase);
            image.im()[i] = (float) Math.sin(phase);
        }
        Positions apart = new Positions(new double[2], new double[] {-12e-9, 12e-9});
        Scan wedge = Simulation.of(
                        SCAN.geometry(),
                        Specimen.of(image, 2e-10, 2e-10, 0, 0),
                        BlobScan.turned(0, false, 0).probe(),
                        apart)
                .run();
        double[] x = values(VirtualImages.of(wedge, List.of()), "centre-of-mass-x");
        double[] y = values(VirtualImages.of(wedge, List.of()), "centre-of-mass-y");
        double bent = 1e3 * slope * SCAN.geometry().wavelength() / (2 * Math.PI);
        assertThat(x[1] - x[0]).isCloseTo(bent, within(0.03 * bent));
        assertThat(y[1] - y[0]).isCloseTo(0, within(0.03 * bent));
    }

    @Test
    void a_detector_beyond_the_frames_and_one_that_is_none_are_refused() {
        assertThatThrownBy(() -> VirtualImages.of(SCAN, List.of(AnnularDetector.parse("80-90mrad"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("annular-80-90mrad")
                .hasMessageNotContaining("\n");
        for (String wrong : List.of("20-60", "60-20mrad", "20-1..2mrad", "abc")) {
            assertThatThrownBy(() -> AnnularDetector.parse(wrong)).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void a_raster_is_its_own_image_and_gaps_stay_empty() {
        double[] y = {0, 0, 0, 1, 1};
        double[] x = {0, 1, 3, 0, 1};
        PositionGrid grid = PositionGrid.of(new Positions(y, x), 1);
        RealImage image = grid.image(new double[] {10, 11, 13, 20, 21});
        assertThat(image.rows()).isEqualTo(2);
        assertThat(image.columns()).isEqualTo(4);
        assertThat(image.values()).containsExactly(10, 11, Float.NaN, 13, 20, 21, Float.NaN, Float.NaN);
        assertThat(grid.scanned()).containsExactly(true, true, false, true, true, true, false, false);
    }
}
