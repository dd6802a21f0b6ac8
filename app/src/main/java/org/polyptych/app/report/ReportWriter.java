package org.polyptych.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes the report of a reconstruction: one HTML file with everything in it, nothing loaded from elsewhere. */
public final class ReportWriter {
    private ReportWriter() {}

    /**
     * Writes beside the file and renames.
     *
     * @throws NoFontException where this machine cannot draw letters
     */
    public static void write(Path htmlFile, ReportData data) throws IOException {
        PngFile.writeWhole(htmlFile, html(data).getBytes(StandardCharsets.UTF_8));
    }

    static String html(ReportData data) {
        String name = data.result().provenance().name();
        Html page = new Html();
        page.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .element("title", name + ": ptychographic reconstruction")
                .markup("<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n");
        ReportFacts facts = new ReportFacts(data);
        facts.header(page);
        if (data.parts().isEmpty()) {
            one(page, data, name);
        } else {
            several(page, data, name);
        }
        facts.settings(page);
        facts.provenance(page);
        facts.citations(page);
        return page.markup("</main>\n</body>\n</html>\n").toString();
    }

    private static void one(Html page, ReportData data, String name) {
        ReportPictures pictures = new ReportPictures(data);
        pictures.phase(page);
        pictures.amplitude(page);
        pictures.depth(page);
        pictures.deviation(page);
        pictures.probe(page);
        ReportBeam.write(page, name, data.beam());
        pictures.patterns(page);
        pictures.positions(page);
        pictures.loss(page);
        data.evaluation().ifPresent(evaluation -> pictures.truth(page, evaluation));
    }

    /** Scan after scan, then what they share. */
    private static void several(Html page, ReportData data, String name) {
        for (int k = 0; k < data.parts().size(); k++) {
            ReportData part = data.parts().get(k);
            ReportPictures pictures = ReportPictures.ofScan(part, k + 1);
            pictures.phase(page);
            pictures.amplitude(page);
            pictures.depth(page);
            pictures.deviation(page);
            pictures.patterns(page);
            pictures.positions(page);
            if (data.result().probe().variations() > 1) {
                pictures.probe(page);
            }
            part.evaluation().ifPresent(evaluation -> pictures.truth(page, evaluation));
        }
        ReportPictures common = new ReportPictures(data);
        if (data.result().probe().variations() == 1) {
            common.probe(page);
            ReportBeam.write(page, name, data.beam());
        }
        common.loss(page);
    }

    private static String style() {
        try (InputStream in = ReportWriter.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
