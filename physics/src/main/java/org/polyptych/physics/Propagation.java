package org.polyptych.physics;

import java.util.Optional;
import org.polyptych.core.FftOrder;

/**
 * The way from the exit wave to the detector, and the order in which the pixels of the detector's wave then lie. Far
 * field: a Fourier transform, in FFT order. Near field: an {@link AngularSpectrum}, in the order of the frames.
 *
 * @param spectrum the near field's; null for the far field
 */
public record Propagation(int rows, int columns, AngularSpectrum spectrum) {

    public static Propagation farField(int rows, int columns) {
        return new Propagation(rows, columns, null);
    }

    /** As the geometry says. */
    public static Propagation of(Geometry geometry) {
        return of(geometry, geometry.rows(), geometry.columns());
    }

    /** As the geometry says, for waves with more pixels of the same size. */
    static Propagation of(Geometry geometry, int rows, int columns) {
        Optional<NearField> near = geometry.near();
        return near.isEmpty()
                ? farField(rows, columns)
                : new Propagation(
                        rows,
                        columns,
                        new AngularSpectrum(
                                rows,
                                columns,
                                geometry.pixelHeight(),
                                geometry.pixelWidth(),
                                geometry.wavelength(),
                                geometry.propagationDistance()));
    }

    public boolean near() {
        return spectrum != null;
    }

    /** A frame as it is in files, zero frequency at N/2 in the far field, in the order of the detector's wave. */
    public float[] fromFile(float[] frame) {
        return near() ? frame : FftOrder.fromCentred(frame, rows, columns);
    }

    /** A frame in the order of the detector's wave, as it is in files. */
    public float[] toFile(float[] frame) {
        return near() ? frame : FftOrder.toCentred(frame, rows, columns);
    }
}
