package org.polyptych.physics.simulation.probes;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.XrayGeometry;

/**
 * From the lens to the specimen: the beam is the inverse transform of the lens's aperture with a phase. For X-rays that is
 * -pi lambda (zy ky^2 + zx kx^2), which puts the specimen zy (vertical) and zx (horizontal) behind the focus.
 */
public final class Pupil {
    private Pupil() {}

    /** How much of the detector pixel (y, x), counted from the zero frequency, the lens lights, 0 to 1. */
    @FunctionalInterface
    public interface Aperture {
        double at(int y, int x);
    }

    /** The phase of the wave in the pupil in rad, for spatial frequencies in cycles per metre. */
    @FunctionalInterface
    public interface Phase {
        double at(double ky, double kx);
    }

    /** Of power 1. */
    static ComplexImage focused(XrayGeometry geometry, double defocusY, double defocusX, Aperture aperture) {
        if ((defocusY != 0 || defocusX != 0) && !(geometry.wavelength() > 0)) {
            throw new BadInputException("a probe out of focus needs the energy of the scan");
        }
        return wave(geometry, aperture, (ky, kx) -> {
            double angle = defocusY * ky * ky + defocusX * kx * kx;
            return angle == 0 ? 0 : -Math.PI * geometry.wavelength() * angle;
        });
    }

    /** The beam of an aperture and a phase, its middle on pixel N/2. Of power 1. */
    public static ComplexImage wave(Geometry geometry, Aperture aperture, Phase pupilPhase) {
        int rows = geometry.rows();
        int columns = geometry.columns();
        double stepY = 1 / (rows * geometry.pixelHeight());
        double stepX = 1 / (columns * geometry.pixelWidth());
        ComplexImage pupil = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double light = aperture.at(y - rows / 2, x - columns / 2);
                double ky = (y - rows / 2) * stepY;
                double kx = (x - columns / 2) * stepX;
                double phase = pupilPhase.at(ky, kx);
                pupil.re()[y * columns + x] = (float) (light * Math.cos(phase));
                pupil.im()[y * columns + x] = (float) (light * Math.sin(phase));
            }
        }
        ComplexImage wave = FftOrder.fromCentred(pupil);
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.inverse(wave.re(), wave.im());
        }
        ComplexImage beam = FftOrder.toCentred(wave);
        beam.scale(1 / Math.sqrt(beam.power()));
        return beam;
    }

    /**
     * Radius of a lens's aperture in detector pixels: zones of width w at the rim send light to 1 / (2 w).
     *
     * @param zone width of the outermost zone in metres
     * @param pixel of the specimen in metres, along this axis
     * @param pixels of the array along this axis
     */
    static double radius(double zone, double pixel, int pixels, String lens) {
        double radius = pixels * pixel / (2 * zone);
        if (radius > pixels / 2.0 - 1) {
            throw new BadInputException(String.format(
                    java.util.Locale.ROOT,
                    "%s: outermost zones of %.4g nm send light beyond the detector; with pixels of %.4g nm on the"
                            + " specimen they must be wider than %.4g nm",
                    lens,
                    zone * 1e9,
                    pixel * 1e9,
                    pixel * 1e9 / (1 - 2.0 / pixels)));
        }
        if (radius < 1) {
            throw new BadInputException(String.format(
                    java.util.Locale.ROOT,
                    "%s: outermost zones of %.4g nm light less than a pixel of the detector; the focus would be wider"
                            + " than the array of %.4g nm",
                    lens,
                    zone * 1e9,
                    pixels * pixel * 1e9));
        }
        return radius;
    }

    /** Refuses a beam that defocus makes wider than the array: it would wrap around. */
    static void checkWidth(double wavelength, double zone, double defocus, double array, String lens) {
        double width = 2 * Math.abs(defocus) * wavelength / (2 * zone);
        if (width > array) {
            throw new BadInputException(String.format(
                    java.util.Locale.ROOT,
                    "%s: at %.4g um out of focus the beam is %.4g nm wide, the array only %.4g nm",
                    lens,
                    defocus * 1e6,
                    width * 1e9,
                    array * 1e9));
        }
    }
}
