package org.polyptych.physics.simulation;

import java.util.Locale;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.Units;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.FreeSpace;

/**
 * A beam that changes while the scan is taken: its direction and its focus drift. What moves the beam sideways on the
 * specimen is not here, since it is an error of the positions. The beam that is given is the one in the middle of the
 * range.
 *
 * @param tilt how far patterns move on the detector, in its pixels, from one end of the range to the other
 * @param angle of that way, in degrees from right towards down
 * @param defocus how far the focus moves along the beam, in micrometres, from one end of the range to the other
 * @param cycles 0: both drift evenly from the first frame to the last; else so many sine waves of tilt, and cosine waves of
 *     defocus
 */
public record ProbeDrift(
        @Setting(value = "0", doc = "pixels of the detector, from one end of the range to the other")
        double tilt,

        @Setting(value = "0", doc = "its direction, in degrees from right towards down")
        double angle,

        @Setting(value = "0", doc = "micrometres along the beam, from one end of the range to the other")
        double defocus,

        @Setting(value = "0", doc = "waves over the scan; 0: one even drift")
        double cycles) {
    /** A beam that stays as it is. */
    public static final ProbeDrift NONE = new ProbeDrift(0, 0, 0, 0);

    private static final double MOST = 1e6;

    public ProbeDrift {
        check("tilt", tilt, 0);
        check("angle", angle, -MOST);
        check("defocus", defocus, 0);
        check("cycles", cycles, 0);
    }

    private static void check(String name, double value, double least) {
        if (!(value >= least && value <= MOST)) {
            throw new IllegalArgumentException(name + " must be a number of "
                    + (least == 0 ? "0" : String.format(Locale.ROOT, "%.0f", least)) + " to 1e6, got " + value);
        }
    }

    /** True if nothing drifts. */
    public boolean none() {
        return tilt == 0 && defocus == 0;
    }

    /** Where in its range the tilt of a frame is, -1/2 to 1/2. */
    double tiltAt(int frame, int frames) {
        double time = frames == 1 ? 0.5 : (double) frame / (frames - 1);
        return cycles == 0 ? time - 0.5 : 0.5 * Math.sin(2 * Math.PI * cycles * time);
    }

    /** Where in its range the defocus of a frame is, -1/2 to 1/2. */
    double defocusAt(int frame, int frames) {
        double time = frames == 1 ? 0.5 : (double) frame / (frames - 1);
        return cycles == 0 ? time - 0.5 : 0.5 * Math.cos(2 * Math.PI * cycles * time);
    }

    /**
     * The modes of the probe of one frame, new images.
     *
     * @param pixelHeight of the probe, in metres
     * @param wavelength in metres
     */
    ComplexImage[] probe(
            ComplexImage[] modes,
            int frame,
            int frames,
            double pixelHeight,
            double pixelWidth,
            double wavelength,
            Fft2 fft) {
        double way = tilt * tiltAt(frame, frames);
        double down = way * Math.sin(Math.toRadians(angle));
        double right = way * Math.cos(Math.toRadians(angle));
        double along = defocus * Units.METRES_PER_MICROMETRE * defocusAt(frame, frames);
        ComplexImage[] drifted = new ComplexImage[modes.length];
        for (int m = 0; m < modes.length; m++) {
            drifted[m] = modes[m].copy();
            if (along != 0) {
                FreeSpace.over(along, modes[m].rows(), modes[m].columns(), pixelHeight, pixelWidth, wavelength)
                        .forward(drifted[m], fft);
            }
            tilt(drifted[m], down, right);
        }
        return drifted;
    }

    /** Times a ramp of phase, by which the pattern moves so many pixels. */
    private static void tilt(ComplexImage wave, double down, double right) {
        int rows = wave.rows();
        int columns = wave.columns();
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double phase = 2 * Math.PI * (down * (y - rows / 2) / rows + right * (x - columns / 2) / columns);
                int i = y * columns + x;
                double re = wave.re()[i];
                double im = wave.im()[i];
                wave.re()[i] = (float) (re * Math.cos(phase) - im * Math.sin(phase));
                wave.im()[i] = (float) (re * Math.sin(phase) + im * Math.cos(phase));
            }
        }
    }

    /** For the scan's notes. */
    String note() {
        return "simulated: the beam drifts, tilt " + tilt + " detector pixels at " + angle + " degrees, defocus "
                + defocus
                + " um, "
                + (cycles == 0 ? "evenly from the first frame to the last" : "in " + cycles + " waves")
                + "; the truth's probe is the one in the middle of the range";
    }
}
