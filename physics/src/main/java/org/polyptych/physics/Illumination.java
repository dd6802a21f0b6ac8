package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;

/** How much light each specimen pixel saw: the sum over frames and modes of |P|^2, at whole-pixel positions. */
public final class Illumination {
    /** Pixels are finer if their size is at most this share; beyond it differences are rounding. */
    private static final double FINER = 0.99;

    private Illumination() {}

    /** The illumination on the specimen's grid; 0 where nothing was scanned. */
    public static RealImage of(Specimen specimen, Probe probe, Positions positions) {
        float[] intensity = new float[probe.rows() * probe.columns()];
        for (int m = 0; m < probe.modes(); m++) {
            ComplexImage mode = probe.mode(m);
            for (int i = 0; i < intensity.length; i++) {
                intensity[i] += mode.re()[i] * mode.re()[i] + mode.im()[i] * mode.im()[i];
            }
        }
        RealImage sum = RealImage.zeros(specimen.rows(), specimen.columns());
        for (int j = 0; j < positions.count(); j++) {
            int top = (int) Math.round(specimen.rowOf(positions.y()[j])) - probe.rows() / 2;
            int left = (int) Math.round(specimen.columnOf(positions.x()[j])) - probe.columns() / 2;
            add(sum, intensity, probe.rows(), probe.columns(), top, left);
        }
        return sum;
    }

    /**
     * The same for a specimen whose pixels may be finer than the probe's: on
     * pixels of the probe's size from the specimen's top left corner, whose light is divided among the fine ones.
     *
     * @param geometry has the pixels of the probe
     */
    public static RealImage of(Specimen specimen, Probe probe, Positions positions, Geometry geometry) {
        double down = specimen.pixelHeight() / geometry.pixelHeight();
        double right = specimen.pixelWidth() / geometry.pixelWidth();
        boolean finer = down < FINER && right < FINER;
        if (!finer) {
            return of(specimen, probe, positions);
        }
        int rows = (int) Math.ceil(specimen.rows() * down);
        int columns = (int) Math.ceil(specimen.columns() * right);
        Specimen coarse = Specimen.of(
                ComplexImage.zeros(rows, columns),
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                specimen.centreY()
                        - (specimen.rows() / 2 + 0.5) * specimen.pixelHeight()
                        + (rows / 2 + 0.5) * geometry.pixelHeight(),
                specimen.centreX()
                        - (specimen.columns() / 2 + 0.5) * specimen.pixelWidth()
                        + (columns / 2 + 0.5) * geometry.pixelWidth());
        RealImage light = of(coarse, probe, positions);
        RealImage fine = RealImage.zeros(specimen.rows(), specimen.columns());
        for (int y = 0; y < fine.rows(); y++) {
            int fromY = Math.min((int) ((y + 0.5) * down), rows - 1);
            for (int x = 0; x < fine.columns(); x++) {
                int fromX = Math.min((int) ((x + 0.5) * right), columns - 1);
                fine.values()[y * fine.columns() + x] =
                        (float) (down * right * light.values()[fromY * columns + fromX]);
            }
        }
        return fine;
    }

    /**
     * The light as a model of thin frames has it: the probe shifted by fractions of a pixel, the mean over the sub-positions of a
     * motion, the factors of frames. On a pixel's own it is the most that the curvature of a loss of squared amplitudes has there:
     * its second derivative is sum_j P_j^* F^-1 D F P_j with a diagonal D of at most 1.
     *
     * @param round true to drop the fractions
     * @throws org.polyptych.core.BadInputException if a patch would not lie on the specimen
     */
    public static RealImage modelled(
            Specimen specimen, Probe probe, Positions positions, Conditions conditions, boolean round) {
        int rows = probe.rows();
        int columns = probe.columns();
        int parts = conditions.parts();
        Positions all =
                conditions.motion() == null ? positions : conditions.motion().subPositions(positions);
        FramePlacements places = FramePlacements.of(specimen, all, rows, columns, round);
        RealImage sum = RealImage.zeros(specimen.rows(), specimen.columns());
        SubPixelShift shift = new SubPixelShift(rows, columns);
        ComplexImage[] spectra = new ComplexImage[probe.modes()];
        ComplexImage shifted = ComplexImage.zeros(rows, columns);
        try (Fft2 fft = Fft2.of(rows, columns)) {
            for (int m = 0; m < spectra.length; m++) {
                spectra[m] = probe.mode(m).copy();
                fft.forward(spectra[m].re(), spectra[m].im());
            }
            float[] intensity = new float[rows * columns];
            for (int k = 0; k < places.count(); k++) {
                double factor = conditions.intensity() == null ? 1 : conditions.intensity()[k / parts];
                if (k == 0 || !places.whole() || conditions.intensity() != null) {
                    Arrays.fill(intensity, 0);
                    shift.prepare(places.down(k), places.right(k));
                    for (ComplexImage spectrum : spectra) {
                        shift.apply(spectrum.re(), spectrum.im(), shifted.re(), shifted.im(), 0, rows);
                        fft.inverse(shifted.re(), shifted.im());
                        addPower(shifted, (float) (factor / parts), intensity);
                    }
                }
                add(sum, intensity, rows, columns, places.top(k), places.left(k));
            }
        }
        return sum;
    }

    private static void addPower(ComplexImage wave, float factor, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * (wave.re()[i] * wave.re()[i] + wave.im()[i] * wave.im()[i]);
        }
    }

    private static void add(RealImage sum, float[] intensity, int rows, int columns, int top, int left) {
        int fromX = Math.max(0, -left);
        int toX = Math.min(columns, sum.columns() - left);
        for (int y = Math.max(0, -top); y < Math.min(rows, sum.rows() - top); y++) {
            int at = (top + y) * sum.columns() + left;
            for (int x = fromX; x < toX; x++) {
                sum.values()[at + x] += intensity[y * columns + x];
            }
        }
    }
}
