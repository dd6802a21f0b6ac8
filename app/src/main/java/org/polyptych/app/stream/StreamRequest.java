package org.polyptych.app.stream;

import org.polyptych.app.plan.Plan;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.GrowingRun;
import org.polyptych.engines.Reconstruction;

/**
 * What is to be followed, and how.
 *
 * @param plan with the file or folder as its scan, and the recipe of the last reconstruction, of all frames
 * @param each iterations each time that frames have come, of an engine that goes on from what it has
 * @param every seconds between two looks, at least
 * @param idle seconds without anything new after which the scan has ended; 0 if it never has, for that
 * @param adapt whether the engine's network learns from the frames that come
 */
public record StreamRequest(Plan plan, int each, double every, double idle, boolean adapt) {
    private static final double LONGEST = 1e6;

    /** @throws BadInputException for numbers out of range */
    public StreamRequest {
        if (each < 1) {
            throw new BadInputException("--each must be 1 iteration or more, got " + each);
        }
        if (!(every >= 0 && every <= LONGEST)) {
            throw new BadInputException("--every must be 0 seconds or more, got " + every);
        }
        if (!(idle >= 0 && idle <= LONGEST)) {
            throw new BadInputException("--idle must be 0 seconds (never) or more, got " + idle);
        }
    }

    /**
     * Of the reconstruction each time that frames have come.
     *
     * @param plan that of the request, or with another network
     * @throws BadInputException for what cannot be done while a scan grows
     */
    Reconstruction looks(Plan plan) {
        Reconstruction whole = plan.reconstruction();
        GrowingRun.check(whole);
        whole.requireFiles();
        return plan.withIterations(each).reconstruction();
    }
}
