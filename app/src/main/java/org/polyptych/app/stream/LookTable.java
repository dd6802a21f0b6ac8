package org.polyptych.app.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What there was at every look that found frames, for {@code looks.csv} and the last lines. */
final class LookTable {
    private final List<LookLine> lines = new ArrayList<>();

    void add(LookLine line) {
        lines.add(line);
    }

    void replaceLast(LookLine line) {
        lines.set(lines.size() - 1, line);
    }

    /** In the picture. */
    int frames() {
        return lines.isEmpty() ? 0 : lines.getLast().frames();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Frames a second as they came, from the first look that found some to the last one; NaN for a single look. */
    double arriving() {
        LookLine first = lines.getFirst();
        LookLine last = lines.getLast();
        return (last.frames() - first.frames()) / (last.looked() - first.looked());
    }

    /** The most frames that were written and not in the picture. */
    int greatestLag() {
        return lines.stream().skip(1).mapToInt(LookLine::waiting).max().orElse(0);
    }

    /** The longest that a frame can have waited for its picture, in seconds. */
    double longestLag() {
        return lines.stream().mapToDouble(LookLine::waited).max().orElse(0);
    }

    /** Frames a second while the engine was at work. */
    double engine() {
        return lines.stream().mapToDouble(LookLine::worked).sum()
                / lines.stream().mapToDouble(LookLine::seconds).sum();
    }

    void write(Path file) {
        StringBuilder text =
                new StringBuilder("second,frames,further,lag_frames,lag_seconds,engine_frames,engine_seconds,loss\n");
        int before = 0;
        for (LookLine line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "%.3f,%d,%d,%d,%.3f,%.0f,%.3f,%.6g%n",
                    line.done(),
                    line.frames(),
                    line.frames() - before,
                    line.waiting(),
                    line.waited(),
                    line.worked(),
                    line.seconds(),
                    line.loss()));
            before = line.frames();
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
