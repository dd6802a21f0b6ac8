package org.polyptych.electron.direct;

import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;
import org.polyptych.electron.calibration.BeamImages;
import org.polyptych.electron.calibration.ScanWaves;
import org.polyptych.engines.Problem;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.ScanArea;

/**
 * Single side band (J. M. Rodenburg, B. C. McCallum, P. D. Nellist, Ultramicroscopy 48, 304, 1993). A spatial frequency s of a weak
 * phase shows on the detector where the disc overlaps with itself moved by s or by -s, with opposite signs; its value is the
 * mean over both side bands, each with the phase of the lens taken off:
 *
 * <pre>phi(s) = sum over k of G(s, k) Gamma*(s, k) / (sum |Gamma|^2 + noise n),
 * Gamma = i (P*(k) P(k - s) - P(k) P*(k + s))</pre>
 *
 * G(s, k) being the scan's transform at the pixel k of the disc. Frequencies go up to twice the aperture.
 *
 * <p>Deviations: where both side bands overlap they are used too, with what is left of the transfer there, so that a defocused
 * probe has low frequencies; defocus and astigmatism are fitted ({@link FittedBeam}); k is a square cell of the disc, about 20
 * across; what all cells have in common is taken off before.
 *
 * @param settings what is set
 */
record SideBand(SsbSettings settings) implements DirectMethod {
    /** Frames times frequencies that are still quick: minutes of one processor. */
    private static final double MOST = 3e8;

    @Override
    public Solution solve(Problem problem) {
        FittedBeam beam = FittedBeam.of(problem.scan(), problem.parallel());
        BeamImages images = beam.images();
        Specimen grid = problem.specimen();
        Extent down = Extent.of(images.positions().y());
        Extent right = Extent.of(images.positions().x());
        // a whole number of the object's pixels, a step wider than the scan
        int rows = (int) Math.rint((down.length() + images.step()) / grid.pixelHeight()) + 1;
        int columns = (int) Math.rint((right.length() + images.step()) / grid.pixelWidth()) + 1;
        double height = rows * grid.pixelHeight();
        double width = columns * grid.pixelWidth();
        double most = 2 * images.convergence() / images.wavelength();
        double work = Math.PI / 2 * most * most * height * width * images.frames();
        if (work > MOST) {
            throw new BadInputException("engine ssb: " + images.frames() + " frames over "
                    + Math.round(most * height) + " x " + Math.round(most * width)
                    + " frequencies would take hours; use parallax, or fewer frames (--frames)");
        }
        float[] re = new float[rows * columns];
        float[] im = new float[rows * columns];
        int highest = Math.min((int) (most * height), (rows - 1) / 2);
        int widest = Math.min((int) (most * width), (columns - 1) / 2);
        ScanWaves waves = new ScanWaves(images, beam.model(), settings.noise(), problem.parallel());
        double cells = height * width / ScanArea.perFrame(images.positions());
        for (int m = 0; m <= highest; m++) {
            double[] y = new double[2 * widest + 1];
            double[] x = new double[2 * widest + 1];
            for (int n = -widest; n <= widest; n++) {
                y[n + widest] = m / height;
                x[n + widest] = n / width;
            }
            double[][] phi = waves.phase(y, x, cells);
            for (int n = -widest; n <= widest; n++) {
                if ((m == 0 && n <= 0) || Math.hypot(m / height, n / width) > most) {
                    continue;
                }
                // about pixel 0 of the image, which lies half a step above and left of the first position
                double turn = 2
                        * Math.PI
                        * (m / height * top(down, rows, grid.pixelHeight())
                                + n / width * top(right, columns, grid.pixelWidth()));
                double cos = Math.cos(turn);
                double sin = Math.sin(turn);
                double real = phi[0][n + widest] * cos - phi[1][n + widest] * sin;
                double imaginary = phi[0][n + widest] * sin + phi[1][n + widest] * cos;
                put(re, im, m, n, rows, columns, real, imaginary);
                put(re, im, -m, -n, rows, columns, real, -imaginary);
            }
        }
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.inverse(re, im);
        }
        double unitary = Math.sqrt((double) rows * columns);
        RealImage phase = RealImage.zeros(grid.rows(), grid.columns());
        for (int i = 0; i < phase.size(); i++) {
            double row = (i / grid.columns() - grid.rowOf(top(down, rows, grid.pixelHeight())));
            double column = (i % grid.columns() - grid.columnOf(top(right, columns, grid.pixelWidth())));
            int r = (int) Math.rint(row);
            int c = (int) Math.rint(column);
            if (r >= 0 && c >= 0 && r < rows && c < columns) {
                phase.values()[i] = (float) (unitary * re[r * columns + c]);
            }
        }
        return new Solution(
                Scanned.only(phase, problem),
                Optional.of(beam.probe((ElectronGeometry) problem.scan().geometry())),
                beam.note());
    }

    /** Where pixel 0 lies, in metres. */
    private static double top(Extent extent, int pixels, double pixel) {
        return extent.least() - Math.floor((pixels * pixel - extent.length()) / 2 / pixel) * pixel;
    }

    private static void put(
            float[] re, float[] im, int m, int n, int rows, int columns, double real, double imaginary) {
        int i = Math.floorMod(m, rows) * columns + Math.floorMod(n, columns);
        re[i] = (float) real;
        im[i] = (float) imaginary;
    }
}
