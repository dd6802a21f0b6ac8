package org.polyptych.engines;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** NRMSE of a reconstructed object on the well-lit pixels, with the complex scale and the phase ramp left free. */
final class ObjectError {
    private ObjectError() {}

    private static final int FARTHEST = 3;

    /** The smallest over whole-pixel shifts, which the data cannot fix when the probe is unknown. */
    static double of(Scan scan, Result result) {
        double least = Double.POSITIVE_INFINITY;
        for (int down = -FARTHEST; down <= FARTHEST; down++) {
            for (int right = -FARTHEST; right <= FARTHEST; right++) {
                least = Math.min(least, shifted(scan, result, down, right));
            }
        }
        return least;
    }

    private static double shifted(Scan scan, Result result, int down, int right) {
        Specimen truth = scan.truth().orElseThrow().specimen();
        Specimen found = result.specimen();
        RealImage light = result.illumination();
        int rows = found.rows();
        int columns = found.columns();
        int downBy = (int) Math.rint(truth.rowOf(found.centreY())) - rows / 2 + down;
        int rightBy = (int) Math.rint(truth.columnOf(found.centreX())) - columns / 2 + right;
        float bright = 0.1f * light.max();
        double[] re = new double[rows * columns];
        double[] im = new double[rows * columns];
        double[] truePower = new double[rows * columns];
        ComplexImage a = found.image();
        ComplexImage b = truth.image();
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                int ty = y + downBy;
                int tx = x + rightBy;
                if (light.values()[i] < bright || ty < 0 || tx < 0 || ty >= b.rows() || tx >= b.columns()) {
                    continue;
                }
                int t = ty * b.columns() + tx;
                re[i] = (double) a.re()[i] * b.re()[t] + (double) a.im()[i] * b.im()[t];
                im[i] = (double) a.im()[i] * b.re()[t] - (double) a.re()[i] * b.im()[t];
                truePower[i] = (double) b.re()[t] * b.re()[t] + (double) b.im()[t] * b.im()[t];
            }
        }
        return withoutRamp(re, im, truePower, rows, columns);
    }

    /** re + i im = found conj(truth); finds scale and ramp s that minimise |found - s truth|. */
    private static double withoutRamp(double[] re, double[] im, double[] power, int rows, int columns) {
        double[] slope = new double[2];
        for (int pass = 0; pass < 2; pass++) {
            int stepBy = pass == 0 ? columns : 1;
            double sr = 0;
            double si = 0;
            for (int i = 0; i + stepBy < re.length; i++) {
                sr += re[i + stepBy] * re[i] + im[i + stepBy] * im[i];
                si += im[i + stepBy] * re[i] - re[i + stepBy] * im[i];
            }
            slope[pass] = Math.atan2(si, sr);
        }
        double sr = 0;
        double si = 0;
        double truth = 0;
        double found = 0;
        for (int i = 0; i < re.length; i++) {
            if (power[i] == 0) {
                continue;
            }
            double angle = -(slope[0] * (i / columns) + slope[1] * (i % columns));
            double c = Math.cos(angle);
            double s = Math.sin(angle);
            sr += re[i] * c - im[i] * s;
            si += im[i] * c + re[i] * s;
            truth += power[i];
            found += (re[i] * re[i] + im[i] * im[i]) / power[i];
        }
        return Math.sqrt(Math.max(0, 1 - (sr * sr + si * si) / (truth * found)));
    }
}
