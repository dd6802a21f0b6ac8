package org.polyptych.bench.dgp;

import org.polyptych.physics.Scan;

/** A trial of which it is known what is there. */
interface JudgedTrial extends Trial {
    /** @param scan of this trial */
    Judge judge(Scan scan, Where where);
}
