package org.polyptych.physics.protocol;

import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * One side of a comparison: what was found, or the truth.
 *
 * @param name for messages: a file, or what it is
 * @param specimen the object; pixel sizes and centre are NaN where nothing is known of them
 * @param probe if there is one
 * @param positions of the frames, if they are known; of a truth, where they are not those of the scan
 * @param illumination on the object's grid, if it is known
 */
public record Subject(
        String name,
        Specimen specimen,
        Optional<Probe> probe,
        Optional<Positions> positions,
        Optional<RealImage> illumination) {

    /** A reconstruction. */
    public static Subject of(String name, Result result) {
        return new Subject(
                name,
                result.specimen(),
                Optional.of(result.probe()),
                Optional.of(result.positions()),
                Optional.of(result.illumination()));
    }

    /** The truth of a simulated scan. */
    public static Subject of(String name, Scan.Truth truth) {
        return new Subject(name, truth.specimen(), Optional.of(truth.probe()), truth.positions(), Optional.empty());
    }

    /** An object of which nothing but the pixels is known. */
    public static Subject of(String name, ComplexImage object) {
        return new Subject(
                name,
                Specimen.of(object, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with another probe. */
    public Subject with(Probe other) {
        return new Subject(name, specimen, Optional.of(other), positions, illumination);
    }

    /** Whether it is known where in the world the object lies. */
    boolean placed() {
        return Double.isFinite(specimen.centreY()) && Double.isFinite(specimen.centreX()) && scaled();
    }

    /** Whether the pixel size is known. */
    boolean scaled() {
        return specimen.pixelHeight() > 0 && specimen.pixelWidth() > 0;
    }
}
