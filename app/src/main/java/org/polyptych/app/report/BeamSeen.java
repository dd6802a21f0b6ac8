package org.polyptych.app.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Result;
import org.polyptych.physics.beam.BeamWidth;
import org.polyptych.physics.beam.Caustic;
import org.polyptych.physics.beam.Focus;

/**
 * The reconstructed probe away from the specimen, or why it cannot be told.
 *
 * @param caustic the beam from the side
 * @param missing why there is none, a sentence; empty where there is one
 */
public record BeamSeen(Optional<Caustic> caustic, String missing) {

    /** Where propagating the probe failed. */
    public static final BeamSeen NOT_MADE = without("it could not be computed");

    /** Propagates the probe of a result. Electrons need no distance: their pixel is an angle's. */
    public static BeamSeen of(Result result) {
        Geometry geometry = result.provenance().geometry();
        boolean electrons = geometry instanceof ElectronGeometry;
        if (!(geometry.wavelength() > 0)) {
            return without("the scan does not say the " + (electrons ? "acceleration voltage" : "photon energy"));
        }
        if (!electrons && !(geometry.distance() > 0)) {
            return without("the scan does not say the distance from specimen to detector");
        }
        try {
            return new BeamSeen(Optional.of(Caustic.of(result.probe(), geometry)), "");
        } catch (BadInputException e) {
            return without(e.getMessage());
        }
    }

    private static BeamSeen without(String why) {
        return new BeamSeen(Optional.empty(), "The beam along its axis is not shown: " + why + ".");
    }

    /** Focus, widths and depth in one line. */
    public String line() {
        return caustic.map(seen -> line(seen.focus())).orElse(missing);
    }

    private static String line(Focus focus) {
        if (!focus.inside()) {
            return String.format(
                    Locale.ROOT,
                    "No focus within %s µm of the specimen; on the specimen the beam is %s wide (FWHM, y × x).",
                    Quantity.text(focus.range() * 1e6, 3),
                    widths(focus.atSpecimen()));
        }
        return String.format(
                Locale.ROOT,
                "The beam is sharpest %s µm %s of the specimen: FWHM %s there, %s on the specimen (y × x); it stays"
                        + " sharp over %s.",
                Quantity.text(Math.abs(focus.distance()) * 1e6, 3),
                focus.distance() < 0 ? "upstream" : "downstream",
                widths(focus.atFocus()),
                widths(focus.atSpecimen()),
                Double.isFinite(focus.depth())
                        ? Quantity.text(focus.depth() * 1e6, 3) + " µm"
                        : "more than the range looked at");
    }

    private static String widths(BeamWidth width) {
        return Quantity.text(width.y() * 1e9, 3) + " × " + Quantity.text(width.x() * 1e9, 3) + " nm";
    }

    /** The same in metres: what beam.json holds; empty where nothing is known. Null for what has no value. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        caustic.map(Caustic::focus).ifPresent(focus -> {
            values.put("focus_found", focus.inside());
            values.put("focus_distance_m", focus.inside() ? focus.distance() : null);
            values.put("fwhm_at_specimen_y_m", focus.atSpecimen().y());
            values.put("fwhm_at_specimen_x_m", focus.atSpecimen().x());
            values.put("fwhm_at_focus_y_m", focus.inside() ? focus.atFocus().y() : null);
            values.put("fwhm_at_focus_x_m", focus.inside() ? focus.atFocus().x() : null);
            values.put("depth_m", Double.isFinite(focus.depth()) ? focus.depth() : null);
            values.put("searched_to_m", focus.range());
            values.put("sign", "positive distances lie downstream of the specimen, towards the detector");
        });
        return values;
    }
}
