package org.polyptych.engines;

import org.polyptych.core.Snapshot;

/** An engine at work on one problem: engine and state as a {@link Stepper}. */
public final class EngineRun<S extends EngineState> implements Stepper, AutoCloseable {
    private final Engine<S> engine;
    private final S state;

    public EngineRun(Engine<S> engine, Problem problem) {
        this.engine = engine;
        this.state = engine.init(problem);
    }

    public S state() {
        return state;
    }

    @Override
    public StepReport step() {
        return engine.step(state);
    }

    @Override
    public int completed() {
        return state.completed();
    }

    @Override
    public String lossName() {
        return engine.lossName();
    }

    @Override
    public Snapshot save() {
        return state.save();
    }

    @Override
    public void restore(Snapshot snapshot) {
        state.restore(snapshot);
    }

    @Override
    public void close() {
        state.close();
    }
}
