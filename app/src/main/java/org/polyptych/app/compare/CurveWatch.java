package org.polyptych.app.compare;

import java.nio.file.Path;
import org.polyptych.app.report.LossCurve;
import org.polyptych.engines.EngineState;
import org.polyptych.engines.Observer;
import org.polyptych.engines.StepReport;

/** Looks at a run after iterations 1, 2, 3, 4, 6, 7, 10, 13, ..., the clock standing still, and keeps the common loss. */
final class CurveWatch implements Observer {
    private static final int PER_DECADE = 8;

    private final CommonLoss loss;
    private final Path file;
    private LossCurve curve;

    /** @param file where the curve is kept; what is in it is gone on with */
    CurveWatch(CommonLoss loss, Path file) {
        this.loss = loss;
        this.file = file;
        this.curve = CurveFile.read(file);
    }

    @Override
    public void stepped(StepReport report, int total, double seconds) {}

    @Override
    public void paused(int iteration, int total, double seconds, EngineState state) {
        if (iteration == total || isLookedAt(iteration)) {
            curve = curve.with(iteration, seconds, loss.of(state.specimen(), state.probe()));
            CurveFile.write(file, curve);
        }
    }

    /** About eight iterations a power of ten, evenly apart in their logarithm. */
    static boolean isLookedAt(int iteration) {
        double nearest = Math.rint(PER_DECADE * Math.log10(iteration));
        return Math.round(Math.pow(10, nearest / PER_DECADE)) == iteration;
    }
}
