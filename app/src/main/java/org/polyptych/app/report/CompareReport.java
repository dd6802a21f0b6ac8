package org.polyptych.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polyptych.engines.RunSettings;
import org.polyptych.physics.Result;

/** Writes the report of a comparison: one HTML file with everything in it, nothing loaded from elsewhere. */
public final class CompareReport {
    private final CompareData data;
    private final Html page = new Html();

    private CompareReport(CompareData data) {
        this.data = data;
    }

    /**
     * Writes beside the file and renames.
     *
     * @throws NoFontException where this machine cannot draw letters
     */
    public static void write(Path htmlFile, CompareData data) throws IOException {
        PngFile.writeWhole(htmlFile, html(data).getBytes(StandardCharsets.UTF_8));
    }

    static String html(CompareData data) {
        return new CompareReport(data).whole();
    }

    private String whole() {
        String name = data.scan().name();
        page.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .element("title", name + ": engines compared")
                .markup("<style>\n" + style("report.css") + style("compare.css")
                        + "</style>\n</head>\n<body>\n<main>\n");
        header();
        CompareTables tables = new CompareTables(data);
        page.section("engines", "Engines");
        tables.engines(page);
        page.element("p", explained());
        page.markup("<ul class=\"small\">\n");
        data.notes().forEach(note -> page.element("li", note));
        page.markup("</ul>\n").endSection();
        Optional<ComparePictures> pictures = ComparePictures.of(data);
        pictures.ifPresent(this::objects);
        loss();
        CompareScores scores = new CompareScores(data);
        rings(scores);
        truth(scores);
        pictures.ifPresent(this::probes);
        settings();
        provenance();
        citations();
        return page.markup("</main>\n</body>\n</html>\n").toString();
    }

    private void header() {
        page.markup("<header>\n<p class=\"kicker\">Ptychographic reconstruction: engines compared</p>\n")
                .element("h1", data.scan().name())
                .markup("<p class=\"source\">")
                .text(data.scan().source())
                .markup("</p>\n<dl class=\"summary\">\n");
        int frames = data.scan().frames().count();
        item("engines", data.shown().size() + " of " + data.entries().size());
        item("frames", String.valueOf(frames));
        item(
                "detector",
                data.scan().frames().rows() + " × " + data.scan().frames().columns());
        data.shown().stream().findFirst().ifPresent(entry -> item("pixel", CompareTables.length(entry.pixel())));
        item("least common loss", data.reference().map(CompareEntry::name).orElse("none"));
        page.markup("</dl>\n</header>\n");
        if (!data.scan().notes().isEmpty()) {
            page.markup("<section id=\"notes\" class=\"notes\">\n<h2>Notes on the scan</h2>\n<ul>\n");
            data.scan().notes().forEach(note -> page.element("li", note));
            page.markup("</ul>\n").endSection();
        }
    }

    private void item(String name, String value) {
        page.markup("<div>").element("dt", name).element("dd", value).markup("</div>\n");
    }

    private String explained() {
        String loss = "Common loss: sum of (modelled − measured amplitude)² over the good pixels of the same "
                + data.sample() + " frames for every engine, divided by their counts; it is what the engines can be"
                + " compared by, since each minimises something else. It includes the frames that were fitted, so that a"
                + " lower value may also mean that noise was fitted.";
        return data.halves().isEmpty()
                ? loss
                : loss
                        + " FRC: where the ring correlation of the two halves first falls below the threshold; 'none' where"
                        + " they disagree on the lowest ring already, in what varies slowly over the field, and '>' where"
                        + " they agree up to the last ring. " + data.halves() + " Bold: the best of its column.";
    }

    private void objects(ComparePictures pictures) {
        String reference = data.reference().orElseThrow().name();
        String laid = " For display only, each was laid on " + reference
                + " (the least common loss): complex factor, phase ramp and sub-pixel shift between the two taken out."
                + (pictures.notAligned().isEmpty()
                        ? ""
                        : " Too little in common for that, so only its own ramp is taken out: "
                                + String.join(", ", pictures.notAligned()) + ".");
        page.section("phase", "Phase of the object");
        page.figure("full", pictures.phase(), "Phase, one colour scale", limits(pictures.phaseLimits(), " rad") + laid);
        page.figure(
                "full",
                pictures.detail(),
                "The middle of the field",
                pictures.detailSize() + " × " + pictures.detailSize() + " pixels, the same colours.");
        page.endSection();
        page.section("amplitude", "Amplitude of the object");
        page.figure(
                "full",
                pictures.amplitude(),
                "Amplitude, one colour scale",
                limits(pictures.amplitudeLimits(), "") + laid);
        page.endSection();
    }

