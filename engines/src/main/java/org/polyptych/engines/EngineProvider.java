package org.polyptych.engines;

import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Snapshot;
import org.polyptych.physics.FinerPixels;
import org.polyptych.physics.Specimen;

/** Describes an engine and makes it; found through {@link java.util.ServiceLoader}. Must be cheap to construct. */
public interface EngineProvider {
    /** What is typed, and the namespace of its settings: lower case, such as {@code rpie}. */
    String name();

    /** The method's full name and what it is good for, in one line. */
    String description();

    /** The paper. */
    String bibtex();

    /** A record whose components carry {@link org.polyptych.core.settings.Setting}. */
    Class<? extends Record> settingsType();

    Set<Capability> capabilities();

    /**
     * Whether it runs with its default settings on any scan; not so an engine that needs a trained network, which a setting
     * names, or one that is for scans of one kind alone.
     */
    default boolean readyMade() {
        return true;
    }

    /** Whether it takes an object that another engine has made, so that it is nothing by itself. */
    default boolean needsObject() {
        return false;
    }

    /** How many iterations a user gets who does not say, with the default settings. */
    int defaultIterations();

    /**
     * The same with other settings.
     *
     * @param settings an instance of {@link #settingsType()}
     */
    default int defaultIterations(Record settings) {
        return defaultIterations();
    }

    /**
     * What the engine takes of Java's memory, beside the frames, so that a run too large for the machine is refused
     * before it begins. Unless an engine says otherwise: sums over frames, a few objects and probes, no exit waves.
     *
     * @param settings an instance of {@link #settingsType()}: they may decide how much it holds
     */
    default MemoryNeed memory(ProblemSize size, Record settings) {
        return new MemoryNeed(
                size.objects(5) + size.probes(5) + size.kernels() + size.sums(3), size.objects(2) + size.probes(2));
    }

    /**
     * Transforms that the definition needs, a frame and mode, at whole pixels: what a benchmark counts as the bound. Two
     * unless an engine says otherwise: to the detector and back.
     */
    default int transforms() {
        return 2;
    }

    /**
     * Transforms that the definition needs more at each border between two slices of the object. Four unless an engine says
     * otherwise: there and back, for the wave and for what comes back of it.
     */
    default int transformsAtBorder() {
        return 4;
    }

    /**
     * Whether an engine with such settings fits how the frames were taken: the motion, a background, intensities.
     *
     * @param settings of {@link #settingsType()}
     */
    default boolean fitsConditions(Record settings) {
        return false;
    }

    /**
     * Whether an engine with such settings finds how patterns wander over the detector ({@link EngineState#descan}).
     *
     * @param settings of {@link #settingsType()}
     */
    default boolean findsDescan(Record settings) {
        return false;
    }

    /**
     * Whether settings of the engine go with those of the run, asked before anything is done.
     *
     * @param settings an instance of {@link #settingsType()}
     * @param background whether there is a background to be modelled
     * @throws BadInputException if they do not; the line says which to leave out
     */
    default void check(Record settings, RunSettings run, boolean background) {}

    /**
     * Evaluates what {@link EngineState#representation()} gave, on pixels {@code factor} times finer than those of the
     * object that was reported with it. They cover the same area, and (centreY, centreX) is the position of their pixel
     * (rows / 2, columns / 2), as in every {@link Specimen}: {@link FinerPixels} says where each lies and makes the
     * specimen. With a factor of 1 it is the reported object up to rounding, except for what constraints have changed.
     *
     * @param settings an instance of {@link #settingsType()}, those of the run
     * @param representation of a run of this engine; may come from a file, and be damaged
     * @param grid the reported object: so many rows and columns as the engine worked on. Only its pixels count; where the
     *     geometry was refined they may be of another size in metres
     * @param factor at least 1
     * @throws BadInputException if the engine has no representation, or the arrays are not those of one
     */
    default Specimen finer(Record settings, Snapshot representation, Specimen grid, int factor) {
        throw new BadInputException("engine " + name() + " has no continuous representation of the object");
    }

    /** @param settings an instance of {@link #settingsType()} */
    Engine<?> create(Record settings);
}
