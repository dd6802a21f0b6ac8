package org.polyptych.electron.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.electron.optics.Aberration;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** What a scan was simulated with is found again. */
class CalibrationTest {
    private static Calibration of(Scan scan) {
        try (Parallel parallel = new Parallel(2)) {
            return Calibration.of(scan, parallel);
        }
    }

    private static double apart(double a, double b, double turn) {
        return Math.abs(Math.IEEEremainder(a - b, turn));
    }

    /** Rotation, handedness and defocus with its sign: matter stands out as high phase. */
    @ParameterizedTest
    @CsvSource({"37, false, 10000", "110, true, 9000", "-150, false, -9000"})
    void a_defocused_scan_tells_rotation_handedness_and_defocus(double degrees, boolean transposed, double angstroms) {
        Calibration found =
                of(BlobScan.turned(degrees, transposed, angstroms * 1e-10).scan());
        Calibration.Beams beams = found.beams().orElseThrow();
        assertThat(beams.axes().transposed()).isEqualTo(transposed);
        assertThat(beams.sign()).isNotEqualTo("none");
        assertThat(apart(beams.axes().degrees(), degrees, 360)).isLessThan(1);
        assertThat(beams.defocus()).isCloseTo(angstroms * 1e-10, within(0.03 * Math.abs(angstroms) * 1e-10));
        assertThat(found.defocused()).isTrue();
        // a second witness, which knows the angle up to half a turn
        assertThat(found.curl().clear()).isTrue();
        assertThat(found.curl().axes().transposed()).isEqualTo(transposed);
        assertThat(apart(found.curl().axes().degrees(), degrees, 180)).isLessThan(5);
    }

    /** Everything counts from the disc, wherever it lies. */
    @Test
    void a_zero_beam_at_a_fraction_of_a_pixel_does_no_harm() {
        Calibration found =
                of(BlobScan.turned(30, false, 9000e-10).offAxis(-0.375).scan());
        assertThat(found.disc().centreY()).isCloseTo(31.625, within(0.05));
        assertThat(found.disc().centreX()).isCloseTo(31.625, within(0.05));
        assertThat(apart(found.beams().orElseThrow().axes().degrees(), 30, 360)).isLessThan(1);
        assertThat(found.beams().orElseThrow().defocus()).isCloseTo(9000e-10, within(270e-10));
    }

    /** A beam that fills two thirds of a frame: all defoci whose beam fits are looked at. */
    @Test
    void a_beam_as_wide_as_a_frame_holds_is_found() {
        Calibration.Beams beams =
                of(BlobScan.turned(30, false, 14_000e-10).scan()).beams().orElseThrow();
        assertThat(apart(beams.axes().degrees(), 30, 180)).isLessThan(1);
        assertThat(Math.abs(beams.defocus())).isCloseTo(14_000e-10, within(500e-10));
    }

    /** One pixel that is no number would make numbers of nothing. */
    @Test
    void counts_that_are_no_numbers_are_refused_in_one_line() {
        Scan scan = BlobScan.turned(0, false, 9000e-10).raster(8, 4).scan();
        float[][] frames = new float[scan.frames().count()][];
        for (int j = 0; j < frames.length; j++) {
            frames[j] = scan.frames().frame(j);
        }
        frames[5][77] = Float.NaN;
        assertThatThrownBy(() -> of(scan.withFrames(new MemoryFrames(64, 64, frames))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no numbers")
                .hasMessageNotContaining("\n");
    }

    @Test
    void astigmatism_is_told_from_defocus() {
        Calibration.Beams beams = of(BlobScan.turned(20, false, 9000e-10)
                        .astigmatic(1500e-10, 0.6)
                        .scan())
                .beams()
                .orElseThrow();
        Aberration c12 = beams.aberrations().all().stream()
                .filter(a -> a.name().equals("C12"))
                .findFirst()
                .orElseThrow();
        assertThat(c12.metres()).isCloseTo(1500e-10, within(300e-10));
        assertThat(apart(c12.angle(), 0.6, Math.PI)).isLessThan(0.1);
        assertThat(beams.defocus()).isCloseTo(9000e-10, within(300e-10));
    }

    /** In focus nothing moves, but side bands still tell how scan and detector are turned, up to half a turn. */
    @Test
    void a_focused_scan_tells_its_rotation() {
        Calibration found = of(BlobScan.turned(-20, false, 0)
                .raster(24, 2)
                .blobs(0.15)
                .noisy("poisson:perframe=1e5")
                .scan());
        Calibration.Beams beams = found.beams().orElseThrow();
        assertThat(beams.axes().transposed()).isFalse();
        assertThat(apart(beams.axes().degrees(), -20, 180)).isLessThan(5);
        assertThat(Math.abs(beams.defocus())).isLessThan(500e-10);
    }

    @Test
    void few_electrons_are_enough_to_tell_rotation_and_defocus() {
        Calibration.Beams beams = of(BlobScan.turned(75, false, 9000e-10)
                        .noisy("poisson:perframe=3000")
                        .scan())
                .beams()
                .orElseThrow();
        assertThat(apart(beams.axes().degrees(), 75, 180)).isLessThan(4);
        assertThat(Math.abs(beams.defocus())).isCloseTo(9000e-10, within(900e-10));
    }

    /** Where there is no specimen, noise alone is not taken for an answer. */
    @Test
    void noise_alone_tells_nothing() {
        Calibration found = of(BlobScan.turned(0, false, 9000e-10)
                .blobs(0)
                .noisy("poisson:perframe=1e4")
                .scan());
        assertThat(found.beams()).isEmpty();
        assertThat(found.curl().clear()).isFalse();
    }

    @Test
    void the_disc_tells_convergence_and_a_zero_beam_that_wanders_is_seen() {
        Calibration found = of(BlobScan.turned(0, false, 9000e-10)
                .blobs(0.02)
                .raster(12, 4)
                .descanned(2)
                .scan());
        assertThat(found.convergence()).isCloseTo(BlobScan.CONVERGENCE, within(0.02 * BlobScan.CONVERGENCE));
        assertThat(found.descan().x()).isCloseTo(2 * Math.cos(Math.PI / 6), within(0.3));
        assertThat(found.descan().y()).isCloseTo(2 * Math.sin(Math.PI / 6), within(0.3));
        assertThat(found.descan().share()).isGreaterThan(0.9);
    }

    @Test
    void what_has_no_disc_or_no_electrons_is_refused_in_one_line() {
        assertThatThrownBy(() -> of(SimulatedScan.wellPosed().scan()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("electrons")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> of(BlobScan.turned(0, false, 0).raster(4, 4).scan()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at least 36")
                .hasMessageNotContaining("\n");
    }
}
