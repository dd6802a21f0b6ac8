package org.polyptych.engines;

import org.polyptych.core.Parallel;
import org.polyptych.core.Snapshot;

/** A run that can be stepped from outside, with the threads it owns. Close it when done. */
public final class EngineSession implements Stepper, AutoCloseable {
    private final EngineRun<?> run;
    private final Constraints constraints;
    private final Parallel parallel;

    EngineSession(EngineRun<?> run, Constraints constraints, Parallel parallel) {
        this.run = run;
        this.constraints = constraints;
        this.parallel = parallel;
    }

    /** The engine's state: object and probe as they are now. */
    public EngineState state() {
        return run.state();
    }

    /** What is asked of object and probe beside the data. */
    Constraints constraints() {
        return constraints;
    }

    /** The threads it works with. */
    Parallel parallel() {
        return parallel;
    }

    @Override
    public StepReport step() {
        StepReport report = run.step();
        constraints.after(run.state());
        return report;
    }

    @Override
    public int completed() {
        return run.completed();
    }

    @Override
    public String lossName() {
        return run.lossName();
    }

    @Override
    public Snapshot save() {
        return run.save();
    }

    @Override
    public void restore(Snapshot snapshot) {
        run.restore(snapshot);
    }

    @Override
    public void close() {
        try (parallel) {
            run.close();
        }
    }
}
