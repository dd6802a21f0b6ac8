package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;

/** The table in docs/formats/README.md is what the registered formats and writers really do. */
class FormatsPageTest {
    private static final Path DOCS = SharedData.projectRoot().resolve("docs").resolve("formats");
    private static final String REGENERATE =
            "./build -q test -pl io -am -Dtest=FormatsPageTest -Dpolyptych.regenerate=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";
    private static final String BEGIN = "<!-- made by FormatsPageTest -->\n";
    private static final String END = "<!-- end -->\n";

    @TempDir
    private Path folder;

    @Test
    void the_table_says_what_the_formats_do() throws IOException {
        Path page = DOCS.resolve("README.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String table = table();
        if (Boolean.getBoolean("polyptych.regenerate")) {
            Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end))
                .as("docs/formats/README.md is stale; this writes it anew: " + REGENERATE)
                .isEqualTo(table);
    }

    @Test
    void every_format_of_ours_has_its_page() {
        assertThat(ours()).allSatisfy(format -> {
            String page = format.support().page();
            assertThat(page).as(format.name()).isNotEmpty();
            assertThat(DOCS.resolve(page + ".md")).isNotEmptyFile();
        });
    }

    private static List<ScanFormat> ours() {
        return ScanFiles.formats().stream()
                .filter(format -> !format.getClass().getPackageName().endsWith(".example"))
                .toList();
    }

    private String table() throws IOException {
        Map<Class<?>, Boolean> read = read();
        Map<Class<?>, List<String>> written = written();
        StringBuilder table = new StringBuilder("| format | detected | read | written (`export --format`) |"
                + " checked with |\n|---|---|---|---|---|\n");
        for (ScanFormat format : ours()) {
            boolean reads = read.getOrDefault(format.getClass(), false);
            List<String> writes = written.getOrDefault(format.getClass(), List.of());
            table.append("| [")
                    .append(format.name().replace("*", "\\*"))
                    .append("](")
                    .append(format.support().page())
                    .append(".md) | ")
                    .append(read.containsKey(format.getClass()) ? "yes" : "no")
                    .append(" | ")
                    .append(reads ? "yes" : "no")
                    .append(" | ")
                    .append(writes.isEmpty() ? "no" : "`" + String.join("`, `", writes) + "`")
                    .append(" | ")
                    .append(
                            format.support().checkedWith().isEmpty()
                                    ? "our own files only"
                                    : format.support().checkedWith())
                    .append(" |\n");
        }
        return table.toString();
    }

    /** Whether a sample was read to its last frame; without an entry, none was detected. */
    private Map<Class<?>, Boolean> read() throws IOException {
        Map<Class<?>, Boolean> read = new LinkedHashMap<>();
        int number = 0;
        for (ScanSample sample : ScanSample.all()) {
            Path place = Files.createDirectory(folder.resolve("sample" + number++));
            Path file = sample.write(place);
            if (ScanFiles.formatOf(file).getClass() == sample.format()) {
                double counts = ScanSample.lastCounts(ScanFiles.open(file, sample.settings(place)));
                boolean frames = Math.abs(counts - sample.lastCounts()) <= 1e-4 * sample.lastCounts();
                read.merge(sample.format(), frames, Boolean::logicalAnd);
            }
        }
        return read;
    }

    /** Which writers write what a format reads. */
    private Map<Class<?>, List<String>> written() {
        return ScanWriter.all().stream()
                .collect(Collectors.groupingBy(
                        writer -> ScanFiles.formatOf(writer.write(
                                                folder.resolve("written_" + writer.format() + writer.ending()),
                                                new SomeScan().scan())
                                        .getFirst())
                                .getClass(),
                        Collectors.mapping(ScanWriter::format, Collectors.toList())));
    }
}
