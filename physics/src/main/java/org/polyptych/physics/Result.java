package org.polyptych.physics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.RealImage;

/**
 * What a reconstruction gives.
 *
 * @param specimen the reconstructed object
 * @param probe its modes are orthogonal and sorted by power
 * @param positions as used or refined, in the order of the frames in the scan
 * @param illumination sum over frames of |P|^2 on each specimen pixel; 0 where nothing was scanned
 * @param losses the loss after each iteration
 * @param provenance how it was made
 * @param conditions how the frames were taken, as said or found, in the order of the frames in the scan
 * @param refinedFrom where the scan says the frames are, in the same order, if positions were refined
 * @param found numbers of the geometry that were refined
 * @param representation what the object was made from, as the engine had it; empty if that was pixels. What constraints
 *     have changed of the object that is reported is not in it
 * @param deviation how far several reconstructions lie from their mean, which the object is: the standard deviation of each of
 *     its pixels; empty where there are not several
 */
public record Result(
        Specimen specimen,
        Probe probe,
        Positions positions,
        RealImage illumination,
        double[] losses,
        Provenance provenance,
        Conditions conditions,
        Optional<Positions> refinedFrom,
        List<FoundNumber> found,
        Optional<Representation> representation,
        Optional<RealImage> deviation) {

    /** One reconstruction. */
    public Result(
            Specimen specimen,
            Probe probe,
            Positions positions,
            RealImage illumination,
            double[] losses,
            Provenance provenance,
            Conditions conditions,
            Optional<Positions> refinedFrom,
            List<FoundNumber> found,
            Optional<Representation> representation) {
        this(
                specimen,
                probe,
                positions,
                illumination,
                losses,
                provenance,
                conditions,
                refinedFrom,
                found,
                representation,
                Optional.empty());
    }

    /** With an object made of pixels. */
    public Result(
            Specimen specimen,
            Probe probe,
            Positions positions,
            RealImage illumination,
            double[] losses,
            Provenance provenance,
            Conditions conditions,
            Optional<Positions> refinedFrom,
            List<FoundNumber> found) {
        this(
                specimen,
                probe,
                positions,
                illumination,
                losses,
                provenance,
                conditions,
                refinedFrom,
                found,
                Optional.empty());
    }

    /** With the geometry as the scan says. */
    public Result(
            Specimen specimen,
            Probe probe,
            Positions positions,
            RealImage illumination,
            double[] losses,
            Provenance provenance,
            Conditions conditions,
            Optional<Positions> refinedFrom) {
        this(specimen, probe, positions, illumination, losses, provenance, conditions, refinedFrom, List.of());
    }

    /** With positions as the scan says, a stage at rest, no background and a steady beam. */
    public Result(
            Specimen specimen,
            Probe probe,
            Positions positions,
            RealImage illumination,
            double[] losses,
            Provenance provenance) {
        this(specimen, probe, positions, illumination, losses, provenance, Conditions.NONE, Optional.empty());
    }

    /** The same with another object, and the light on its pixels. */
    public Result with(Specimen other, RealImage light) {
        return new Result(
                other, probe, positions, light, losses, provenance, conditions, refinedFrom, found, representation);
    }

    /**
     * How a result was made.
     *
     * @param name short name of the scan
     * @param source where the scan came from
     * @param geometry the geometry of the scan
     * @param engine name of the engine, as typed
     * @param lossName what the losses are, with the unit
     * @param iterations completed
     * @param seed of every random choice
     * @param settings complete settings, qualified key to value as text
     * @param program name and version of the program
     * @param machine processor, cores, threads, Java, FFT library
     * @param started ISO date and time
     * @param seconds wall-clock time of the iterations, also of those before the run was resumed
     * @param stopped why it ended before all iterations were done, in words; empty if they were
     * @param resumed where it went on after it had been killed or stopped, in words; empty if it never did
     * @param identity what decided the bits, data included as hashes of their content, key to value; empty if not known
     */
    public record Provenance(
            String name,
            String source,
            Geometry geometry,
            String engine,
            String lossName,
            int iterations,
            long seed,
            Map<String, String> settings,
            String program,
            String machine,
            String started,
            double seconds,
            String stopped,
            String resumed,
            Map<String, String> identity) {

        /** Of a run that did all its iterations. */
        public Provenance(
                String name,
                String source,
                Geometry geometry,
                String engine,
                String lossName,
                int iterations,
                long seed,
                Map<String, String> settings,
                String program,
                String machine,
                String started,
                double seconds) {
            this(
                    name,
                    source,
                    geometry,
                    engine,
                    lossName,
                    iterations,
                    seed,
                    settings,
                    program,
                    machine,
                    started,
                    seconds,
                    "",
                    "",
                    Map.of());
        }
    }
}
