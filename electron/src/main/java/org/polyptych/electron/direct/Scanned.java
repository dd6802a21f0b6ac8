package org.polyptych.electron.direct;

import org.polyptych.core.RealImage;
import org.polyptych.engines.Problem;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/** The part of the object between the outermost positions, of which alone a direct method can speak. */
final class Scanned {
    private Scanned() {}

    /** The image less its mean over the scanned part; beyond it falls to 0 over as much as the step of the scan. */
    static RealImage only(RealImage image, Problem problem) {
        Positions positions = problem.scan().positions();
        Specimen grid = problem.specimen();
        Extent down = Extent.of(positions.y());
        Extent right = Extent.of(positions.x());
        double area = Math.max(
                down.length() * right.length(),
                Math.pow(Math.max(down.length(), right.length()), 2) / positions.count());
        double step = Math.sqrt(area / positions.count());
        float[] weight = new float[image.size()];
        double sum = 0;
        double all = 0;
        for (int i = 0; i < weight.length; i++) {
            double y = outside((i / grid.columns() - grid.rowOf(down.least())) * grid.pixelHeight(), down.length());
            double x = outside((i % grid.columns() - grid.columnOf(right.least())) * grid.pixelWidth(), right.length());
            weight[i] = (float) Math.clamp(1 - Math.max(y, x) / step, 0, 1);
            sum += weight[i] * image.values()[i];
            all += weight[i];
        }
        RealImage only = RealImage.zeros(image.rows(), image.columns());
        for (int i = 0; i < weight.length; i++) {
            only.values()[i] = (float) (weight[i] * (image.values()[i] - sum / all));
        }
        return only;
    }

    private static double outside(double from, double length) {
        return Math.max(-from, from - length);
    }
}
