package org.polyptych.app.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.polyptych.core.Parallel;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.electron.calibration.Calibration;
import org.polyptych.electron.calibration.ScanAxes;
import org.polyptych.electron.optics.Aberration;
import org.polyptych.io.ReaderSettings;
import org.polyptych.physics.Orientation;
import org.polyptych.physics.Scan;

/**
 * What the frames of a 4D-STEM scan say of the microscope, beside what its file says, as {@code inspect --calibrate} shows it.
 * SI units, angles in radians unless a name says degrees; what is not known is absent.
 *
 * @param discY row of the zero beam, detector pixels
 * @param discX column of the zero beam
 * @param discRadius detector pixels
 * @param discRoughness rms deviation of the disc's edge from a circle, detector pixels
 * @param convergence semi-angle measured
 * @param convergenceSaid semi-angle that the file says
 * @param descanY way of the zero beam during the scan, detector pixels
 * @param descanX the same to the right
 * @param descanShare of the variance of the centres of mass
 * @param curlDegrees rotation by the curl of the centres of mass, up to 180 degrees, from the positions as they were read
 * @param curlTransposed handedness by the curl
 * @param curl share of the field's power: 0 for a gradient, one half for noise
 * @param curlOther least share of the other handedness
 * @param curlEight share for each of the eight orientations, by name
 * @param curlClear whether the curl tells
 * @param rotationDegrees from the positions as they were read
 * @param rotationErrorDegrees half of the difference between two halves of the data
 * @param transposed whether y and x of the positions as they were read have to be exchanged
 * @param defocus positive for underfocus
 * @param defocusError half of the difference between two halves of the data
 * @param astigmatism C12
 * @param astigmatismDegrees its direction
 * @param astigmatismError half of the difference between two halves of the data
 * @param significance of rotation and defocus, in standard deviations of noise
 * @param sign what told the scan from the same turned by 180 degrees
 * @param settings that make it so, from the file as it is, key to value
 */
