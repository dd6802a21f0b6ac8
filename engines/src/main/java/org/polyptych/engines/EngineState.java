package org.polyptych.engines;

import java.util.Optional;
import java.util.function.Consumer;
import org.polyptych.core.RealImage;
import org.polyptych.core.Snapshot;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Descan;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/** All of an engine's run that changes. Holds native memory until it is closed. */
public interface EngineState extends AutoCloseable {
    /** Number of completed iterations. */
    int completed();

    /** The object as it would be reported now; a copy. */
    Specimen specimen();

    /** The probe as it would be reported now; a copy, modes as the engine keeps them. */
    Probe probe();

    /**
     * How frames were taken, as far as the engine has found it: the length of a motion, the background.
     *
     * @param start what is said of some frames, those worked on or others
     * @return the same frames' conditions as they would be reported now; without intensities, which belong to frames
     */
    default Conditions conditions(Conditions start) {
        return start;
    }

    /** A factor for each frame worked on, in its order; empty if the engine has none. */
    default Optional<double[]> intensities() {
        return Optional.empty();
    }

    /**
     * How much of each variation of {@link #probe()} is in each frame worked on, [frame][variation] in its order; empty if
     * the probe is the same in every frame.
     */
    default Optional<double[][]> weights() {
        return Optional.empty();
    }

    /**
     * How far patterns lie off on the detector, as far as the engine has found it; empty if it does not look for that.
     *
     * @param said where the scan says some frames are, those worked on or others
     * @return of these frames
     */
    default Optional<Descan> descan(Positions said) {
        return Optional.empty();
    }

    /**
     * What {@link #specimen()} is made from, where that is continuous: named arrays, as they are now, from which {@link
     * EngineProvider#finer} evaluates the object on other pixels; a copy. Empty for an object made of pixels.
     */
    default Optional<Snapshot> representation() {
        return Optional.empty();
    }

    /**
     * How far several reconstructions of the object lie from their mean, which is {@link #specimen()}: the standard deviation of
     * each of its pixels, of a thin object of one state; a copy. Empty where there are not several.
     */
    default Optional<RealImage> deviation() {
        return Optional.empty();
    }

    /**
     * Lets constraints change object and probe, in place, between two iterations. What the method keeps beside them, such
     * as exit waves, may stay as it is.
     *
     * @param revision is given the object and the probe in real space that the next iteration starts from
     */
    void revise(Consumer<Estimate> revision);

    /** All that changes from step to step, as named arrays: copies that later steps leave alone. */
    Snapshot save();

    /** Puts back what {@link #save()} gave. */
    void restore(Snapshot snapshot);

    @Override
    void close();
}
