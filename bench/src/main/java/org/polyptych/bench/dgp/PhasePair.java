package org.polyptych.bench.dgp;

import java.util.Arrays;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.Units;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Registration;
import org.polyptych.physics.phase.PhaseUnwrap;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.Subject;

/**
 * A reconstruction's phase beside the true one, in the rectangle that the positions of the scan span. What frames do not tell is
 * taken out of it: a shift, a ramp and a complex factor, all pixels of the rectangle alike. The phase is unwrapped.
 *
 * @param phase that was found, of all slices together, in radians; of the same mean as the true one
 * @param truePhase in radians
 * @param pixelHeight in Å
 * @param pixelWidth in Å
 * @param resembles false if registration found no more than chance, so that only the factor was taken out
 */
record PhasePair(RealImage phase, RealImage truePhase, double pixelHeight, double pixelWidth, boolean resembles) {
    /** A shift beyond this share of the rectangle is chance, as in the protocols. */
    private static final double FARTHEST = 0.25;

    static PhasePair of(Specimen object, TruePhase truth, Positions scanned) {
        Comparison pair = Comparison.of(
                subject("the result", projected(object)), subject("the truth", truth.specimen()), Placement.AUTOMATIC);
        Region region = rectangle(truth.specimen(), scanned).shared(pair.covered());
        RealImage even = RealImage.zeros(pair.truth().rows(), pair.truth().columns());
        Arrays.fill(even.values(), 1);
        Optional<Alignment> registered = registered(pair, region, even);
        Alignment alignment = registered.orElseGet(() -> Registration.scale(pair.truth(), pair.found(), region, even));
        RealImage truePhase = alignment.region().of(truth.phase());
        return new PhasePair(
                levelled(unwrapped(alignment.image()), truePhase),
                truePhase,
                truth.specimen().pixelHeight() / Units.METRES_PER_ANGSTROM,
                truth.specimen().pixelWidth() / Units.METRES_PER_ANGSTROM,
                registered.isPresent());
    }

    private static Optional<Alignment> registered(Comparison pair, Region region, RealImage even) {
        try {
            return Optional.of(Registration.align(pair.truth(), pair.found(), region, even))
                    .filter(found -> Math.abs(found.shiftY()) <= FARTHEST * region.rows()
                            && Math.abs(found.shiftX()) <= FARTHEST * region.columns());
        } catch (BadInputException e) {
            // they share too little
            return Optional.empty();
        }
    }

    private static Specimen projected(Specimen object) {
        return object.slices() == 1
                ? object
                : Specimen.of(
                        object.transmission(),
                        object.pixelHeight(),
                        object.pixelWidth(),
                        object.centreY(),
                        object.centreX());
    }

    private static Subject subject(String name, Specimen specimen) {
        return new Subject(name, specimen, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The pixels of a specimen within the rectangle that positions span. */
    static Region rectangle(Specimen specimen, Positions scanned) {
        Extent y = Extent.of(scanned.y());
        Extent x = Extent.of(scanned.x());
        int top = (int) Math.ceil(specimen.rowOf(y.least()) - 1e-6);
        int left = (int) Math.ceil(specimen.columnOf(x.least()) - 1e-6);
        int bottom = (int) Math.floor(specimen.rowOf(y.most()) + 1e-6);
        int right = (int) Math.floor(specimen.columnOf(x.most()) + 1e-6);
        return new Region(top, left, bottom - top + 1, right - left + 1).shared(Region.whole(specimen.image()));
    }

    private static RealImage unwrapped(ComplexImage wave) {
        float[] weight = new float[wave.size()];
        Arrays.fill(weight, 1);
        return PhaseUnwrap.unwrap(wave.phase(), weight);
    }

    private static RealImage levelled(RealImage phase, RealImage truth) {
        RealImage out = phase.copy();
        float more = (float) ((truth.sum() - phase.sum()) / phase.size());
        for (int i = 0; i < out.size(); i++) {
            out.values()[i] += more;
        }
        return out;
    }
}
