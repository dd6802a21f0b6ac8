package org.polyptych.app.report;

import java.util.List;
import java.util.Locale;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Result;
import org.polyptych.physics.XrayGeometry;

/** The parts of the report that are words and numbers. */
final class ReportFacts {
    private final ReportData data;
    private final Result.Provenance made;

    ReportFacts(ReportData data) {
        this.data = data;
        made = data.result().provenance();
    }

    /** Name, the summary in figures and what the reader should be warned of. */
    void header(Html page) {
        int frames = data.scan().frames().count();
        page.markup("<header>\n<p class=\"kicker\">Ptychographic reconstruction</p>\n")
                .element("h1", made.name())
                .markup("<p class=\"source\">")
                .text(made.source())
                .markup("</p>\n<dl class=\"summary\">\n");
        item(page, "engine", made.engine());
        item(page, "iterations", Integer.toString(made.iterations()));
        item(page, "frames", Integer.toString(frames));
        item(page, "final loss", finalLoss());
        item(page, "time", number("%.1f", made.seconds()) + " s");
        double rate = (double) frames * made.iterations() / made.seconds();
        item(page, "frames per second", Double.isFinite(rate) ? number("%,.0f", rate) : "unknown");
        page.markup("</dl>\n</header>\n");
        notes(page, "notes", "Notes on the scan", data.scan().notes());
        notes(page, "run-notes", "Notes on the run", data.notes());
    }

    private static void notes(Html page, String id, String title, List<String> notes) {
        if (!notes.isEmpty()) {
            page.markup("<section id=\"" + id + "\" class=\"notes\">\n<h2>" + title + "</h2>\n<ul>\n");
            notes.forEach(note -> page.element("li", note));
            page.markup("</ul>\n").endSection();
        }
    }

    void settings(Html page) {
        page.section("settings", "Settings").markup("<table>\n");
        made.settings().forEach(page::row);
        page.markup("</table>\n").endSection();
    }

    /** Geometry, machine and program. */
    void provenance(Html page) {
        Geometry geometry = made.geometry();
        page.section("provenance", "How it was made").markup("<table>\n");
        page.row("Scan", made.source());
        page.row(
                "Detector",
                geometry.rows() + " × " + geometry.columns() + " pixels, "
                        + data.scan().frames().count() + " frames");
        page.row(
                "Specimen pixel",
                Quantity.text(geometry.pixelHeight() * 1e9, 4) + " nm × "
                        + Quantity.text(geometry.pixelWidth() * 1e9, 4) + " nm (y × x)");
        FoundConditions.rows(page, data.result());
        page.row(geometry instanceof XrayGeometry ? "Photon energy" : "Acceleration voltage", energy(geometry));
        page.row(
                "Specimen to detector",
                Double.isFinite(geometry.distance()) ? Quantity.text(geometry.distance(), 4) + " m" : "unknown");
        geometry.near()
                .ifPresent(near -> page.row(
                        "Near field",
                        "magnification " + Quantity.text(near.magnification(), 5) + ", propagated over "
                                + Quantity.text(geometry.propagationDistance() * 1e3, 4) + " mm"));
        page.row(
                "Object",
                data.result().specimen().rows() + " × "
                        + data.result().specimen().columns() + " pixels, "
                        + data.result().specimen().slices()
                        + (data.result().specimen().slices() == 1 ? " slice" : " slices"));
        page.row("Program", made.program());
        page.row("Machine", made.machine());
        page.row("Java", Runtime.version() + " (when the report was written)");
        page.row("Seed", Long.toString(made.seed()));
        page.row("Started", made.started());
        page.row("Iterations took", number("%.2f", made.seconds()) + " s");
        if (!made.resumed().isEmpty()) {
            page.row("Resumed", made.resumed());
        }
        if (!made.stopped().isEmpty()) {
            page.row("Stopped", made.stopped());
        }
        page.markup("</table>\n").endSection();
    }

    void citations(Html page) {
        page.section("citations", "Please cite");
        if (data.bibtex().isEmpty()) {
            page.element("p", "The engine names no paper.");
        }
        data.bibtex().forEach(entry -> page.element("pre", entry.strip()));
        page.endSection();
    }

    private String finalLoss() {
        double[] losses = data.result().losses();
        return losses.length == 0 ? "none" : Quantity.text(losses[losses.length - 1], 4);
    }

    private static String energy(Geometry geometry) {
        double value =
                switch (geometry) {
                    case XrayGeometry xray -> xray.energyEv();
                    case org.polyptych.physics.ElectronGeometry electron -> electron.voltage();
                };
        String unit = geometry instanceof XrayGeometry ? " keV" : " kV";
        return Double.isFinite(value) ? Quantity.text(value / 1000, 5) + unit : "unknown";
    }

    private static void item(Html page, String name, String value) {
        page.markup("<div>").element("dt", name).element("dd", value).markup("</div>\n");
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
