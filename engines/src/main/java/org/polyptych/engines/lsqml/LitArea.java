package org.polyptych.engines.lsqml;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.engines.Problem;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/** How many frames it takes to light the scanned area. */
final class LitArea {
    private LitArea() {}

    /**
     * The area that all frames light over the area that one lights, where light W lights the area (sum W)^2 / sum
     * W^2: that of a disc, if it is one.
     */
    static double frames(Problem problem) {
        Probe probe = problem.probe();
        RealImage one = RealImage.zeros(probe.rows(), probe.columns());
        for (int m = 0; m < probe.modes(); m++) {
            ComplexImage mode = probe.mode(m);
            for (int i = 0; i < mode.size(); i++) {
                one.values()[i] += mode.re()[i] * mode.re()[i] + mode.im()[i] * mode.im()[i];
            }
        }
        Specimen specimen = problem.specimen();
        RealImage all = Illumination.of(specimen, probe, problem.scan().positions());
        return area(all) / area(one);
    }

    /** In pixels. */
    private static double area(RealImage light) {
        double sum = 0;
        double squares = 0;
        for (float value : light.values()) {
            sum += value;
            squares += (double) value * value;
        }
        return sum * sum / squares;
    }
}
