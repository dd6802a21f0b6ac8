package org.polyptych.engines;

import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.physics.AngularSpectrum;
import org.polyptych.physics.FramePass;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Propagation;
import org.polyptych.physics.Scan;
import org.polyptych.physics.nearfield.Magnification;

/**
 * A probe made from near-field frames: on the detector the root of the mean frame, smoothed, since the specimen moves
 * through all frames and the beam does not; brought back to the specimen by the angular spectrum. Its phase on the
 * detector is flat, or a curvature where the frames are magnified by another factor than the geometry says: a wave of
 * radius R at the specimen magnifies by m = 1 + z / R, and has the phase pi r^2 (m - 1) / (lambda z m) on the detector.
 * Both axes for themselves: that is astigmatism.
 */
final class NearFieldProbe {
    /** Smaller differences of the magnification are within what it is known to. */
    private static final double LEAST_DIFFERENCE = 0.005;
    /** Larger ones are another geometry, not a beam's curvature. */
    private static final double MOST_DIFFERENCE = 0.5;

    private NearFieldProbe() {}

    static Probe of(Scan scan) {
        Geometry geometry = scan.geometry();
        int rows = geometry.rows();
        int columns = geometry.columns();
        double[] curvature = curvature(scan);
        double[] mean = smoothed(meanCounts(scan), rows, columns);
        ComplexImage wave = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            double down = (y - rows / 2) * geometry.pixelHeight();
            for (int x = 0; x < columns; x++) {
                double right = (x - columns / 2) * geometry.pixelWidth();
                double phase = curvature[0] * down * down + curvature[1] * right * right;
                double amplitude = Math.sqrt(mean[y * columns + x]);
                wave.re()[y * columns + x] = (float) (amplitude * Math.cos(phase));
                wave.im()[y * columns + x] = (float) (amplitude * Math.sin(phase));
            }
        }
        AngularSpectrum spectrum = Propagation.of(geometry).spectrum();
        try (Fft2 fft = Fft2.of(rows, columns)) {
            spectrum.backward(wave, fft);
        }
        return Probe.of(wave);
    }

    /** Phase on the detector over the square of the distance from its middle, {down, right}, in rad/m^2. */
    private static double[] curvature(Scan scan) {
        Optional<Magnification> measured = Magnification.measured(scan);
        double said = scan.geometry().near().orElseThrow().magnification();
        double[] curvature = new double[2];
        if (measured.isPresent() && measured.get().orientation().isEmpty()) {
            double[] magnifications = {measured.get().down(), measured.get().right()};
            for (int axis = 0; axis < 2; axis++) {
                double m = magnifications[axis] / said;
                if (Math.abs(m - 1) > LEAST_DIFFERENCE && Math.abs(m - 1) < MOST_DIFFERENCE) {
                    double z = scan.geometry().propagationDistance();
                    curvature[axis] = Math.PI * (m - 1) / (scan.geometry().wavelength() * z * m);
                }
            }
        }
        return curvature;
    }

    /** Mean counts on good pixels, in the order of the frames; NaN on bad ones. */
    private static double[] meanCounts(Scan scan) {
        double[] mean = new double[scan.mask().length];
        int n = scan.frames().count();
        FramePass.inOrder(scan.frames(), (j, frame) -> {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (double) frame[i] * frame[i] / n;
            }
        });
        for (int i = 0; i < mean.length; i++) {
            mean[i] = scan.mask()[i] ? mean[i] : Double.NaN;
        }
        return mean;
    }

    /** The mean over the good ones of a pixel and its eight neighbours; 0 where none is good. */
    private static double[] smoothed(double[] image, int rows, int columns) {
        double[] smooth = new double[image.length];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double sum = 0;
                int good = 0;
                for (int ny = Math.max(0, y - 1); ny <= Math.min(rows - 1, y + 1); ny++) {
                    for (int nx = Math.max(0, x - 1); nx <= Math.min(columns - 1, x + 1); nx++) {
                        double value = image[ny * columns + nx];
                        if (!Double.isNaN(value)) {
                            sum += value;
                            good++;
                        }
                    }
                }
                smooth[y * columns + x] = good == 0 ? 0 : sum / good;
            }
        }
        return smooth;
    }
}
