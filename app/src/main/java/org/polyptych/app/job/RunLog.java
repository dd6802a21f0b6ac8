package org.polyptych.app.job;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.polyptych.engines.Observer;
import org.polyptych.engines.StepReport;

/** {@code run.log}: what was asked, where it ran, what was assumed, and a line an iteration. */
final class RunLog implements Observer, AutoCloseable {
    private final PrintWriter out;

    RunLog(Path file) {
        try {
            out = new PrintWriter(Files.newBufferedWriter(file), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void line(String key, String value) {
        out.println(key + ": " + value);
    }

    void notes(List<String> notes) {
        notes.forEach(note -> line("note", note));
    }

    @Override
    public void stepped(StepReport report, int total, double seconds) {
        out.printf(
                Locale.ROOT,
                "iteration %d of %d: loss %.9g after %.3f s%n",
                report.iteration(),
                total,
                report.loss(),
                seconds);
    }

    @Override
    public void close() {
        out.close();
    }
}
