package org.polyptych.bench.dgp;

import org.polyptych.core.RealImage;
import org.polyptych.physics.Specimen;

/**
 * What a phase should be: that of all slices of a simulated specimen together, the projected potential. Each slice turns the
 * phase by less than half a turn, so that their sum has no jumps.
 *
 * @param specimen as one slice
 * @param phase in radians, not wrapped
 */
record TruePhase(Specimen specimen, RealImage phase) {
    static TruePhase of(Specimen slices) {
        RealImage sum = RealImage.zeros(slices.rows(), slices.columns());
        for (var slice : slices.images()[0]) {
            float[] phase = slice.phase().values();
            for (int i = 0; i < phase.length; i++) {
                sum.values()[i] += phase[i];
            }
        }
        return new TruePhase(
                Specimen.of(
                        slices.transmission(),
                        slices.pixelHeight(),
                        slices.pixelWidth(),
                        slices.centreY(),
                        slices.centreX()),
                sum);
    }
}
