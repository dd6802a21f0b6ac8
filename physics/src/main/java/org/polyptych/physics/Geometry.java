package org.polyptych.physics;

/**
 * How detector pixels and specimen pixels belong together. Far field: specimen pixel = wavelength * distance /
 * (number of detector pixels * detector pixel). Metres; NaN where a file does not say.
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

    /** Height of a detector pixel in metres, from the far-field relation; NaN if distance or energy is unknown. */
    default double detectorPixelHeight() {
        return wavelength() * distance() / (rows() * pixelHeight());
    }

    /** Width of a detector pixel in metres, from the far-field relation; NaN if distance or energy is unknown. */
    default double detectorPixelWidth() {
        return wavelength() * distance() / (columns() * pixelWidth());
    }
}
