package org.polyptych.engines;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.physics.FramePass;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * A probe made from the patterns alone. Its amplitude in the detector plane is the square root of the mean pattern, its
 * phase there a defocus, phase = -c k^2 with k in detector pixels. Such a probe throws a shadow of the specimen on the
 * detector: what lies r pixels from its middle is seen at k = pi r / (c N) on N pixels, so that the {@link ShadowShift
 * movement of the shadow} tells c and its sign. Where no shadow moves the probe is taken to be in focus: the transform of
 * the square root of the mean pattern. A defocus that is known takes the place of the shadow.
 */
final class ProbeFromData {
    /** Patterns that agree less than this tell nothing. */
    private static final double LEAST_CORRELATION = 0.1;

    /** Share of the pixels whose mean counts are taken for the floor. */
    private static final double DARKEST = 0.05;

    private static final double LEAST_LEFT = 0.01;

    private ProbeFromData() {}

    static Probe of(Scan scan) {
        return of(scan, OptionalDouble.empty());
    }

    /**
     * @param defocus in metres, positive where the focus lies downstream of the specimen; empty where the shadow tells
     * @throws BadInputException if a defocus is given and the wavelength is not known
     */
    static Probe of(Scan scan, OptionalDouble defocus) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        double[] curvature = defocus.isPresent() ? lens(scan, defocus.getAsDouble()) : shadow(scan);
        double[] mean = aboveFloor(meanPattern(scan));
        ComplexImage wave = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double ky = Math.min(y, rows - y);
                double kx = Math.min(x, columns - x);
                double phase = -curvature[0] * ky * ky - curvature[1] * kx * kx;
                double amplitude = Math.sqrt(mean[y * columns + x]);
                wave.re()[y * columns + x] = (float) (amplitude * Math.cos(phase));
                wave.im()[y * columns + x] = (float) (amplitude * Math.sin(phase));
            }
        }
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.inverse(wave.re(), wave.im());
        }
        return Probe.of(FftOrder.toCentred(wave));
    }

    /** c down and to the right, by how the shadow moves. */
    private static double[] shadow(Scan scan) {
        ShadowShift shadow = ShadowShift.of(scan);
        boolean moves = shadow.perFrameWidth() != 0 && shadow.correlation() > LEAST_CORRELATION;
        double curvature = moves ? Math.PI / shadow.perFrameWidth() : 0;
        return new double[] {curvature, curvature};
    }

    /** c of a lens: phase = -chi = pi lambda defocus k^2, with k in cycles per metre. */
    private static double[] lens(Scan scan, double defocus) {
        Geometry geometry = scan.geometry();
        if (!(geometry.wavelength() > 0)) {
            throw new BadInputException(scan.source()
                    + ": probe.defocus needs the wavelength, and the energy is not known; set file.energy");
        }
        double factor = -Math.PI * geometry.wavelength() * defocus;
        return new double[] {
            factor / Math.pow(geometry.rows() * geometry.pixelHeight(), 2),
            factor / Math.pow(geometry.columns() * geometry.pixelWidth(), 2)
        };
    }

    /**
     * The mean pattern less what its darkest pixels have: read-out noise and background lie on all pixels alike, and their
     * square root would make a sharp peak of the probe. A hundredth of each pixel is always left.
     */
    private static double[] aboveFloor(double[] mean) {
        double[] lit = Arrays.stream(mean).filter(counts -> counts > 0).sorted().toArray();
        int darkest = (int) Math.ceil(DARKEST * lit.length);
        double floor = Arrays.stream(lit).limit(darkest).average().orElse(0);
        return Arrays.stream(mean)
                .map(counts -> Math.max(counts - floor, LEAST_LEFT * counts))
                .toArray();
    }

    /** Mean counts on good pixels, FFT order. */
    static double[] meanPattern(Scan scan) {
        double[] mean = new double[scan.frames().rows() * scan.frames().columns()];
        int n = scan.frames().count();
        FramePass.inOrder(scan.frames(), (j, amplitudes) -> {
            float[] frame = counts(scan, amplitudes);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += frame[i] / n;
            }
        });
        return mean;
    }

    /** The counts of a frame on good pixels, FFT order. */
    static float[] counts(Scan scan, int j) {
        return counts(scan, scan.frames().frame(j));
    }

    private static float[] counts(Scan scan, float[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = scan.mask()[i] ? frame[i] * frame[i] : 0;
        }
        return FftOrder.fromCentred(frame, scan.frames().rows(), scan.frames().columns());
    }
}
