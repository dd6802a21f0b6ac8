package org.polyptych.electron.direct;

import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;
import org.polyptych.electron.calibration.BeamImages;
import org.polyptych.electron.calibration.BeamModel;
import org.polyptych.engines.Problem;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Specimen;

/**
 * Parallax, or tilt-corrected bright field (G. Varnavides, S. M. Ribet, S. E. Zeltmann and others, arXiv:2309.05250, 2023): each
 * direction of the bright-field disc sees the specimen moved by Q alpha, the gradient of the lens's phase. The images are moved
 * back and added up, on the pixels of the object, which are finer than the step of the scan; directions fill the gaps between
 * positions. What comes out is the image of an ordinary microscope, of which
 *
 * <pre>phi(s) = I(s) C(s) / (C(s)^2 + noise),  C(s) = 2 a(s) sin(pi lambda s^T Q s)</pre>
 *
 * is the phase, a(s) being the overlap of two discs a frequency apart. Q holds defocus and twofold astigmatism; it is fitted
 * ({@link FittedBeam}).
 *
 * <p>Deviations: images are of square cells of the disc, about 20 across, not of single pixels; moved by the fitted
 * aberrations, not each by its own correlation.
 *
 * @param settings what is set
 */
record Parallax(ParallaxSettings settings) implements DirectMethod {
    /** Pixels with less than this share of the heaviest weight fade to 0. */
    private static final double LITTLE = 0.01;

    @Override
    public Solution solve(Problem problem) {
        FittedBeam beam = FittedBeam.of(problem.scan(), problem.parallel());
        if (!beam.defocused()) {
            throw new BadInputException(
                    problem.scan().source() + ": no defocus is seen, without which engine parallax has"
                            + " nothing to go by; take ssb or icom");
        }
        Specimen grid = problem.specimen();
        RealImage image = aligned(beam, grid);
        BeamModel model = beam.model();
        BeamImages images = beam.images();
        double disc = images.convergence() / images.wavelength();
        RealImage phase = WeakPhase.filtered(image, grid.pixelHeight(), grid.pixelWidth(), (y, x) -> {
            double sine = Math.sin(Math.PI * images.wavelength() * model.path(y, x));
            double transfer = 2 * WeakPhase.overlap(Math.hypot(y, x), disc) * sine;
            return new double[] {transfer / (transfer * transfer + settings.noise()), 0};
        });
        return new Solution(
                Scanned.only(phase, problem),
                Optional.of(beam.probe((ElectronGeometry) problem.scan().geometry())),
                beam.note());
    }

    /** The images moved over each other, relative to their means, on the pixels of the object; 0 where nothing lies. */
    static RealImage aligned(FittedBeam beam, Specimen grid) {
        BeamImages images = beam.images();
        int rows = grid.rows();
        int columns = grid.columns();
        double[] sum = new double[rows * columns];
        double[] weight = new double[sum.length];
        double[] means = images.means();
        int side = images.side();
        for (int c = 0; c < means.length; c++) {
            if (!(means[c] > 0)) {
                continue;
            }
            double[] moved = beam.model().shift(images.anglesY()[c / side], images.anglesX()[c % side]);
            for (int j = 0; j < images.frames(); j++) {
                double value = images.values()[j][c] / means[c] - 1;
                double row = grid.rowOf(images.positions().y()[j] + moved[0]);
                double column = grid.columnOf(images.positions().x()[j] + moved[1]);
                int r = (int) Math.floor(row);
                int k = (int) Math.floor(column);
                for (int corner = 0; corner < 4; corner++) {
                    int y = r + corner / 2;
                    int x = k + corner % 2;
                    if (y >= 0 && x >= 0 && y < rows && x < columns) {
                        double w = (1 - Math.abs(row - y)) * (1 - Math.abs(column - x));
                        sum[y * columns + x] += w * value;
                        weight[y * columns + x] += w;
                    }
                }
            }
        }
        double most = 0;
        for (double w : weight) {
            most = Math.max(most, w);
        }
        RealImage image = RealImage.zeros(rows, columns);
        for (int i = 0; i < sum.length; i++) {
            image.values()[i] = (float) (sum[i] / (weight[i] + LITTLE * most));
        }
        return image;
    }
}
