package org.polyptych.app.compare;

import java.util.Optional;

/**
 * How the runs of one engine ended.
 *
 * @param full with all frames
 * @param odd with the odd half; empty where it was not asked for, or not begun because the full run failed
 * @param even with the other half
 * @param halvesMissing why the halves were not begun, in one line; empty if they were, or not asked for
 */
record EngineEnd(Contender contender, RunEnd full, Optional<RunEnd> odd, Optional<RunEnd> even, String halvesMissing) {}
