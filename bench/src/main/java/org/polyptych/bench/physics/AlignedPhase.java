package org.polyptych.bench.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Registration;

/** The phase of a found object for pictures: between the outermost positions, brought onto the truth. */
public final class AlignedPhase {
    private AlignedPhase() {}

    /** In radians, without the ramp, shift and constant that the data leave free. */
    public static RealImage of(Specimen found, Specimen truth, Positions positions) {
        return image(found, truth, positions).phase();
    }

    /**
     * Amplitude and phase, with the scale that fits best.
     *
     * @throws org.polyptych.core.BadInputException if the two cannot be brought together
     */
    public static ComplexImage image(Specimen found, Specimen truth, Positions positions) {
        ComplexImage own = between(truth, positions).of(truth.image());
        return Registration.align(own, between(found, positions).of(found.image()))
                .image();
    }

    /** The pixels between the outermost positions. */
    public static Region between(Specimen specimen, Positions positions) {
        Extent y = Extent.of(positions.y());
        Extent x = Extent.of(positions.x());
        int top = (int) Math.round(specimen.rowOf(y.least()));
        int left = (int) Math.round(specimen.columnOf(x.least()));
        return new Region(
                top,
                left,
                (int) Math.round(specimen.rowOf(y.most())) - top,
                (int) Math.round(specimen.columnOf(x.most())) - left);
    }
}
