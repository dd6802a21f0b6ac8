package org.polyptych.app.report;

import java.util.Arrays;
import java.util.Locale;
import org.polyptych.core.RealImage;
import org.polyptych.engines.refine.Corrections;
import org.polyptych.physics.Result;
import org.polyptych.physics.protocol.Evaluation;

/** The parts of the report that are pictures, each with a caption that says what is shown, unit and limits. */
final class ReportPictures {
    private static final String GREY = String.format(
            Locale.ROOT,
            " Grey: not scanned (less than %.0f %% of the illumination's 95th percentile).",
            100 * ScannedArea.SHARE);

    private final ReportData data;
    private final Result result;
    private final String name;
    private final SpecimenView view;
    /** Of several scans, which one; 0 where it is the only one, or what they share. */
    private final int number;

    ReportPictures(ReportData data) {
        this(data, 0);
    }

    /** Of one of several scans. */
    static ReportPictures ofScan(ReportData data, int number) {
        return new ReportPictures(data, number);
    }

    private ReportPictures(ReportData data, int number) {
        this.data = data;
        this.number = number;
        result = data.result();
        name = result.provenance().name();
        view = SpecimenView.of(result);
    }

    private void begin(Html page, String id, String heading) {
        page.section(
                number == 0 ? id : id + "-" + number,
                number == 0 ? heading : "Scan " + number + ", " + name + ": " + lowered(heading));
    }

    private static String lowered(String heading) {
        return heading.substring(0, 1).toLowerCase(Locale.ROOT) + heading.substring(1);
    }

    /** What a comparison with the truth gave. */
    void truth(Html page, Evaluation evaluation) {
        begin(page, "truth", "Against the truth");
        ReportTruth.write(page, evaluation);
    }

    void phase(Html page) {
        RealImage unwrapped = view.unwrappedPhase();
        begin(page, "phase", "Phase of the object");
        page.figure(
                "wide",
                Pictures.flatPhase(name, view),
                "Phase, ramp removed",
                String.format(
                        Locale.ROOT,
                        "A linear ramp of %s rad a row and %s rad a column and a constant were taken off: the"
                                + " measurement does not fix them. %s%s%s",
                        Quantity.text(view.ramp().rowSlope(), 3),
                        Quantity.text(view.ramp().columnSlope(), 3),
                        limits(view.flatPhase(), " rad"),
                        GREY,
                        slices()));
        page.markup("<div class=\"pair\">\n");
        page.figure(
                "half",
                Pictures.wrappedPhase(name, view),
                "Phase as reconstructed",
                "In radians from −π to π, on a cyclic map: a jump through ±π does not show." + GREY);
        page.figure(
                "half",
                Pictures.unwrappedPhase(name, view),
                "Phase, unwrapped",
                "Ramp removed, then unwrapped along the most reliable path (Herráez 2002); a multiple of 2π is"
                        + " free. " + limits(unwrapped, " rad") + GREY);
        page.markup("</div>\n").endSection();
    }

    /** Slices and states, where there are several. */
    void depth(Html page) {
        if (result.specimen().slices() > 1) {
            begin(page, "slices", "Slices of the object");
            page.figure(
                    "wide",
                    Pictures.slices(result),
                    "Phase of each slice, ramp removed",
                    "The first is the one that the beam meets first; the distance is from there. A ramp on one slice"
                            + " and its opposite on the next only move the next: the measurement fixes neither. What is"
                            + " coarser than the distance lets waves spread may lie on either." + GREY);
            page.endSection();
        }
        if (result.specimen().modes() > 1) {
            begin(page, "states", "States of the object");
            page.figure(
                    "wide",
                    Pictures.states(result),
                    "Amplitude of each state",
                    "Mutually incoherent states, of several slices the first." + GREY);
            page.endSection();
        }
    }

    void amplitude(Html page) {
        begin(page, "amplitude", "Amplitude of the object");
        page.figure(
                "wide",
                Pictures.amplitude(name, view),
                "Amplitude of the transmission",
                "Relative: a factor common to all pixels is shared with the probe. " + limits(view.amplitude(), "")
                        + GREY);
        page.endSection();
    }

