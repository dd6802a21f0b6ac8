package org.polyptych.app.job;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.polyptych.engines.Observer;
import org.polyptych.engines.StepReport;

/**
 * {@code run.log}: what was asked, where it ran, what was assumed, and a line an iteration; beyond a thousand, a line
 * every ten, beyond ten thousand every hundred, and so on. A resumed run goes on in the log of the run before.
 */
public final class RunLog implements Observer, AutoCloseable {
    private static final int ALL_UP_TO = 1000;

    private final PrintWriter out;
    private final String unit;
    private final String checkName;

    RunLog(Path file) {
        this(file, "iteration", "held-out loss");
    }

    /**
     * @param unit what is counted
     * @param checkName what {@link #checked} is told
     */
    public RunLog(Path file, String unit, String checkName) {
        this.unit = unit;
        this.checkName = checkName;
        try {
            out = new PrintWriter(
                    Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of its own. */
    public void line(String key, String value) {
        out.println(key + ": " + value);
    }

    @Override
    public void stepped(StepReport report, int total, double seconds) {
        if (report.iteration() < total && report.iteration() % stride(report.iteration()) != 0) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s %d of %d: loss %.9g after %.3f s%n",
                unit,
                report.iteration(),
                total,
                report.loss(),
                seconds);
    }

    @Override
    public void checked(int iteration, double loss) {
        if (iteration % stride(iteration) == 0) {
            out.printf(Locale.ROOT, "%s after %s %d: %.9g%n", checkName, unit, iteration, loss);
        }
    }

    static int stride(int iteration) {
        int stride = 1;
        for (int bound = ALL_UP_TO; iteration > bound && bound <= Integer.MAX_VALUE / 10; bound *= 10) {
            stride *= 10;
        }
        return stride;
    }

    @Override
    public void close() {
        out.close();
    }
}