public record CalibrationFinding(
        double discY,
        double discX,
        double discRadius,
        double discRoughness,
        double convergence,
        Optional<Double> convergenceSaid,
        double descanY,
        double descanX,
        double descanShare,
        double curlDegrees,
        boolean curlTransposed,
        double curl,
        double curlOther,
        Map<String, Double> curlEight,
        boolean curlClear,
        Optional<Double> rotationDegrees,
        Optional<Double> rotationErrorDegrees,
        Optional<Boolean> transposed,
        Optional<Double> defocus,
        Optional<Double> defocusError,
        Optional<Double> astigmatism,
        Optional<Double> astigmatismDegrees,
        Optional<Double> astigmatismError,
        Optional<Double> significance,
        Optional<String> sign,
        Map<String, String> settings) {
    /** Angles that differ by less are alike. */
    private static final double ALIKE_DEGREES = 5;
    /** Convergence angles that differ by less, as a share. */
    private static final double ALIKE_SHARE = 0.05;
    /** Pixels of descan that a reconstruction with one probe notices. */
    private static final double NOTICED = 0.5;

    /**
     * Measures.
     *
     * @param given the settings with which the scan was read
     * @throws org.polyptych.core.BadInputException if the scan is none of electrons, or has no bright disc
     */
    public static CalibrationFinding of(Scan scan, ReaderSettings given, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return of(Calibration.of(scan, parallel), scan, given);
        }
    }

    private static CalibrationFinding of(Calibration found, Scan scan, ReaderSettings given) {
        OptionalDouble said = SaidConvergence.of(scan);
        Optional<Calibration.Beams> beams = found.beams();
        Optional<Aberration> c12 = beams.flatMap(b -> b.aberrations().all().stream()
                .filter(a -> a.name().equals("C12"))
                .findFirst());
        List<Orientation> eight = Orientation.all();
        Map<String, Double> shares = new LinkedHashMap<>();
        IntStream.range(0, eight.size())
                .forEach(k -> shares.put(eight.get(k).text(), found.curl().eight()[k]));
        return new CalibrationFinding(
                found.disc().centreY(),
                found.disc().centreX(),
                found.disc().radius(),
                found.disc().roughness(),
                found.convergence(),
                said.isPresent() ? Optional.of(said.getAsDouble()) : Optional.empty(),
                found.descan().y(),
                found.descan().x(),
                found.descan().share(),
                found.curl().axes().degrees(),
                found.curl().axes().transposed(),
                found.curl().share(),
                found.curl().otherShare(),
                shares,
                found.curl().clear(),
                beams.map(b -> b.axes().degrees()),
                beams.map(b -> Math.toDegrees(b.angleError())),
                beams.map(b -> b.axes().transposed()),
                beams.map(Calibration.Beams::defocus),
                beams.map(Calibration.Beams::defocusError),
                c12.map(Aberration::metres),
                c12.map(a -> Math.toDegrees(a.angle())),
                beams.map(Calibration.Beams::astigmatismError),
                beams.map(Calibration.Beams::significance),
                beams.map(Calibration.Beams::sign),
                settings(found, given, scan.probe().isPresent()));
    }

    /** What was found, after what was given already; the defocus where there is one. */
    private static Map<String, String> settings(Calibration found, ReaderSettings given, boolean hasProbe) {
        Map<String, String> settings = new LinkedHashMap<>();
        // the curl alone leaves half a turn open
        found.beams().map(Calibration.Beams::axes).ifPresent(axes -> {
            String typed = SettingsReader.write(given).get("scanRotation");
            double before = typed.equals("auto") ? 0 : Math.toRadians(Double.parseDouble(typed));
            settings.putAll(ScanAxes.of(before, given.orientation()).then(axes).settings());
        });
        if (found.defocused()) {
            if (hasProbe) {
                settings.put("probe.start", "data");
            }
            settings.put(
                    "probe.defocus",
                    String.format(
                            Locale.ROOT, "%.3e", found.beams().orElseThrow().defocus()));
        }
        return settings;
    }

    /** For people: a line a fact. */
    List<String> lines(int rows, int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(text(
                "disc: middle at (%.2f, %.2f), %+.2f and %+.2f from pixel (%d, %d), where files have it; radius %.2f"
                        + " pixels, round to %.2f",
                discY, discX, discY - rows / 2, discX - columns / 2, rows / 2, columns / 2, discRadius, discRoughness));
        lines.add(text("convergence: %.4g mrad by the disc; ", convergence * 1e3)
                + convergenceSaid
                        .map(said -> text(
                                "the file says %.4g mrad, %.1f%% %s: %s",
                                said * 1e3,
                                100 * Math.abs(convergence / said - 1),
                                convergence < said ? "more" : "less",
                                Math.abs(convergence / said - 1) < ALIKE_SHARE
                                        ? "they agree"
                                        : "they do not agree; one of convergence, voltage and pixel size is not right"))
                        .orElse("nothing that was read says it"));
        lines.add(text(
                "descan: the zero beam moves by %.2f and %.2f pixels (y, x) during the scan%s",
                descanY,
                descanX,
                Math.max(descanY, descanX) > NOTICED
                        ? "; dgp.descan=plane takes it off (engine dgp), probe.variations follows it (engine ad)"
                        : ""));
        lines.add(text(
                        "curl: least at %.1f degrees (or %.1f)%s, %.3f of the field; other handedness %.3f: ",
                        curlDegrees,
                        Math.IEEEremainder(curlDegrees + 180, 360),
                        transposed(curlTransposed),
                        curl,
                        curlOther)
                + (curlClear ? "clear" : "not clear"));
        lines.add("curl of the eight: "
                + String.join(
                        ", ",
                        curlEight.entrySet().stream()
                                .map(e -> text("%s %.3f", e.getKey(), e.getValue()))
                                .toList()));
        if (rotationDegrees.isEmpty()) {
            lines.add("parallax: the images of the bright-field disc do not tell rotation or defocus");
        } else {
            beamLines(lines);
        }
        lines.add(
                settings.isEmpty()
                        ? curlClear
                                ? text(
                                        "nothing is set: the curl does not tell half a turn; try --set file.scanRotation=%.1f and"
                                                + " %.1f of the positions as they were read",
                                        curlDegrees, Math.IEEEremainder(curlDegrees + 180, 360))
                                : "nothing to set: neither curl nor parallax is clear"
                        : "use "
                                + String.join(
                                        " ",
                                        settings.entrySet().stream()
                                                .map(e -> "--set " + e.getKey() + "=" + e.getValue())
                                                .toList()));
        return lines;
    }

    private void beamLines(List<String> lines) {
        double angle = rotationDegrees.orElseThrow();
        boolean swap = transposed.orElseThrow();
        lines.add(text(
                "rotation: %.1f +- %.1f degrees%s from scan to detector by parallax (%.0f sigma), from the positions as"
                        + " they were read: %s",
                angle,
                rotationErrorDegrees.orElseThrow(),
                transposed(swap),
                significance.orElseThrow(),
                Math.abs(angle) < ALIKE_DEGREES && !swap ? "they agree" : "they do not agree"));
        if (curlClear) {
            double apart = Math.abs(Math.IEEEremainder(angle - curlDegrees, 180));
            lines.add(
                    swap == curlTransposed
                            ? text(
                                    "rotation: curl and parallax are %.1f degrees apart: %s",
                                    apart, apart < ALIKE_DEGREES ? "they agree" : "they do not agree")
                            : "rotation: curl and parallax say different handedness");
        }
        double d = defocus.orElseThrow();
        lines.add(text(
                "defocus: %+.4g +- %.2g nm (%s; C10 = %+.4g nm), astigmatism C12 = %.3g +- %.2g nm at %.0f degrees",
                d * 1e9,
                defocusError.orElseThrow() * 1e9,
                d > 0 ? "underfocus" : "overfocus",
                -d * 1e9,
                astigmatism.orElseThrow() * 1e9,
                astigmatismError.orElseThrow() * 1e9,
                astigmatismDegrees.orElseThrow()));
        lines.add("sign: "
                + switch (sign.orElseThrow()) {
                    case "dark field" ->
                        "told from the same turned by 180 degrees with the opposite defocus by the dark field, which is"
                                + " bright where the phase is high";
                    case "skewness" ->
                        "told from the same turned by 180 degrees with the opposite defocus by the phase, in which matter"
                                + " stands out as high";
                    default ->
                        "not told from the same turned by 180 degrees with the opposite defocus; taken as underfocus";
                });
    }

    private static String transposed(boolean swap) {
        return swap ? ", transposed" : ", not transposed";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
