package org.polyptych.app.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.polyptych.engines.Capability;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.Engines;
import org.polyptych.engines.MemoryEstimate;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/**
 * All that {@code inspect} says of a file. SI units, energy in eV; what a file does not say is absent.
 *
 * @param format the reader that knew the file
 * @param nearField absent for a scan that is well as far field
 * @param suspicions what looks wrong
 * @param notes what was assumed, and what is missing
 * @param orientation how the scan lies against the detector, where that was asked
 * @param calibration what the frames say of the microscope, where that was asked
 */
public record Inspection(
        String file,
        String format,
        int frames,
        int rows,
        int columns,
        Optional<Double> energyEv,
        Optional<Double> distance,
        double pixelHeight,
        double pixelWidth,
        Optional<NearFieldFacts> nearField,
        Sampling sampling,
        Brightness brightness,
        Optional<Integer> probeModes,
        Optional<String> object,
        Suspicions suspicions,
        Map<String, Long> memory,
        List<String> notes,
        Optional<OrientationFinding> orientation,
        Optional<CalibrationFinding> calibration) {

    /** The same with what was found by trying orientations. */
    public Inspection with(OrientationFinding found) {
        return with(Optional.of(found), calibration);
    }

    /** The same with what was found of the microscope. */
    public Inspection with(CalibrationFinding found) {
        return with(orientation, Optional.of(found));
    }

    private Inspection with(Optional<OrientationFinding> orientation, Optional<CalibrationFinding> calibration) {
        return new Inspection(
                file,
                format,
                frames,
                rows,
                columns,
                energyEv,
                distance,
                pixelHeight,
                pixelWidth,
                nearField,
                sampling,
                brightness,
                probeModes,
                object,
                suspicions,
                memory,
                notes,
                orientation,
                calibration);
    }

    /**
     * Reads the whole scan, a few times.
     *
     * @param indexes of each frame in its file
     */
    public static Inspection of(String file, String format, Scan scan, int[] indexes) {
        Geometry geometry = scan.geometry();
        Optional<Double> energy = known(
                switch (geometry) {
                    case XrayGeometry xray -> xray.energyEv();
                    case ElectronGeometry electron -> electron.voltage();
                });
        Optional<Double> distance = known(geometry.distance());
        List<String> notes = new ArrayList<>(scan.notes());
        if (energy.isEmpty()) {
            notes.add("the file does not say the energy; a reconstruction needs only the pixel size");
        }
        if (distance.isEmpty()) {
            notes.add("the file does not say the distance to the detector; a reconstruction needs only the pixel size");
        }
        Brightness brightness = Brightness.of(scan);
        if (brightness.deadFrames() > 0) {
            notes.add(brightness.deadFrames() + " frames are empty; they are left out unless data.reject=none");
        }
        Sampling sampling = Sampling.of(scan);
        return new Inspection(
                file,
                format,
                scan.frames().count(),
                geometry.rows(),
                geometry.columns(),
                energy,
                distance,
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                NearFieldFacts.of(scan, sampling),
                sampling,
                brightness,
                scan.probe().map(p -> p.modes()),
                scan.specimen().map(s -> s.rows() + " x " + s.columns() + " pixels"),
                Suspicions.of(scan, indexes),
                memory(scan),
                notes,
                Optional.empty(),
                Optional.empty());
    }

    /** Bytes that each engine would take, with as many modes as the probe has. */
    private static Map<String, Long> memory(Scan scan) {
        String modes = String.valueOf(scan.probe().map(Probe::modes).orElse(1));
        Map<String, Long> memory = new TreeMap<>();
        for (EngineProvider engine : Engines.all()) {
            if (modes.equals("1") || engine.capabilities().contains(Capability.MODES)) {
                Reconstruction recipe = Reconstruction.with(engine.name(), Map.of("probe.modes", modes));
                memory.put(engine.name(), MemoryEstimate.of(scan, recipe).total());
            }
        }
        return memory;
    }

    /** For people: a line a fact. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        line(lines, "file", file);
        line(lines, "format", format);
        line(lines, "frames", "%d of %d x %d pixels", frames, rows, columns);
        line(lines, "energy", energyEv.map(e -> text("%.4g keV", e * 1e-3)).orElse("not said"));
        line(lines, "distance", distance.map(d -> text("%.4g m", d)).orElse("not said"));
        line(lines, "pixel size", "%.4g x %.4g nm on the specimen", pixelHeight * 1e9, pixelWidth * 1e9);
        nearField.ifPresent(near -> near.lines().forEach(fact -> line(lines, "near field", fact)));
        line(lines, "scan", "%.4g x %.4g um (down x right)", sampling.extentY() * 1e6, sampling.extentX() * 1e6);
        if (sampling.positions() > 1) {
            stepLines(lines);
        }
        line(
                lines,
                "counts",
                "%.4g a frame (%.4g to %.4g), brightest pixel %.4g",
                brightness.mean(),
                brightness.min(),
                brightness.max(),
                brightness.brightestPixel());
        line(lines, "dead frames", "%d", brightness.deadFrames());
        line(lines, "mask", "%d of %d pixels masked", brightness.maskedPixels(), rows * columns);
        line(lines, "bad frames", suspicions.badFramesText());
        line(lines, "bad pixels", suspicions.badPixelsText());
        line(
                lines,
                "probe",
                probeModes.map(m -> m + (m == 1 ? " mode" : " modes")).orElse("none"));
        line(lines, "object", object.orElse("none"));
        line(
                lines,
                "memory",
                memory.entrySet().stream()
                        .map(e -> text("%s %.2f GB", e.getKey(), e.getValue() * 1e-9))
                        .collect(Collectors.joining(", ")));
        notes.forEach(note -> line(lines, "note", note));
        suspicions.doubts().forEach(doubt -> line(lines, "doubt", doubt));
        suspicions.refusal().ifPresent(refusal -> line(lines, "refused", refusal));
        suspicions.advice().forEach(advice -> line(lines, "advice", advice));
        orientation
                .map(OrientationFinding::lines)
                .orElse(List.of())
                .forEach(found -> line(lines, "orientation", found));
        calibration
                .map(found -> found.lines(rows, columns))
                .orElse(List.of())
                .forEach(found -> line(lines, "calibration", found));
        return lines;
    }

    private void stepLines(List<String> lines) {
        line(
                lines,
                "step",
                "%.4g nm, %.1f pixels (median distance to the nearest of %d positions)",
                sampling.step() * 1e9,
                sampling.step() / Math.sqrt(pixelHeight * pixelWidth),
                sampling.positions());
        String ofProbe = sampling.overlapOfProbe()
                .map(o -> text(
                        ", %.0f%% of the probe's FWHM (%.4g nm)",
                        100 * o, sampling.probeWidth().orElseThrow() * 1e9))
                .orElse(" (no probe: the overlap of its FWHM is not known)");
        line(lines, "overlap", "%.0f%% of the array's width%s", 100 * sampling.overlapOfArray(), ofProbe);
    }

    private static Optional<Double> known(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    private static void line(List<String> lines, String name, String format, Object... values) {
        lines.add(text("%-12s", name) + (values.length == 0 ? format : text(format, values)));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
