package org.polyptych.engines.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.polyptych.physics.Orientation;
import org.polyptych.physics.Scan;

/**
 * Tries how the axes of the scan may lie against those of the detector: for each of the eight {@linkplain Orientation
 * orientations} a short reconstruction of some neighbouring frames, whose loss says how well they fit together, and the
 * curl of the patterns' {@link Deflections}, which needs no reconstruction and is a second witness.
 *
 * <p>In the far field an orientation and the same {@linkplain Orientation#turned() turned} by 180 degrees cannot be told
 * apart by the data: four pairs remain. They differ only where the start does not let them be equal, as a probe from the
 * file does: its defocus has a sign.
 */
public final class OrientationSearch {
    private static final int FRAMES = 64;
    private static final int ITERATIONS = 20;

    private OrientationSearch() {}

    /**
     * Tries all eight.
     *
     * @param scan as it was read
     * @param threads at least 1; does not change what is found
     * @throws org.polyptych.core.BadInputException if the frames cannot be reconstructed at all
     */
    public static Orientations of(Scan scan, int threads) {
        Scan few = TrialFrames.of(scan, FRAMES);
        Deflections deflections = Deflections.of(few);
        Trial trial = new Trial(ITERATIONS, threads);
        List<Orientations.Candidate> candidates = new ArrayList<>();
        for (Orientation orientation : Orientation.all()) {
            candidates.add(new Orientations.Candidate(
                    orientation, trial.loss(orientation.applied(few), Map.of()), deflections.curl(orientation)));
        }
        return new Orientations(
                few.frames().count(),
                few.frames().rows(),
                few.frames().columns(),
                trial.iterations(),
                few.probe().isPresent(),
                candidates);
    }
}
