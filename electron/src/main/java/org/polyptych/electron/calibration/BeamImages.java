package org.polyptych.electron.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.polyptych.core.Median;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Extent;
import org.polyptych.physics.FramePass;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * A scan seen by reciprocity: the bright-field disc cut into square cells, each of which sees the specimen under its own
 * angle, an image with one value a position. Beside them the frames' centres of mass and the electrons beyond the disc.
 * Of a large scan only the positions about its middle.
 *
 * @param disc where the disc is
 * @param positions of the frames looked at, metres
 * @param wavelength metres
 * @param convergence the disc's radius as an angle, radians
 * @param cell side of a cell as an angle, radians
 * @param anglesY of each row of cells, radians from the axis
 * @param anglesX of each column of cells
 * @param lit which cells lie within the disc, [row][column]
 * @param values counts of each cell a detector pixel, [frame][cell]
 * @param massY centre of mass of each frame on the whole detector, radians from the disc's middle
 * @param massX the same to the right
 * @param dark counts beyond the disc, one a frame
 */
public record BeamImages(
        BrightFieldDisc disc,
        Positions positions,
        double wavelength,
        double convergence,
        double cell,
        double[] anglesY,
        double[] anglesX,
        boolean[] lit,
        float[][] values,
        double[] massY,
        double[] massX,
        double[] dark) {
    /** Cells across the disc, about. */
    private static final double CELLS = 20;
    /** Frames that are enough for a calibration. */
    public static final int MOST_FRAMES = 4096;
    /** Farther out than so many radii a pixel is dark field. */
    private static final double BEYOND = 1.15;

    /**
     * Looks at each frame once.
     *
     * @param scan of electrons with a known voltage
     * @param most frames; of more, those nearest to the middle of the scan
     */
    public static BeamImages of(Scan scan, BrightFieldDisc disc, int most) {
        ElectronGeometry geometry = (ElectronGeometry) scan.geometry();
        int[] looked = middle(scan.positions(), most);
        Scan few = looked.length == scan.frames().count() ? scan : scan.select(looked);
        double pixelY = geometry.wavelength() / (geometry.rows() * geometry.pixelHeight());
        double pixelX = geometry.wavelength() / (geometry.columns() * geometry.pixelWidth());
        int bin = (int) Math.max(1, Math.ceil(2 * disc.radius() / CELLS));
        int reach = (int) Math.ceil(disc.radius() / bin);
        int side = 2 * reach + 1;
        int[] cellOf = new int[geometry.rows() * geometry.columns()];
        boolean[] beyond = new boolean[cellOf.length];
        int[] pixels = new int[side * side];
        double offY = 0;
        double offX = 0;
        int inside = 0;
        for (int i = 0; i < cellOf.length; i++) {
            double y = i / geometry.columns() - disc.centreY();
            double x = i % geometry.columns() - disc.centreX();
            double r = Math.hypot(y, x);
            cellOf[i] = -1;
            beyond[i] = scan.mask()[i] && r > BEYOND * disc.radius() + 1;
            if (scan.mask()[i] && r <= disc.radius() - 0.5) {
                int row = (int) Math.floor(y / bin + 0.5);
                int column = (int) Math.floor(x / bin + 0.5);
                cellOf[i] = (row + reach) * side + column + reach;
                pixels[cellOf[i]]++;
                inside++;
                offY += y - row * bin;
                offX += x - column * bin;
            }
        }
        boolean[] lit = new boolean[side * side];
        for (int c = 0; c < lit.length; c++) {
            lit[c] = 2 * pixels[c] > bin * bin;
        }
        double[] anglesY = new double[side];
        double[] anglesX = new double[side];
        for (int k = 0; k < side; k++) {
            anglesY[k] = ((k - reach) * bin + offY / inside) * pixelY;
            anglesX[k] = ((k - reach) * bin + offX / inside) * pixelX;
        }
        int n = few.frames().count();
        BeamImages images = new BeamImages(
                disc,
                few.positions(),
                geometry.wavelength(),
                disc.radius() * Math.sqrt(pixelY * pixelX),
                bin * Math.max(pixelY, pixelX),
                anglesY,
                anglesX,
                lit,
                new float[n][side * side],
                new double[n],
                new double[n],
                new double[n]);
        FramePass.each(few.frames(), (j, frame) -> {
            double all = 0;
            double my = 0;
            double mx = 0;
            double outside = 0;
            float[] cells = images.values[j];
            for (int i = 0; i < frame.length; i++) {
                if (!scan.mask()[i]) {
                    continue;
                }
                double counts = (double) frame[i] * frame[i];
                all += counts;
                my += counts * (i / geometry.columns() - disc.centreY());
                mx += counts * (i % geometry.columns() - disc.centreX());
                outside += beyond[i] ? counts : 0;
                if (cellOf[i] >= 0 && lit[cellOf[i]]) {
                    cells[cellOf[i]] += (float) (counts / pixels[cellOf[i]]);
                }
            }
            images.massY[j] = all > 0 ? my / all * pixelY : 0;
            images.massX[j] = all > 0 ? mx / all * pixelX : 0;
            images.dark[j] = outside;
        });
        return images;
    }

    /** All frames, or those nearest to the middle of the scan, in their order. */
    private static int[] middle(Positions positions, int most) {
        int n = positions.count();
        if (n <= most) {
            return IntStream.range(0, n).toArray();
        }
        Extent down = Extent.of(positions.y());
        Extent right = Extent.of(positions.x());
        double y = down.least() + down.length() / 2;
        double x = right.least() + right.length() / 2;
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> Math.max(
                        Math.abs(positions.y()[j] - y), Math.abs(positions.x()[j] - x))))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** How many there are. */
    public int frames() {
        return values.length;
    }

    /** Cells along a side. */
    public int side() {
        return anglesY.length;
    }

    /** Mean over the frames of each cell; 0 for those that are not lit. */
    public double[] means() {
        double[] means = new double[lit.length];
        for (float[] frame : values) {
            for (int c = 0; c < means.length; c++) {
                means[c] += frame[c] / (double) values.length;
            }
        }
        return means;
    }

    /** The same with each cell's values relative to their mean, less 1. */
    BeamImages relative() {
        double[] means = means();
        float[][] others = new float[values.length][lit.length];
        for (int j = 0; j < others.length; j++) {
            for (int c = 0; c < lit.length; c++) {
                others[j][c] = means[c] > 0 ? (float) (values[j][c] / means[c] - 1) : 0;
            }
        }
        return new BeamImages(
                disc, positions, wavelength, convergence, cell, anglesY, anglesX, lit, others, massY, massX, dark);
    }

    /** Median distance to the nearest other position, metres; of many, about the middle of the scan. */
    public double step() {
        Positions some = positions.select(middle(positions, MOST_FRAMES));
        int n = some.count();
        double[] nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                double d = Math.hypot(some.y()[j] - some.y()[k], some.x()[j] - some.x()[k]);
                nearest[j] = Math.min(nearest[j], d);
                nearest[k] = Math.min(nearest[k], d);
            }
        }
        return Median.of(nearest);
    }
}
