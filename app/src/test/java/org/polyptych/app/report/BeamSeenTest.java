package org.polyptych.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.probes.TestProbes;

class BeamSeenTest {
    private static final int N = MadeUpResult.DETECTOR;
    private static final double PIXEL = MadeUpResult.PIXEL;

    private static Result result(XrayGeometry geometry) {
        Result made = MadeUpResult.result();
        Result.Provenance old = made.provenance();
        XrayGeometry known = new XrayGeometry(N, N, PIXEL, PIXEL, 8333, 1.9);
        Probe probe = Probe.of(TestProbes.parse("gaussian:fwhm=150,defocus=300").image(known));
        return new Result(
                made.specimen(),
                probe,
                made.positions(),
                made.illumination(),
                made.losses(),
                new Result.Provenance(
                        old.name(),
                        old.source(),
                        geometry,
                        old.engine(),
                        old.lossName(),
                        old.iterations(),
                        old.seed(),
                        old.settings(),
                        old.program(),
                        old.machine(),
                        old.started(),
                        old.seconds()));
    }

    @Test
    void focusAndWidthsAreSaidInWordsAndInMetres() {
        BeamSeen beam = BeamSeen.of(result(new XrayGeometry(N, N, PIXEL, PIXEL, 8333, 1.9)));

        assertThat(beam.line()).contains("sharpest 300 µm upstream of the specimen: FWHM 150 × 150 nm");
        assertThat((Double) beam.values().get("focus_distance_m")).isCloseTo(-300e-6, within(5e-6));
        assertThat((Double) beam.values().get("fwhm_at_focus_x_m")).isCloseTo(150e-9, within(3e-9));
        assertThat((Double) beam.values().get("fwhm_at_specimen_y_m")).isBetween(195e-9, 203e-9);
    }

    @Test
    void withoutEnergyOrDistanceTheReportSaysWhyThereIsNoBeam() {
        Result dark = result(new XrayGeometry(N, N, PIXEL, PIXEL, Double.NaN, 1.9));
        Result near = result(new XrayGeometry(N, N, PIXEL, PIXEL, 8333, Double.NaN));

        assertThat(BeamSeen.of(dark).line())
                .isEqualTo("The beam along its axis is not shown: the scan does not say the" + " photon energy.");
        assertThat(BeamSeen.of(near).line()).contains("does not say the distance");
        assertThat(BeamSeen.of(near).values()).isEmpty();
        assertThat(ReportWriter.html(MadeUpResult.report(near)))
                .contains("does not say the distance")
                .doesNotContain("propagated along the beam");
    }

    /** The brightest column of the upper panel is where the dotted line of the focus is. */
    @Test
    void theFocusIsBrightInThePicture() {
        BeamSeen beam = BeamSeen.of(result(new XrayGeometry(N, N, PIXEL, PIXEL, 8333, 1.9)));

        BufferedImage picture = CausticPicture.of("beam", beam.caustic().orElseThrow());

        var caustic = beam.caustic().orElseThrow();
        int planes = caustic.horizontal().columns();
        double focus = (caustic.focus().distance() - caustic.from()) / caustic.step() / (planes - 1);
        int middle = 64 + 330 / 2;
        assertThat(brightness(picture, 96 + (int) (focus * 860) + 4, middle))
                .isGreaterThan(brightness(picture, 96 + 10, middle))
                .isGreaterThan(brightness(picture, 96 + (int) (focus * 860) + 4, 64 + 10));
    }

    private static int brightness(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
    }
}
