package org.polyptych.app.report;

/** The part of the report that shows the beam along its axis. */
final class ReportBeam {
    private ReportBeam() {}

    static void write(Html page, String name, BeamSeen beam) {
        page.section("beam", "Beam along its axis");
        page.element("p", beam.line());
        beam.caustic()
                .ifPresent(caustic -> page.figure(
                        "wide",
                        CausticPicture.of(name, caustic),
                        "The reconstructed probe propagated along the beam",
                        "Intensity, modes added, on the horizontal (x) and the vertical (y) line through the brightest"
                                + " pixel of the sharpest plane, logarithmic over three decades. Dashed: the specimen;"
                                + " dotted: the sharpest plane, that of the greatest sum of squared intensities."
                                + " Widths are those of the intensity summed over the other axis, as a knife edge sees"
                                + " them."));
        page.endSection();
    }
}
