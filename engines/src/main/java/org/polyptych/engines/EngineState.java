package org.polyptych.engines;

import org.polyptych.core.Snapshot;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/** All of an engine's run that changes. Holds native memory until it is closed. */
public interface EngineState extends AutoCloseable {
    /** Number of completed iterations. */
    int completed();

    /** The object as it would be reported now; a copy. */
    Specimen specimen();

    /** The probe as it would be reported now; a copy, modes as the engine keeps them. */
    Probe probe();

    /** All that changes from step to step, as named arrays: copies that later steps leave alone. */
    Snapshot save();

    /** Puts back what {@link #save()} gave. */
    void restore(Snapshot snapshot);

    @Override
    void close();
}
