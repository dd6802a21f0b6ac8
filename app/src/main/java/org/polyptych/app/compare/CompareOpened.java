package org.polyptych.app.compare;

import java.util.List;
import org.polyptych.app.job.Job;

/**
 * A request found to be sound, with its scan open; nothing is written yet.
 *
 * @param contenders the engines, of which some may refuse
 * @param first the full run of the first that does not; the scan of all of them
 */
public record CompareOpened(CompareRequest request, List<Contender> contenders, Job first) {

    /** @throws org.polyptych.core.BadInputException for what is wrong whatever the engine */
    public static CompareOpened of(CompareRequest request) {
        List<Contender> contenders = Contenders.of(request);
        Contender first = contenders.stream()
                .filter(contender -> contender.refusal().isEmpty())
                .findFirst()
                .orElseThrow();
        return new CompareOpened(request, contenders, Job.open(first.plan()));
    }
}