    /** How far several reconstructions differ, where there are several. */
    void deviation(Html page) {
        if (result.deviation().isEmpty()) {
            return;
        }
        RealImage image = SpecimenView.cut(result, result.deviation().get());
        begin(page, "deviation", "Where samples differ");
        page.figure(
                "wide",
                Pictures.deviation(result),
                "Standard deviation of the object, pixel by pixel",
                "Of several reconstructions with noise of their own, whose mean the object is, in the unit of the amplitude:"
                        + " small where the data decide, or where all made the same mistake; large where the prior"
                        + " filled in. "
                        + limits(image, "") + GREY);
        page.endSection();
    }

    void probe(Html page) {
        begin(page, "probe", "Probe");
        page.figure(
                "wide",
                Pictures.probe(result),
                result.probe().modes() == 1 ? "The probe" : "The probe's modes with their shares of the power",
                String.format(
                        Locale.ROOT,
                        "Hue is the phase in radians, brightness the amplitude, each mode up to its own maximum. All"
                                + " modes together carry %s counts a frame.",
                        Quantity.text(result.probe().power(), 4)));
        page.endSection();
    }

    void patterns(Html page) {
        boolean[] mask = data.scan().mask();
        Limits limits = Pictures.decades(data.meanMeasured(), mask);
        var geometry = result.provenance().geometry();
        begin(page, "patterns", "Mean pattern, measured and modelled");
        page.figure(
                "wide",
                Pictures.patterns(name, data.meanMeasured(), data.meanModelled(), mask),
                "Mean diffraction pattern",
                String.format(
                        Locale.ROOT,
                        "Counts a pixel, averaged over all %d frames, logarithmic, %s to %s counts on both. The"
                                + " edge of the detector belongs to a half period of %s nm.",
                        data.scan().frames().count(),
                        Quantity.text(Math.pow(10, limits.low()), 3),
                        Quantity.text(Math.pow(10, limits.high()), 3),
                        Quantity.text(1e9 * geometry.pixelWidth(), 3)));
        page.endSection();
    }

    void positions(Html page) {
        begin(page, "positions", "Positions");
        page.figure(
                "half",
                PositionsPicture.of(result, data.scan().positions()),
                "Where the probe's centre lay",
                data.scan().positions().count() + " positions on the frame of the object, in µm, +y down; the line"
                        + " joins them in the order of the scan, the ring marks the first. Light blue: scanned;"
                        + " red: from the position in the file to the refined one, where they differ."
                        + refined());
        page.endSection();
    }

    /** What refinement did to the positions, in a sentence; empty if it did nothing. */
    private String refined() {
        return result.refinedFrom()
                .map(from -> Corrections.of(
                                from,
                                result.positions(),
                                result.specimen().pixelHeight(),
                                result.specimen().pixelWidth())
                        .text())
                .map(text -> " Refined: " + text + ".")
                .orElse("");
    }

    void loss(Html page) {
        begin(page, "loss", "Loss");
        if (Arrays.stream(result.losses()).noneMatch(Double::isFinite)) {
            page.element("p", "No loss was recorded.");
        } else {
            page.figure(
                    "wide",
                    LossChart.of(result.losses(), result.provenance().lossName()),
                    "Loss after each iteration",
                    (LossChart.logarithmic(result.losses()) ? "Logarithmic axis: " : "Linear axis: ")
                            + result.provenance().lossName() + ".");
        }
        page.endSection();
    }

    private String limits(RealImage image, String unit) {
        Limits limits = Limits.robust(image.values(), view.scanned());
        return String.format(
                Locale.ROOT,
                "Colours from %s to %s%s (1st and 99th percentile of the scanned part).",
                Quantity.text(limits.low(), 3),
                Quantity.text(limits.high(), 3),
                unit);
    }

    private String slices() {
        int slices = result.specimen().slices();
        return slices == 1 ? "" : " The " + slices + " slices are multiplied together.";
    }
}
