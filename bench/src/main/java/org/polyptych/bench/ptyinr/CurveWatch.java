package org.polyptych.bench.ptyinr;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.EngineState;
import org.polyptych.engines.Observer;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/** Scores a run at times that follow each other by a factor, from half a second on; its clock stands meanwhile. */
final class CurveWatch implements Observer {
    private static final double FIRST = 0.5;
    private static final double FACTOR = 1.25;

    private final CellScores scores;
    private final List<Curve.Point> points = new ArrayList<>();
    private double next = FIRST;

    CurveWatch(CellScores scores) {
        this.scores = scores;
    }

    @Override
    public void stepped(StepReport report, int total, double seconds) {}

    @Override
    public void paused(int iteration, int total, double seconds, EngineState state) {
        if (seconds >= next) {
            add(iteration, seconds, state.specimen(), state.probe());
        }
    }

    /** One more point, such as the end; it takes the place of one of the same iteration. */
    void add(int iterations, double seconds, Specimen specimen, Probe probe) {
        while (next <= seconds) {
            next *= FACTOR;
        }
        if (!points.isEmpty() && points.getLast().iterations() == iterations) {
            points.removeLast();
        }
        try {
            points.add(new Curve.Point(iterations, seconds, scores.of(specimen, probe)));
        } catch (BadInputException e) {
            // a state on its way to nowhere has no figures
        }
    }

    List<Curve.Point> points() {
        return List.copyOf(points);
    }
}
