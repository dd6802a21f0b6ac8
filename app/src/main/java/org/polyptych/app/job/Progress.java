package org.polyptych.app.job;

import java.io.PrintWriter;
import java.util.Locale;
import org.polyptych.engines.Observer;
import org.polyptych.engines.StepReport;

/** Tells how far a run is: one line that renews itself on a terminal, else a line now and then. */
public final class Progress implements Observer, AutoCloseable {
    /** Set by the launcher, which can ask what standard error is. */
    private static final boolean TERMINAL = Boolean.getBoolean("polyptych.terminal");

    private static final double SECONDS_ON_TERMINAL = 0.1;
    private static final double SECONDS_ELSEWHERE = 5;
    private static final int LONG_HOURS = 48;
    private static final double DAYS_A_YEAR = 365.25;

    private final PrintWriter err;
    private final String unit;
    /** Of an iteration; 0 where they are not counted. */
    private final int frames;
    /** Seconds that may be used; 0: no limit. */
    private final double budget;

    private final boolean terminal;
    private double last = Double.NEGATIVE_INFINITY;
    private int width;
    private double checked = Double.NaN;

    /**
     * Of a reconstruction.
     *
     * @param frames of an iteration
     * @param budget seconds that may be used, those before a resume included; 0: no limit
     */
    public Progress(PrintWriter err, int frames, double budget) {
        this(err, "iteration", frames, budget, TERMINAL);
    }

    Progress(PrintWriter err, String unit, int frames, double budget, boolean terminal) {
        this.err = err;
        this.unit = unit;
        this.frames = frames;
        this.budget = budget;
        this.terminal = terminal;
    }

    /**
     * Of a training: rounds, and the loss of data set apart.
     *
     * @param budget seconds that may be used, those before a resume included; 0: no limit
     */
    public static Progress ofTraining(PrintWriter err, double budget) {
        return new Progress(err, "round", 0, budget, TERMINAL);
    }

    @Override
    public synchronized void checked(int iteration, double loss) {
        checked = loss;
    }

    @Override
    public synchronized void stepped(StepReport report, int total, double seconds) {
        boolean done = report.iteration() == total;
        if (!done && seconds - last < (terminal ? SECONDS_ON_TERMINAL : SECONDS_ELSEWHERE)) {
            return;
        }
        last = seconds;
        String line = text(report, total, seconds);
        if (terminal) {
            err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            err.flush();
            width = line.length();
        } else {
            err.println(line);
        }
    }

    /** Says something between the lines. */
    public synchronized void note(String note) {
        close();
        err.println("note: " + note);
    }

    /** Ends the line that renews itself, so that what is printed next has its own. */
    @Override
    public synchronized void close() {
        if (width > 0) {
            err.println();
            width = 0;
        }
    }

    private String text(StepReport report, int total, double seconds) {
        double each = seconds / report.iteration();
        return String.format(
                Locale.ROOT,
                "%s %d/%d  loss %.4g%s  %s%s  %s left",
                unit,
                report.iteration(),
                total,
                report.loss(),
                frames > 0 || Double.isNaN(checked) ? "" : String.format(Locale.ROOT, "  validation %.4g", checked),
                each < 1
                        ? String.format(Locale.ROOT, "%.1f %ss/s", 1 / each, unit)
                        : String.format(Locale.ROOT, "%.1f s/%s", each, unit),
                frames > 0 ? String.format(Locale.ROOT, "  %.0f frames/s", frames / each) : "",
                duration(left((total - report.iteration()) * each, seconds)));
    }

    /** Until the last iteration, or until the budget is used up. */
    private double left(double ofIterations, double seconds) {
        return budget == 0 ? ofIterations : Math.min(ofIterations, Math.max(0, budget - seconds));
    }

    private static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        if (s > LONG_HOURS * 3600L) {
            double days = seconds / 86400;
            return days < 2 * DAYS_A_YEAR
                    ? String.format(Locale.ROOT, "%.1f days", days)
                    : String.format(Locale.ROOT, "%.3g years", days / DAYS_A_YEAR);
        }
        return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
    }
}
