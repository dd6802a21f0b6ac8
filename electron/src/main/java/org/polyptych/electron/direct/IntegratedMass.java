package org.polyptych.electron.direct;

import java.util.Optional;
import org.polyptych.core.RealImage;
import org.polyptych.electron.calibration.BeamImages;
import org.polyptych.electron.virtual.PositionGrid;
import org.polyptych.engines.Problem;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Specimen;

/**
 * Integrated centre of mass (I. Lazic, E. G. T. Bosch, S. Lazar, Ultramicroscopy 160, 265, 2016). The centre of mass of a
 * pattern is lambda / (2 pi) times the gradient of the phase, blurred by the probe's intensity; a field c(r) is integrated in
 * Fourier space,
 *
 * <pre>phi(s) = (2 pi / lambda) s.c(s) / (2 pi i s^2)</pre>
 *
 * which is the phase whose gradient lies nearest to it.
 *
 * <p>Deviations: the field is mirrored at the edges of the scan, so that it has none; frequencies of less than {@code highPass}
 * periods over the scanned area are held down by s^2 / (s^2 + s0^2). The blur by the probe stays.
 *
 * @param settings what is set
 */
record IntegratedMass(IcomSettings settings) implements DirectMethod {
    @Override
    public Solution solve(Problem problem) {
        BeamImages images = FittedBeam.images(problem.scan());
        PositionGrid raster = PositionGrid.of(images.positions(), images.step());
        RealImage coarse = integrated(
                mirrored(raster, images.massY(), -1, 1), mirrored(raster, images.massX(), 1, -1), raster, images);
        return new Solution(
                Scanned.only(interpolated(coarse, raster, images, problem.specimen()), problem),
                Optional.empty(),
                Optional.empty());
    }

    /** Mirrored to twice the rows and columns, with the sign that the gradient of a mirrored phase has. */
    private static RealImage mirrored(PositionGrid raster, double[] values, int down, int right) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        RealImage image = raster.filled(values);
        RealImage whole = RealImage.zeros(2 * image.rows(), 2 * image.columns());
        for (int i = 0; i < whole.size(); i++) {
            int row = i / whole.columns();
            int column = i % whole.columns();
            boolean up = row >= image.rows();
            boolean left = column >= image.columns();
            float value = image.at(up ? whole.rows() - 1 - row : row, left ? whole.columns() - 1 - column : column);
            int sign = (up ? down : 1) * (left ? right : 1);
            whole.values()[i] = (float) (sign * (value - mean));
        }
        return whole;
    }

    private RealImage integrated(RealImage y, RealImage x, PositionGrid raster, BeamImages images) {
        double pixel = raster.pixel();
        double held = settings.highPass() / (Math.max(raster.rows(), raster.columns()) * pixel);
        double factor = 1 / images.wavelength();
        RealImage fromY = WeakPhase.filtered(y, pixel, pixel, (sy, sx) -> weight(sy, sy, sx, held, factor));
        RealImage fromX = WeakPhase.filtered(x, pixel, pixel, (sy, sx) -> weight(sx, sy, sx, held, factor));
        for (int i = 0; i < fromY.size(); i++) {
            fromY.values()[i] += fromX.values()[i];
        }
        return fromY;
    }

    /** s_component / (i s^2), times lambda^-1, less at low frequencies. */
    private static double[] weight(double component, double sy, double sx, double held, double factor) {
        double square = sy * sy + sx * sx;
        return new double[] {0, square == 0 ? 0 : -factor * component / (square + held * held)};
    }

    /** Bilinear, from the raster's pixels to the object's. */
    private static RealImage interpolated(RealImage coarse, PositionGrid raster, BeamImages images, Specimen grid) {
        double top = Extent.of(images.positions().y()).least();
        double left = Extent.of(images.positions().x()).least();
        RealImage fine = RealImage.zeros(grid.rows(), grid.columns());
        for (int i = 0; i < fine.size(); i++) {
            double y = (grid.centreY() + (i / grid.columns() - grid.rows() / 2) * grid.pixelHeight() - top)
                    / raster.pixel();
            double x = (grid.centreX() + (i % grid.columns() - grid.columns() / 2) * grid.pixelWidth() - left)
                    / raster.pixel();
            double row = Math.clamp(y, 0, raster.rows() - 1);
            double column = Math.clamp(x, 0, raster.columns() - 1);
            int r = (int) Math.min(Math.floor(row), Math.max(0, raster.rows() - 2));
            int c = (int) Math.min(Math.floor(column), Math.max(0, raster.columns() - 2));
            double value = 0;
            for (int corner = 0; corner < 4; corner++) {
                double w = (1 - Math.abs(row - r - corner / 2)) * (1 - Math.abs(column - c - corner % 2));
                value += w * coarse.at(r + corner / 2, c + corner % 2);
            }
            fine.values()[i] = (float) value;
        }
        return fine;
    }
}
