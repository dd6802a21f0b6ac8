package org.polyptych.electron.direct;

import java.util.Optional;
import org.polyptych.core.RealImage;
import org.polyptych.engines.Problem;
import org.polyptych.physics.Probe;

/** A way from frames to an object without iterations. Immutable. */
interface DirectMethod {
    /**
     * What came out.
     *
     * @param phase of the object, radians, on the pixels of the problem's object; 0 where nothing was scanned
     * @param probe of one mode, with the power of the problem's; absent where the method says nothing of it
     * @param note what the user should know, in one line
     */
    record Solution(RealImage phase, Optional<Probe> probe, Optional<String> note) {}

    /**
     * Looks at all frames.
     *
     * @throws org.polyptych.core.BadInputException if they do not tell an object
     */
    Solution solve(Problem problem);
}