    private static String limits(Limits limits, String unit) {
        return String.format(
                Locale.ROOT,
                "Colours from %s to %s%s: the median of the engines' 1st and of their 99th percentiles.",
                Quantity.text(limits.low(), 3),
                Quantity.text(limits.high(), 3),
                unit);
    }

    private void probes(ComparePictures pictures) {
        page.section("probe", "Probes");
        page.figure(
                "full",
                pictures.probe(),
                "The strongest mode of each probe",
                "Hue is the phase in radians, brightness the amplitude, each up to its own maximum; cut to the square with 98 % of the light. What was taken out of"
                        + " the object is put into the probe, and its global phase fitted; for display only.");
        page.endSection();
    }

    private void loss() {
        CompareCharts.loss(data).ifPresent(chart -> {
            page.section("loss", "Convergence");
            page.figure(
                    "wide",
                    chart,
                    "Common loss against the seconds of the iterations",
                    "Both axes logarithmic. A dot each time the run was looked at, its clock standing still; reading the"
                            + " data, making the start and writing the result are not counted.");
            page.endSection();
        });
    }

    private void rings(CompareScores tables) {
        CompareCharts.rings(data).ifPresent(chart -> {
            page.section("rings", "Ring correlation of the halves");
            page.figure(
                    "wide",
                    chart,
                    "Agreement of two reconstructions from disjoint halves of the frames",
                    data.halves()
                            + " Grey: the thresholds half-bit (van Heel and Schatz 2005), 1/2 and 1/7. What both halves"
                            + " get wrong alike, such as a wrong distance or a common probe error, passes for agreement.");
            tables.rings(page);
            page.element("p", "Every other figure of this comparison is in compare.json.");
            page.markup("<ul class=\"small\">\n");
            tables.warnings().forEach(warning -> page.element("li", warning));
            page.markup("</ul>\n");
            page.endSection();
        });
    }

    private void truth(CompareScores tables) {
        if (data.entries().stream().anyMatch(entry -> entry.truth().isPresent())) {
            page.section("truth", "Against the truth");
            page.element("p", "Protocol aligned: what was taken out before the comparison is part of the table.");
            tables.scores(page, CompareEntry::truth);
            tables.notes(page, CompareEntry::truth);
            page.endSection();
        }
    }

    private void settings() {
        page.section("settings", "Settings");
        Map<String, String> common = new LinkedHashMap<>();
        for (CompareEntry entry : data.shown()) {
            Result result = entry.result().orElseThrow();
            page.element("h3", entry.name()).markup("<table>\n");
            page.row("iterations", String.valueOf(result.provenance().iterations()));
            result.provenance().settings().forEach((key, value) -> {
                if (RunSettings.GROUPS.containsKey(key.substring(0, Math.max(0, key.indexOf('.'))))) {
                    common.putIfAbsent(key, value);
                } else {
                    page.row(key, value);
                }
            });
            double[] losses = result.losses();
            if (losses.length > 0) {
                page.row(
                        "its own loss at the end",
                        Quantity.text(losses[losses.length - 1], 4) + " ("
                                + result.provenance().lossName() + ")");
            }
            page.markup("<tr><th scope=\"row\">full report</th><td><a href=\"")
                    .text(entry.folder() + "/full/report.html")
                    .markup("\">")
                    .text(entry.folder() + "/full/report.html")
                    .markup("</a></td></tr>\n</table>\n");
        }
        page.markup("<details><summary>Settings common to all engines</summary>\n<table>\n");
        common.forEach(page::row);
        page.markup("</table></details>\n").endSection();
    }

    private void provenance() {
        data.shown().stream()
                .findFirst()
                .map(entry -> entry.result().orElseThrow().provenance())
                .ifPresent(made -> {
                    page.section("provenance", "How it was made").markup("<table>\n");
                    page.row("Program", made.program());
                    page.row("Machine", made.machine());
                    page.row("Java", Runtime.version() + " (when the report was written)");
                    page.row("Seed", String.valueOf(made.seed()));
                    page.row("First run started", made.started());
                    page.markup("</table>\n").endSection();
                });
    }

    private void citations() {
        Set<String> entries = new LinkedHashSet<>();
        data.shown().stream().map(CompareEntry::bibtex).flatMap(List::stream).forEach(entries::add);
        page.section("citations", "Please cite");
        entries.forEach(entry -> page.element("pre", entry.strip()));
        page.endSection();
    }

    private static String style(String file) {
        try (InputStream in = CompareReport.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
