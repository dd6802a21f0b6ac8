package org.polyptych.app.report;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.phase.PhaseRamp;
import org.polyptych.physics.phase.PhaseUnwrap;

/**
 * The part of the object that pictures show.
 *
 * @param transmission the first mode's slices multiplied, cut to the scanned area
 * @param scanned whether a pixel was scanned
 * @param weight the illumination there, 0 where not scanned
 * @param ramp the phase ramp of the scanned part
 */
record SpecimenView(
        ComplexImage transmission,
        boolean[] scanned,
        float[] weight,
        PhaseRamp ramp,
        double pixelHeight,
        double pixelWidth) {
    private static final int MOST_FINER = 16;

    /** All slices of the first state together. */
    static SpecimenView of(Result result) {
        return of(result, result.specimen().transmission());
    }

    /** One slice of one state. */
    static SpecimenView of(Result result, int state, int slice) {
        return of(result, result.specimen().images()[state][slice]);
    }

    private static SpecimenView of(Result result, ComplexImage whole) {
        Specimen specimen = result.specimen();
        ScannedArea area = ScannedArea.of(result.illumination(), finer(result));
        ComplexImage shown = whole.crop(area.top(), area.left(), area.rows(), area.columns());
        RealImage illumination = result.illumination().crop(area.top(), area.left(), area.rows(), area.columns());
        boolean[] scanned = area.cropped(specimen.columns());
        float[] weight = new float[scanned.length];
        for (int i = 0; i < weight.length; i++) {
            scanned[i] &= Float.isFinite(shown.re()[i]) && Float.isFinite(shown.im()[i]);
            // 1 where nothing is known of the illumination
            weight[i] = !scanned[i]
                    ? 0
                    : illumination.values()[i] > 0 ? illumination.values()[i] : 1;
        }
        return new SpecimenView(
                shown, scanned, weight, PhaseRamp.find(shown, weight), specimen.pixelHeight(), specimen.pixelWidth());
    }

    /** How many pixels of the object lie along one of the probe's: 1 unless the object was evaluated on finer ones. */
    private static int finer(Result result) {
        double ratio =
                result.provenance().geometry().pixelHeight() / result.specimen().pixelHeight();
        return (int) Math.clamp(Math.round(ratio), 1, MOST_FINER);
    }

    /** Another image on the grid of a result's object, cut as its view is. */
    static RealImage cut(Result result, RealImage image) {
        ScannedArea area = ScannedArea.of(result.illumination(), finer(result));
        return image.crop(area.top(), area.left(), area.rows(), area.columns());
    }

    RealImage amplitude() {
        return transmission.amplitude();
    }

    /** As reconstructed, in (-pi, pi]. */
    RealImage wrappedPhase() {
        return transmission.phase();
    }

    /** Without ramp and constant, in (-pi, pi]. */
    RealImage flatPhase() {
        return ramp.removedFrom(transmission).phase();
    }

    /** Without ramp and constant, over as many turns as it takes; NaN where not scanned. */
    RealImage unwrappedPhase() {
        return PhaseUnwrap.unwrap(flatPhase(), weight);
    }
}
