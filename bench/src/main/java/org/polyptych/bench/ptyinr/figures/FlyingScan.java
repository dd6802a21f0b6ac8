package org.polyptych.bench.ptyinr.figures;

import java.nio.file.Path;
import org.polyptych.bench.physics.FlyScans;
import org.polyptych.physics.Scan;

/**
 * The scan of {@link FlyScans}: the probe moves by one step during each frame.
 *
 * @param frame pixels of a frame's side
 * @param lines lines, and frames a line
 * @param step in pixels
 */
record FlyingScan(int frame, int lines, double step) implements Experiment {
    /** Its seeds are its own. */
    @Override
    public Scan scan(Path data, long seed) {
        return FlyScans.scan(FlyScans.geometry(frame), lines, step, step);
    }
}
