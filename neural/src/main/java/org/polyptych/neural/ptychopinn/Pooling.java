package org.polyptych.neural.ptychopinn;

import org.polyptych.neural.layer.AveragePool;
import org.polyptych.neural.layer.MaxPool;
import org.polyptych.neural.layer.Module;

/** What stands for 2 x 2 pixels. */
public enum Pooling {
    /** Their mean, as the paper has it. */
    AVERAGE,
    /** The largest, as the paper's code has it. */
    MAX;

    Module layer() {
        return this == AVERAGE ? new AveragePool(2) : new MaxPool(2);
    }
}
