package org.polyptych.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.physics.Result;

class ReportWriterTest {

    @Test
    void everySectionIsThere() {
        String html = ReportWriter.html(MadeUpResult.report());

        for (String id : new String[] {
            "notes",
            "phase",
            "amplitude",
            "probe",
            "beam",
            "patterns",
            "positions",
            "loss",
            "settings",
            "provenance",
            "citations"
        }) {
            assertThat(html).contains("<section id=\"" + id + "\"");
        }
        assertThat(html.split("<figure", -1)).hasSize(1 + 9);
        assertThat(html)
                .contains("rpie.alpha")
                .contains("Java 25")
                .contains("480")
                .contains("Seed");
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        String html = ReportWriter.html(MadeUpResult.report());

        assertThat(html).doesNotContain("http://").doesNotContain("https://").doesNotContain("@import");
        assertThat(html).doesNotContain("<script").doesNotContain("<link").doesNotContain("url(");
        var sources =
                Pattern.compile("src=\"([^\"]{22})").matcher(html).results().map(found -> found.group(1));
        assertThat(sources).hasSize(9).containsOnly("data:image/png;base64,");
    }

    @Test
    void textFromFilesIsEscaped() {
        String html = ReportWriter.html(MadeUpResult.report());

        assertThat(html).contains("Star &lt;1&gt; &amp; &quot;co&quot;").doesNotContain("<1>");
        assertThat(html).contains("&lt;unchecked&gt;").doesNotContain("<unchecked>");
        assertThat(html).contains("improvements &amp; &lt;more&gt;").doesNotContain("<more>");
    }

    @Test
    void captionsSayWhatIsGreyAndTheLimits() {
        String html = ReportWriter.html(MadeUpResult.report());

        assertThat(html).contains("Grey: not scanned (less than 5 %").contains("1st and 99th percentile");
    }

    @Test
    void aRunWithoutALossSaysSo() {
        Result star = MadeUpResult.result();
        Result silent = new Result(
                star.specimen(),
                star.probe(),
                star.positions(),
                star.illumination(),
                new double[] {Double.NaN},
                star.provenance());

        assertThat(ReportWriter.html(MadeUpResult.report(silent))).contains("No loss was recorded.");
    }

    @Test
    void theFileIsWrittenWhole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.html");

        ReportWriter.write(file, MadeUpResult.report());

        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(folder.resolve("report.html.part")).doesNotExist();
    }
}
