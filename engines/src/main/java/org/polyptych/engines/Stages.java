package org.polyptych.engines;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.prepare.CoarseScan;

/** One problem on pixels of several sizes, each made when it is first asked for. */
final class Stages {
    private final Stage finest;
    private final Scan whole;
    private final Optional<Probe> probe;
    private final Optional<Specimen> specimen;
    private final Map<Integer, Stage> made = new HashMap<>();

    /**
     * @param finest on the pixels of the scan
     * @param whole all frames: what the object must cover
     * @param probe given to start from, on the pixels of the scan
     * @param specimen given to start from, on the pixels of the scan
     */
    Stages(Stage finest, Scan whole, Optional<Probe> probe, Optional<Specimen> specimen) {
        this.finest = finest;
        this.whole = whole;
        this.probe = probe;
        this.specimen = specimen;
    }

    /** All frames. */
    Scan whole() {
        return whole;
    }

    /** On the pixels of the scan. */
    Stage finest() {
        return finest;
    }

    /**
     * On pixels so many times as large.
     *
     * @throws BadInputException if frames cannot be cut so, or there is an object to start from
     */
    Stage coarser(int factor) {
        return factor == 1 ? finest : made.computeIfAbsent(factor, this::make);
    }

    private Stage make(int factor) {
        Problem fine = finest.problem();
        RunSettings run = fine.settings();
        if (StartingPoint.chosen(whole, run.object(), specimen).isPresent()) {
            throw new BadInputException("an engine on coarser pixels (NAME/" + factor
                    + ") begins with a flat object, but one is given to start from; leave out one or the other");
        }
        Scan coarse = CoarseScan.of(fine.scan(), factor);
        Optional<Probe> given = probe.map(p -> CoarseScan.of(p, factor));
        StartingPoint start = StartingPoint.of(CoarseScan.of(whole, factor), coarse, run, given, Optional.empty());
        Problem problem = new Problem(
                coarse,
                start.specimen(),
                start.probe(),
                run,
                fine.parallel(),
                fine.conditions(),
                fine.keeping(),
                StartingProbe.chosen(coarse, run.probe(), given));
        return new Stage(problem, Constraints.of(run, coarse));
    }
}
