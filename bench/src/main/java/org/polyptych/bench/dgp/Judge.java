package org.polyptych.bench.dgp;

import java.util.Map;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/** Says how good a reconstruction is, key to figure. */
interface Judge {
    /** Of an object on its way; asked often, while the run's clock stands. */
    Map<String, Double> during(Specimen object);

    /** Of a result; what {@link #during} says among it. */
    Map<String, Double> atEnd(Result result);

    /** What compares projected phases. */
    PhaseJudge phase();
}
