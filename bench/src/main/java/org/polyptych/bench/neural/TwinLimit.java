package org.polyptych.bench.neural;

import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * How near any network can come that sees one pattern at a time. A real object O(r) behind a real beam that is the same turned
 * by 180 degrees, P(r) = P(-r), has the pattern of its twin O(-r): |F(P O)(k)| = |F(P O)(-k)|, and the pattern of a real wave
 * is even. Where both are equally likely, no answer is nearer in the mean absolute error than the mean of the two, which is
 * off by |O(r) - O(-r)| / 2.
 */
final class TwinLimit {
    private TwinLimit() {}

    /**
     * The mean absolute error of that answer.
     *
     * @param scan with its truth, at whole pixels
     * @param radius of the disc about each frame's middle that counts, in pixels
     */
    static double of(Scan scan, double radius) {
        Specimen object = scan.truth().orElseThrow().specimen();
        ComplexImage image = object.image();
        int reach = (int) Math.ceil(radius) - 1;
        double sum = 0;
        long count = 0;
        for (int j = 0; j < scan.frames().count(); j++) {
            int row = (int) Math.rint(object.rowOf(scan.positions().y()[j]));
            int column = (int) Math.rint(object.columnOf(scan.positions().x()[j]));
            for (int y = -reach; y <= reach; y++) {
                for (int x = -reach; x <= reach; x++) {
                    if (Math.hypot(y, x) < radius) {
                        double here = image.re()[(row + y) * image.columns() + column + x];
                        double there = image.re()[(row - y) * image.columns() + column - x];
                        sum += Math.abs(here - there) / 2;
                        count++;
                    }
                }
            }
        }
        return sum / count;
    }
}
