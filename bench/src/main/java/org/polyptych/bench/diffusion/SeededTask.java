package org.polyptych.bench.diffusion;

import org.polyptych.bench.cells.Task;

/** A run whose noise and engine have a seed of its own. */
interface SeededTask extends Task {
    /** As it is kept with what came out. */
    long seed();
}
