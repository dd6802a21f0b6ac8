package org.polyptych.physics.simulation.probes;

import org.polyptych.core.ComplexImage;
import org.polyptych.physics.XrayGeometry;

/** A coherent beam of power 1. Lengths in its settings have the unit that their documentation says. */
public sealed interface TestProbe permits ZonePlate, LaueLens, GaussianBeam, Disc {
    /**
     * The beam on the specimen.
     *
     * @param geometry size and pixels of the array; lenses also need the energy
     * @throws org.polyptych.core.BadInputException if the array cannot hold the beam or its spectrum
     */
    ComplexImage image(XrayGeometry geometry);
}
