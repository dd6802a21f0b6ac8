package org.polyptych.bench.ptyinr;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Median;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.GlobalPhase;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.phase.PhaseRamp;

/**
 * What a panel shows of one reconstruction, brought to the truth as the protocol does: amplitudes by the median, phases by
 * the best global phase, without the ramp.
 *
 * @param amplitude of the object's middle, 181 x 181
 * @param phase of the same, radians
 * @param probeAmplitude relative to its largest value, by the median
 * @param probePhase radians
 */
record PanelTile(RealImage amplitude, RealImage phase, RealImage probeAmplitude, RealImage probePhase) {
    private static final int SHOWN = 181;

    static PanelTile of(CellImages found, CellImages truth) {
        Region middle = Region.central(truth.object(), SHOWN, SHOWN);
        ComplexImage object = withoutRamp(middle.of(found.object()), middle.of(truth.object()));
        ComplexImage probe = withoutRamp(found.probe(), truth.probe());
        RealImage trueProbe =
                scaled(truth.probe().amplitude(), 1 / truth.probe().amplitude().max());
        return new PanelTile(
                byMedian(object.amplitude(), middle.of(truth.object()).amplitude()),
                GlobalPhase.best(object, middle.of(truth.object())).phaseOf(object),
                byMedian(probe.amplitude(), trueProbe),
                GlobalPhase.best(probe, truth.probe()).phaseOf(probe));
    }

    private static ComplexImage withoutRamp(ComplexImage found, ComplexImage truth) {
        ComplexImage quotient = ComplexImage.zeros(found.rows(), found.columns());
        for (int i = 0; i < found.size(); i++) {
            quotient.re()[i] = found.re()[i] * truth.re()[i] + found.im()[i] * truth.im()[i];
            quotient.im()[i] = found.im()[i] * truth.re()[i] - found.re()[i] * truth.im()[i];
        }
        float[] even = new float[found.size()];
        Arrays.fill(even, 1);
        return PhaseRamp.find(quotient, even).removedFrom(found);
    }

    private static RealImage byMedian(RealImage image, RealImage truth) {
        return scaled(image, Median.of(truth.values()) / Median.of(image.values()));
    }

    private static RealImage scaled(RealImage image, double factor) {
        RealImage scaled = image.copy();
        for (int i = 0; i < scaled.size(); i++) {
            scaled.values()[i] *= (float) factor;
        }
        return scaled;
    }
}
