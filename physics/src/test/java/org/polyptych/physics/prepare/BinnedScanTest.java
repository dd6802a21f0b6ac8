package org.polyptych.physics.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.Simulation;

/** Detector pixels added up. */
class BinnedScanTest {
    private static final int N = 64;
    private static final double PIXEL = 10e-9;
    private static final XrayGeometry FAR = new XrayGeometry(N, N, PIXEL, PIXEL, 8000, 1);

    private static Scan counted(XrayGeometry geometry, Optional<Probe> probe) {
        int rows = geometry.rows();
        int columns = geometry.columns();
        float[] amplitudes = new float[rows * columns];
        for (int i = 0; i < amplitudes.length; i++) {
            amplitudes[i] = (float) Math.sqrt(i);
        }
        boolean[] mask = new boolean[amplitudes.length];
        Arrays.fill(mask, true);
        mask[columns + 1] = false;
        float[] background = new float[amplitudes.length];
        Arrays.fill(background, 0.5f);
        return new Scan(
                "s",
                "s.h5",
                geometry,
                new MemoryFrames(rows, columns, new float[][] {amplitudes}),
                mask,
                new Positions(new double[1], new double[1]),
                probe,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(background),
                Optional.empty());
    }

    @Test
    void counts_background_and_bad_pixels_are_added() {
        Scan binned = BinnedScan.of(counted(new XrayGeometry(8, 12, PIXEL, PIXEL, 8000, 1), Optional.empty()), 2);
        float[] frame = binned.frames().frame(0);
        assertThat(frame).hasSize(24);
        assertThat(frame[1] * frame[1]).isCloseTo(2 + 3 + 14 + 15, within(1e-4f));
        assertThat(frame[6] * frame[6]).isCloseTo(24 + 25 + 36 + 37, within(1e-4f));
        assertThat(binned.mask()[0]).isFalse();
        assertThat(binned.mask()[1]).isTrue();
        assertThat(binned.background().orElseThrow()).containsOnly(2f);
    }

    @Test
    void in_the_far_field_the_pixel_stays_and_in_the_near_field_it_grows() {
        Scan far = counted(new XrayGeometry(8, 8, PIXEL, PIXEL, 8000, 1), Optional.empty());
        Scan binned = BinnedScan.of(far, 2);
        assertThat(binned.geometry().pixelHeight()).isEqualTo(PIXEL);
        assertThat(binned.geometry().detectorPixelHeight())
                .isCloseTo(2 * far.geometry().detectorPixelHeight(), within(1e-12));
        assertThat(binned.notes().getFirst()).contains("the probe's window shrinks to 0.04000 x 0.04000 um");
        Scan near = BinnedScan.of(
                counted(XrayGeometry.near(8, 8, 1e-6, 1e-6, 8000, 1, new NearField(10)), Optional.empty()), 2);
        assertThat(near.geometry().pixelHeight()).isCloseTo(2e-7, within(1e-15));
        assertThat(near.geometry().detectorPixelHeight()).isCloseTo(2e-6, within(1e-15));
    }

    /** The pixel that is made of four lies half a pixel beyond the first of them, so that the probe gets a ramp. */
    @Test
    void the_probe_that_is_left_predicts_the_sums() {
        ComplexImage beam = ComplexImage.zeros(N, N);
        for (int y = 0, i = 0; y < N; y++) {
            for (int x = 0; x < N; x++, i++) {
                double r2 = ((y - 30) * (y - 30) + (x - 33) * (x - 33)) / 12.0;
                beam.re()[i] = (float) (100 * Math.exp(-r2) * Math.cos(r2));
                beam.im()[i] = (float) (100 * Math.exp(-r2) * Math.sin(r2));
            }
        }
        Positions positions = new Positions(new double[1], new double[1]);
        Probe probe = Probe.of(beam);
        Scan fine = Simulation.of(FAR, flat(N), probe, positions)
                .startingProbe(probe)
                .run();
        Scan binned = BinnedScan.of(fine, 2);
        Probe left = binned.probe().orElseThrow();
        assertThat(left.power()).isCloseTo(probe.power(), within(1e-3 * probe.power()));
        XrayGeometry coarse = (XrayGeometry) binned.geometry();
        double with = difference(
                binned, Simulation.of(coarse, flat(N / 2), left, positions).run());
        Probe cut = Probe.of(beam.crop(N / 4, N / 4, N / 2, N / 2));
        double without = difference(
                binned, Simulation.of(coarse, flat(N / 2), cut, positions).run());
        assertThat(with).isLessThan(0.03);
        assertThat(without).isGreaterThan(3 * with);
    }

    private static Specimen flat(int side) {
        return Specimen.of(ComplexImage.constant(side, side, 1, 0), PIXEL, PIXEL, 0, 0);
    }

    /** Of amplitudes, relative. */
    private static double difference(Scan a, Scan b) {
        double error = 0;
        double all = 0;
        float[] left = a.frames().frame(0);
        float[] right = b.frames().frame(0);
        for (int i = 0; i < left.length; i++) {
            error += Math.pow(left[i] - right[i], 2);
            all += Math.pow(left[i], 2);
        }
        return Math.sqrt(error / all);
    }

    @Test
    void sides_that_cannot_be_divided_are_refused() {
        Scan scan = counted(new XrayGeometry(8, 12, PIXEL, PIXEL, 8000, 1), Optional.empty());
        assertThatThrownBy(() -> BinnedScan.of(scan, 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("data.bin=4 needs frames whose sides are multiples of 8 pixels")
                .hasMessageContaining("8 x 12");
    }
}
