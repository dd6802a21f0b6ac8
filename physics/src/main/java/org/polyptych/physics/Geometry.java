package org.polyptych.physics;

import java.util.Optional;

/**
 * How detector pixels and specimen pixels belong together. Far field: specimen pixel = wavelength * distance /
 * (number of detector pixels * detector pixel). {@link NearField}: specimen pixel = detector pixel / magnification.
 * Metres; NaN where a file does not say.
 */
public sealed interface Geometry permits XrayGeometry, ElectronGeometry {
    /** Detector rows, which are also probe rows. */
    int rows();

    /** Detector columns, which are also probe columns. */
    int columns();

    /** Height of a pixel of probe and specimen, in metres. */
    double pixelHeight();

    /** Width of a pixel of probe and specimen, in metres. */
    double pixelWidth();

    /** Specimen to detector, in metres; NaN if unknown. */
    double distance();

    /** In metres; NaN if the energy is unknown. */
    double wavelength();

    /** The near field that the detector sees; empty for the far field. */
    default Optional<NearField> near() {
        return Optional.empty();
    }

    /**
     * The distance in metres over which a wave on the specimen's pixels is propagated in the near field, to the detector
     * of the equivalent parallel beam.
     */
    default double propagationDistance() {
        return distance() / near().map(NearField::magnification).orElse(1.0);
    }

    /**
     * The same with the detector so many times as far away. In the far field the specimen's pixel grows alike; in the near
     * field it stays as it is, with the magnification, and only waves are propagated farther.
     */
    default Geometry atDistance(double ratio) {
        return switch (this) {
            case XrayGeometry x -> {
                double pixels = x.near().isPresent() ? 1 : ratio;
                yield new XrayGeometry(
                        x.rows(),
                        x.columns(),
                        x.pixelHeight() * pixels,
                        x.pixelWidth() * pixels,
                        x.energyEv(),
                        x.distance() * ratio,
                        x.near());
            }
            case ElectronGeometry e ->
                new ElectronGeometry(
                        e.rows(),
                        e.columns(),
                        e.pixelHeight() * ratio,
                        e.pixelWidth() * ratio,
                        e.voltage(),
                        e.distance() * ratio);
        };
    }

    /** Height of a detector pixel in metres; in the far field NaN if distance or energy is unknown. */
    default double detectorPixelHeight() {
        return wavelength() * distance() / (rows() * pixelHeight());
    }

    /** Width of a detector pixel in metres; in the far field NaN if distance or energy is unknown. */
    default double detectorPixelWidth() {
        return wavelength() * distance() / (columns() * pixelWidth());
    }
}
