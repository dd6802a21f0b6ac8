package org.polyptych.app.job;

import org.polyptych.engines.EngineState;
import org.polyptych.engines.Observer;
import org.polyptych.engines.StepReport;

/** Two who watch, told in this order. */
public record Observers(Observer first, Observer second) implements Observer {
    @Override
    public void stepped(StepReport report, int total, double seconds) {
        first.stepped(report, total, seconds);
        second.stepped(report, total, seconds);
    }

    @Override
    public void checked(int iteration, double loss) {
        first.checked(iteration, loss);
        second.checked(iteration, loss);
    }

    @Override
    public void paused(int iteration, int total, double seconds, EngineState state) {
        first.paused(iteration, total, seconds, state);
        second.paused(iteration, total, seconds, state);
    }
}
