package org.polyptych.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.nearfield.Magnification;

/** Makes a near-field scan of one that was read, as {@link ReaderSettings} say: another geometry, other pixels. */
final class NearFieldReading {
    /** Notes that begin like these are of the far field. */
    private static final List<String> FAR_FIELD =
            List.of(CxiGeometry.FAR_FIELD, PositionRange.SPAN, PositionRange.FAR_STEPS, PatternCentre.AT_CORNERS);

    /** Pixels that differ by less are the same. */
    private static final double SAME_PIXEL = 1e-6;

    private NearFieldReading() {}

    /**
     * The scan as one of the near field, with a note of what was assumed.
     *
     * @throws BadInputException if the scan does not say what the geometry follows from, or M cannot be measured
     */
    static Scan of(Scan scan, ReaderSettings settings) {
        if (scan.geometry() instanceof ElectronGeometry) {
            throw new BadInputException(scan.source() + ": file.nearField is for X-rays; this is an electron scan");
        }
        XrayGeometry before = (XrayGeometry) scan.geometry();
        double height = before.detectorPixelHeight();
        double width = before.detectorPixelWidth();
        if (!(height > 0 && width > 0 && before.distance() > 0)) {
            throw new BadInputException(
                    scan.source() + ": file.nearField needs the energy, the distance to the detector"
                            + " and its pixel size, which the file does not say");
        }
        List<String> notes = new ArrayList<>(scan.notes());
        notes.removeIf(note -> FAR_FIELD.stream().anyMatch(note::startsWith));
        String how;
        double magnification;
        Optional<Double> typed = settings.typedMagnification();
        if (typed.isPresent()) {
            magnification = typed.get();
            how = magnification == 1 ? "1 (parallel beam), as file.magnification says" : "as file.magnification says";
        } else if (settings.focusToSample() > 0) {
            magnification = NearField.behindFocus(settings.focusToSample(), before.distance())
                    .magnification();
            how = "1 + distance / file.focusToSample";
        } else {
            Magnification measured = Magnification.measured(scan)
                    .orElseThrow(() -> new BadInputException(scan.source() + ": the frames do not move with the"
                            + " positions, so that the magnification cannot be measured; give it as file.magnification"
                            + " (1 for a parallel beam)"));
            magnification = measured.value();
            how = measured.text();
        }
        XrayGeometry geometry = InFile.made(
                java.nio.file.Path.of(scan.source()),
                () -> XrayGeometry.near(
                        before.rows(),
                        before.columns(),
                        height,
                        width,
                        before.energyEv(),
                        before.distance(),
                        new NearField(magnification)));
        notes.add(note(geometry, how));
        PositionRange.noteUnits(scan.positions(), geometry, notes);
        PositionRange.noteStep(scan.positions(), geometry, notes);
        boolean same = Math.abs(geometry.pixelHeight() / before.pixelHeight() - 1) < SAME_PIXEL
                && Math.abs(geometry.pixelWidth() / before.pixelWidth() - 1) < SAME_PIXEL;
        if (!same
                && (scan.specimen().isPresent()
                        || scan.truth().isPresent()
                        || scan.probe().isPresent())) {
            notes.add("geometry: object, probe and truth in the file have other pixels and are left out");
        }
        return new Scan(
                scan.name(),
                scan.source(),
                geometry,
                scan.frames(),
                scan.mask(),
                scan.positions(),
                same ? scan.probe() : Optional.empty(),
                same ? scan.specimen() : Optional.empty(),
                same ? scan.truth() : Optional.empty(),
                List.copyOf(notes));
    }

    private static String note(XrayGeometry geometry, String how) {
        double m = geometry.near().orElseThrow().magnification();
        double fresnel = geometry.pixelHeight()
                * geometry.pixelWidth()
                / (geometry.wavelength() * geometry.propagationDistance());
        return String.format(
                        Locale.ROOT,
                        "geometry: taken as near field (file.nearField), magnification %.6g, %s: detector pixel %.4g um"
                                + " on a specimen pixel of %.4g nm, propagated over %.4g mm, Fresnel number of a pixel"
                                + " %.2g",
                        m,
                        how,
                        geometry.detectorPixelHeight() * 1e6,
                        geometry.pixelHeight() * 1e9,
                        geometry.propagationDistance() * 1e3,
                        fresnel)
                + (m == 1
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; focus %.4g mm before the specimen, the distance %.4g m taken as specimen to detector",
                                geometry.distance() / (m - 1) * 1e3,
                                geometry.distance()));
    }
}
