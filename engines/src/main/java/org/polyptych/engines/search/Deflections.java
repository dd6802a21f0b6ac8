package org.polyptych.engines.search;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.polyptych.physics.Orientation;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * Where the middle of each pattern lies, and how that changes from position to position. The specimen bends the beam by
 * the gradient of its phase, which has no curl: in the right orientation the field of deflections has none, apart from
 * noise and from what absorption adds. Known from differential phase contrast (Lazic, Bosch, Lazar, Ultramicroscopy 160,
 * 265, 2016), where it finds the rotation between scan and detector.
 *
 * @param slopes of each frame's surroundings: {dy/dy, dy/dx, dx/dy, dx/dx}, in radians per square metre
 */
record Deflections(double[][] slopes) {
    private static final int NEIGHBOURS = 8;

    /** @param scan few frames that lie side by side; each pattern is looked at once */
    static Deflections of(Scan scan) {
        Positions positions = scan.positions();
        int n = positions.count();
        double[][] middle = new double[n][];
        for (int j = 0; j < n; j++) {
            middle[j] = middle(scan, j);
        }
        double[][] slopes = IntStream.range(0, n)
                .mapToObj(j -> slope(positions, middle, nearest(positions, j)))
                .filter(slope -> slope.length > 0)
                .toArray(double[][]::new);
        return new Deflections(slopes);
    }

    /**
     * The curl's share of the field, (dx/dy - dy/dx)^2 over twice the sum of squares of all four slopes: 0 where the
     * deflections are the gradient of something, 1 where they only turn; NaN where the positions lie on a line.
     */
    double curl(Orientation orientation) {
        double curl = 0;
        double all = 0;
        for (double[] s : slopes) {
            double signY = orientation.flipY() ? -1 : 1;
            double signX = orientation.flipX() ? -1 : 1;
            // the derivative by a changed position: by the other axis where they are swapped, with the new sign
            double yByX = signX * (orientation.swap() ? s[0] : s[1]);
            double xByY = signY * (orientation.swap() ? s[3] : s[2]);
            curl += (xByY - yByX) * (xByY - yByX);
            all += s[0] * s[0] + s[1] * s[1] + s[2] * s[2] + s[3] * s[3];
        }
        return curl / (2 * all);
    }

    /** {y, x} of the centre of mass of a pattern's counts, as an angular frequency per metre. */
    private static double[] middle(Scan scan, int frame) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        float[] amplitudes = scan.frames().frame(frame);
        double sum = 0;
        double y = 0;
        double x = 0;
        for (int i = 0; i < amplitudes.length; i++) {
            if (scan.mask()[i]) {
                double counts = (double) amplitudes[i] * amplitudes[i];
                sum += counts;
                y += counts * (i / columns - rows / 2);
                x += counts * (i % columns - columns / 2);
            }
        }
        return new double[] {
            2 * Math.PI * y / (sum * rows * scan.geometry().pixelHeight()),
            2 * Math.PI * x / (sum * columns * scan.geometry().pixelWidth())
        };
    }

    private static int[] nearest(Positions positions, int j) {
        return IntStream.range(0, positions.count())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> Math.hypot(
                        positions.y()[k] - positions.y()[j],
                        positions.x()[k] - positions.x()[j])))
                .limit(NEIGHBOURS + 1L)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The plane through the deflections of neighbours, by least squares; nothing where they lie on a line. */
    private static double[] slope(Positions positions, double[][] middle, int[] near) {
        double yy = 0;
        double yx = 0;
        double xx = 0;
        double meanY =
                IntStream.of(near).mapToDouble(k -> positions.y()[k]).average().orElse(0);
        double meanX =
                IntStream.of(near).mapToDouble(k -> positions.x()[k]).average().orElse(0);
        double[] byY = new double[2];
        double[] byX = new double[2];
        for (int k : near) {
            double y = positions.y()[k] - meanY;
            double x = positions.x()[k] - meanX;
            yy += y * y;
            yx += y * x;
            xx += x * x;
            for (int c = 0; c < 2; c++) {
                byY[c] += y * middle[k][c];
                byX[c] += x * middle[k][c];
            }
        }
        double det = yy * xx - yx * yx;
        if (!(det > 1e-6 * (yy + xx) * (yy + xx))) {
            return new double[0];
        }
        return new double[] {
            (xx * byY[0] - yx * byX[0]) / det, (yy * byX[0] - yx * byY[0]) / det,
            (xx * byY[1] - yx * byX[1]) / det, (yy * byX[1] - yx * byY[1]) / det
        };
    }
}
