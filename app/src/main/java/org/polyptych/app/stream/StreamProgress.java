package org.polyptych.app.stream;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalInt;

/** Tells how a followed scan stands: one line that renews itself on a terminal, else a line now and then. */
final class StreamProgress {
    /** Set by the launcher, which can ask what standard error is. */
    private static final boolean TERMINAL = Boolean.getBoolean("polyptych.terminal");

    private static final double SECONDS_ELSEWHERE = 5;

    private final PrintWriter err;
    private String waitingFor = "";
    private double last = Double.NEGATIVE_INFINITY;
    private int width;

    StreamProgress(PrintWriter err) {
        this.err = err;
    }

    /**
     * @param arriving frames a second since the look before
     */
    void tell(LookLine line, OptionalInt planned, double arriving) {
        if (!TERMINAL && line.done() - last < SECONDS_ELSEWHERE) {
            return;
        }
        last = line.done();
        String text = String.format(
                Locale.ROOT,
                "frames %d%s  %sengine %.0f frames/s  lag %d frames, %.1f s  loss %.4g",
                line.frames(),
                planned.isPresent() ? " of " + planned.getAsInt() : "",
                Double.isFinite(arriving) ? String.format(Locale.ROOT, "arriving %.1f/s  ", arriving) : "",
                line.worked() / line.seconds(),
                line.waiting(),
                line.waited(),
                line.loss());
        if (TERMINAL) {
            err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            width = text.length();
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** What is in the way, each time that it is something else. */
    void waiting(String obstacle) {
        if (!obstacle.isEmpty() && !obstacle.equals(waitingFor)) {
            end();
            err.println("waiting: " + obstacle);
            err.flush();
        }
        waitingFor = obstacle;
    }

    void note(String note) {
        end();
        err.println("note: " + note);
        err.flush();
    }

    /** Ends the line that renews itself. */
    void end() {
        if (width > 0) {
            err.println();
            width = 0;
        }
    }
}
